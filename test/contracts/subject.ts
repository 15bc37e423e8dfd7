import type { Author, DebtorHints, Instant, InvoiceSource, LedgerProblem, ReminderLog, Settings } from '../../src/core';
import type { WorklistQuery } from '../../src/core';
import type { Debtor, DebtorId, Decision, DebtorSummary, HintHit, HintHits, Invoice, NewLogEntry, RequestId, Result } from '../../src/core';
import { NO_FILTER, WORKLIST_GROUPS, assess, endOf } from '../../src/core';
import { MARIE, address, at, reference } from '../core/builders';

/** What one signed-in person works with. */
export interface Desk {
  readonly source: InvoiceSource<'async'>;
  readonly log: ReminderLog<'async'>;
  readonly settings: Settings<'async'>;
}

/** One reading of a ledger; every adapter under contract must be able to take it. */
export interface Reading {
  readonly debtors: readonly Debtor[];
  readonly invoices: readonly Invoice[];
  readonly problems?: readonly LedgerProblem[];
  readonly asOf?: Instant;
}

/** An adapter under contract: empty at first, of the company of the builders (Europe/Paris). */
export interface Subject {
  desk(author: Author): Desk;
  setNow(now: Instant): void;
  read(reading: Reading): Promise<void>;
  close(): Promise<void>;
}

export type OpenSubject = () => Promise<Subject>;

export const MORNING = at('2026-11-23T08:12:00.000Z');

/** Opened on the morning of the contracts, with Marie at her desk; `reading`: her ledger, read once. */
export async function opened(open: OpenSubject, reading: Reading | null = null): Promise<{ readonly subject: Subject; readonly desk: Desk }> {
  const subject = await open();
  subject.setNow(MORNING);
  if (reading !== null) await subject.read(reading);
  return { subject, desk: subject.desk(MARIE) };
}

export const hints = (over: Partial<DebtorHints> = {}): DebtorHints => ({ addresses: [], domains: [], numbers: [], sirens: [], vats: [], references: [], thread: '', ...over });

export function value<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`);
  return result.value;
}

export function problem<P>(result: Result<unknown, P>): P {
  if (result.ok) throw new Error('not refused');
  return result.problem;
}

/** Ids are the adapter's own affair: tests find debtors as a clerk does. */
export async function found(desk: Desk, words: string): Promise<DebtorSummary> {
  const [first] = value(await desk.source.search(words));
  if (first === undefined) throw new Error(`nobody found for ${words}`);
  return first;
}
export const idOfDebtor = async (desk: Desk, words: string): Promise<DebtorId> => (await found(desk, words)).id;

export const ALL_TO_REMIND: WorklistQuery = { ...NO_FILTER, group: 'to-remind', after: '', limit: 50 };

/** Everybody whom the worklist names, group after group, page after page. */
export async function listed(desk: Desk, groups: readonly WorklistQuery['group'][] = WORKLIST_GROUPS, limit = 50): Promise<readonly Decision[]> {
  const all: Decision[] = [];
  for (const group of groups) {
    for (let after = '', full = true; full; ) {
      const { rows } = value(await desk.source.worklistPage({ ...ALL_TO_REMIND, group, after, limit }));
      all.push(...rows);
      const last = rows[rows.length - 1];
      full = rows.length === limit && last !== undefined;
      after = last === undefined ? '' : endOf(last);
    }
  }
  return all;
}

/** Names of the debtors that one hint hits. */
export function namesHit(hits: HintHits, hint: HintHit['hint'], of: string): readonly string[] {
  const found = hits.hits.filter((h) => h.hint === hint && h.value === of);
  return found.flatMap((h) => h.debtors.map((d) => hits.debtors.find((s) => s.id === d.debtor)?.name ?? `without summary: ${d.debtor}`)).sort();
}

/** The entry of the reminder that is due now, as a pane would ask for it. */
export async function reminderDue(desk: Desk, debtor: DebtorId, ref: string, request: string): Promise<NewLogEntry> {
  const file = value(await desk.source.caseFile(debtor));
  const pack = value(await desk.settings.pack());
  const assessment = assess(file, pack, null, file.today);
  if (assessment.kind !== 'remind') throw new Error(`no reminder is due: ${assessment.kind}`);
  const { stage, demanded, sum } = assessment.proposal;
  return {
    requestId: request as RequestId, company: file.company, debtor, contentHash: null, policyVersion: assessment.policyVersion, rulesVersion: '1',
    fact: {
      kind: 'reminder-drafted', reference: reference(ref), stage: stage.id, tone: stage.tones[0] ?? 'courteous', language: 'fr', channel: 'reply', to: [address('compta@garage-canigou.fr')],
      invoices: demanded.map(({ item, step }) => ({ invoice: item.invoice, number: item.number, outstanding: item.outstanding, step })), demanded: sum,
    },
  };
}
