import { hintsOf, identify, presentChooser, presentUnknown } from '../../../src/core';
import type { Candidate, DebtorId, Identification, MailThread } from '../../../src/core';
import { debtorView, evidenceView } from '../../../src/core/panel/evidence';
import { threadOf } from '../../bench/identify/cases';
import type { LedgerEntry, ThreadCase } from '../../bench/identify/cases';
import type { OpenLedger } from '../../bench/identify/ledger';
import type { Prediction } from '../../bench/identify/score';

/** One customer as the clerk reads of it. */
export interface Named {
  readonly name: string;
  readonly meta: string;
  readonly clues: readonly string[];
}

/** What is said of one message: by the pane, or by the core. */
export interface Answer {
  readonly kind: 'one' | 'several' | 'none';
  /** One: the evidence line and how many clues it stands for. Several and none: the title and why. */
  readonly said: string;
  readonly named: readonly Named[];
}

/** What Outlook gives of a case: the open message and what it quotes. Exchange keeps one body of a mail that came with two, the HTML; its text is what that says. */
export function inOutlook(one: ThreadCase): MailThread {
  const thread = threadOf(one);
  const open = thread.messages[thread.open];
  const messages = open === undefined ? [] : [open.html === undefined ? open : { ...open, text: open.html.map(({ text }) => text).join('\n') }];
  return { ...thread, open: 0, messages, wholeThread: false };
}

/** The core alone, in Node, over the same store. */
export async function decided(thread: MailThread, ledger: OpenLedger): Promise<Identification> {
  return identify(thread, await ledger.lookUp(hintsOf(thread, ledger.pack)), ledger.pack);
}

const named = (candidate: Candidate): Named => {
  const { name, meta } = debtorView(candidate.debtor);
  return { name, meta, clues: evidenceView(candidate, 'fr')?.clues.map(({ text }) => text) ?? [] };
};

export function answerOf(found: Identification): Answer {
  switch (found.kind) {
    case 'one': {
      const evidence = evidenceView(found.candidate, 'fr');
      return { kind: 'one', said: evidence === null ? '' : `${evidence.summary} | ${evidence.count}`, named: [named(found.candidate)] };
    }
    case 'several': {
      const { title, explanation, candidates, more } = presentChooser(found, 'fr');
      return { kind: 'several', said: [title, explanation, more ?? ''].join(' | '), named: candidates.map(({ debtor, clues }) => ({ name: debtor.name, meta: debtor.meta, clues: clues.map(({ text }) => text) })) };
    }
    case 'none': {
      const { title, explanation } = presentUnknown(found.why, 'fr');
      return { kind: 'none', said: `${title} | ${explanation}`, named: [] };
    }
  }
}

/** The ledger's id of each customer by what the clerk reads of it. @throws where two cannot be told apart. */
export function customersOf({ customers }: LedgerEntry): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { id, code, name, siren, vat } of customers) {
    const key = written(debtorView({ id: id as DebtorId, code, name, legalIds: { siren, siret: null, vat }, town: null }));
    if (found.has(key)) throw new Error(`two customers are shown as ${key}`);
    found.set(key, id);
  }
  return found;
}

const written = ({ name, meta }: Pick<Named, 'name' | 'meta'>): string => `${name} | ${meta}`;

/** An answer as the labels have it; the pane does not list the invoices that it has recognised. */
export function predictionOf(id: string, { kind, named: shown }: Answer, customers: ReadonlyMap<string, string>): Prediction {
  const candidates = shown.map((each) => customers.get(written(each)) ?? `not in the ledger: ${written(each)}`);
  return { id, kind: kind === 'one' ? 'debtor' : kind === 'several' ? 'ambiguous' : 'none', debtorId: kind === 'one' ? (candidates[0] ?? null) : null, candidates, invoices: [] };
}
