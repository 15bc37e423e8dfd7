import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hintsOf, identify, meantInvoices } from '../../src/core';
import type { Candidate, Identification, MailThread } from '../../src/core';
import { linesOf, threadOf } from './identify/cases';
import type { LedgerEntry, ThreadCase } from './identify/cases';
import { openLedger } from './identify/ledger';
import type { OpenLedger } from './identify/ledger';
import { score } from './identify/score';
import type { Label, Outcome, Prediction, Tally } from './identify/score';
import { atLeast, atMost } from './figure';
import type { Bench, Figure } from './figure';
import { throughPane } from './identify/through-pane';

/**
 * Cases of our own; `npm run bench -- identify DIR` takes others of the same form: ledgers.json, cases.jsonl, labels.jsonl where there are answers.
 * `--pane`: the same through the built pane in the simulated Outlook, beside the core's answers.
 */
const OWN_CASES = join('test', 'fixtures', 'threads');
/** Where predictions go when DIR is not ours to write. */
const KEPT = join('.cache', 'identify');
const MOST_TOLD = 60;

/** Who the thread is about, as the pane finds it: hints out, hits back, decided on this side. */
async function answer(one: ThreadCase, ledger: OpenLedger, broken: boolean): Promise<Prediction> {
  const thread = threadOf(one);
  const found = identify(thread, await ledger.lookUp(hintsOf(thread, ledger.pack)), ledger.pack);
  const said = broken ? guessed(found) : found;
  return said.kind === 'one' ? predictionOf(one.id, { ...said, invoices: await meant(thread, said, ledger) }, ledger) : predictionOf(one.id, said, ledger);
}

/** The case file says more of the invoices than the hints did: "la 318" is one of this debtor's only. */
async function meant(thread: MailThread, { candidate, invoices }: Extract<Identification, { readonly kind: 'one' }>, ledger: OpenLedger): Promise<readonly string[]> {
  const all = await ledger.invoicesOf(candidate.debtor.id);
  const ids = new Set(meantInvoices(thread, ledger.pack, invoices, all));
  return [...new Set([...invoices, ...all.filter(({ id }) => ids.has(id)).map(({ number }) => number)])];
}

/** The planted fault: the first candidate instead of a question. */
function guessed(found: Identification): Identification {
  const [first, ...others] = found.kind === 'several' ? found.candidates : [];
  return found.kind === 'several' && first !== undefined ? { kind: 'one', candidate: first, others, invoices: found.invoices } : found;
}

async function predictionOf(id: string, found: Identification, ledger: OpenLedger): Promise<Prediction> {
  const names = (candidates: readonly Candidate[]): Promise<readonly string[]> => Promise.all(candidates.map((c) => ledger.nameOf(c.debtor.id)));
  switch (found.kind) {
    case 'one': return { id, kind: 'debtor', debtorId: await ledger.nameOf(found.candidate.debtor.id), candidates: await names([found.candidate, ...found.others]), invoices: found.invoices };
    case 'several': return { id, kind: 'ambiguous', debtorId: null, candidates: await names(found.candidates), invoices: found.invoices };
    case 'none': return { id, kind: 'none', debtorId: null, candidates: [], invoices: [] };
  }
}

async function predictions(folder: string, broken: boolean): Promise<readonly Prediction[]> {
  const entries = JSON.parse(readFileSync(join(folder, 'ledgers.json'), 'utf8')) as readonly LedgerEntry[];
  const cases = linesOf<ThreadCase>(readFileSync(join(folder, 'cases.jsonl'), 'utf8'));
  const answers = new Map<string, Prediction>();
  for (const entry of entries) {
    const ledger = await openLedger(entry);
    for (const one of cases) if (one.ledger === entry.id) answers.set(one.id, await answer(one, ledger, broken));
    await ledger.close();
  }
  return cases.map(({ id }) => {
    const given = answers.get(id);
    if (given === undefined) throw new Error(`${id}: its ledger is not in ledgers.json`);
    return given;
  });
}

/** predictions.jsonl beside the cases, else where the bench keeps its own things. */
function keep(folder: string, found: readonly Prediction[], broken: boolean): string {
  const ours = folder !== OWN_CASES && !broken && isWritable(folder);
  if (!ours) mkdirSync(KEPT, { recursive: true });
  const file = join(ours ? folder : KEPT, broken ? 'guesses.jsonl' : 'predictions.jsonl');
  writeFileSync(file, found.map((p) => `${JSON.stringify(p)}\n`).join(''));
  return file;
}

/** By its mode: an administrator may write anywhere, and still nothing is put into a folder that is kept read-only. */
const isWritable = (folder: string): boolean => (statSync(folder).mode & 0o222) !== 0;

const inWords = (tally: Tally): string => (Object.entries(tally) as readonly (readonly [Outcome, number])[]).map(([outcome, n]) => `${outcome} ${n}`).join(', ');

export const bench: Bench = {
  run: async ({ broken, say }): Promise<readonly Figure[]> => {
    const given = process.argv[3];
    const folder = given === undefined || given.startsWith('--') ? OWN_CASES : given;
    if (process.argv.includes('--pane')) return throughPane(folder, { broken, say });
    const found = await predictions(folder, broken);
    say(`${found.length} cases of ${folder}, answers in ${keep(folder, found, broken)}`);
    const labelled = join(folder, 'labels.jsonl');
    if (!existsSync(labelled)) return [atLeast('cases answered', found.length, 'cases', 1)];
    const labels = linesOf<Label>(readFileSync(labelled, 'utf8'));
    const result = score(labels, found);
    for (const [scenario, tally] of result.byScenario) say(`${scenario}: ${inWords(tally)}`);
    for (const [trap, tally] of result.byTrap) say(`trap ${trap}: ${inWords(tally)}`);
    const answerOf = new Map(found.map((p) => [p.id, p]));
    const missed = labels.filter((label) => result.outcomeOf.get(label.id) !== 'ok');
    for (const label of missed.slice(0, MOST_TOLD)) {
      const prediction = answerOf.get(label.id);
      say(`${label.id} (${label.scenario}) ${result.outcomeOf.get(label.id) ?? ''}: ${prediction?.kind ?? 'none'} ${prediction?.debtorId ?? (prediction?.candidates ?? []).slice(0, 6).join(' ')}, wanted ${label.expected.acceptable.join(' or ')}`);
    }
    for (const label of labels) {
      const lost = label.expected.invoices.filter((number) => !(answerOf.get(label.id)?.invoices ?? []).includes(number));
      if (lost.length > 0) say(`${label.id} (${label.scenario}): not recognised ${lost.join(', ')}`);
    }
    const share = (n: number, of: number): number => (of === 0 ? 100 : (100 * n) / of);
    const of = (outcome: Outcome): number => share(result.outcomes[outcome] ?? 0, result.cases);
    say(`missed ${of('missed').toFixed(1)} %, asked with the right one listed ${of('missedButListed').toFixed(1)} %, asked or silent where the other was right ${of('softWrong').toFixed(1)} %`);
    return [
      atMost('wrong debtor, of all cases', of('wrongDebtor'), '%', 0.5),
      atMost('answers that a label forbids', result.forbidden, 'answers', 0),
      atLeast('right', of('ok'), '%', 95),
      atLeast('sure answers that are right', share(result.sureAndRight, result.sure), '%', 99.5),
      atLeast('cited invoices recognised', share(result.invoicesFound, result.invoicesCited), '%', 95),
    ];
  },
};
