import { canonicalJson, entryInWords, fail, formatMoney, ok, policyOf } from '../../core';
import type { CaseFile, KeptText, LogEntry, LogFact, LogProblem, Money, Pack, Result } from '../../core';
import { CELL_LIMIT, cellJson, inCells, unbent } from './cell-text';
import { LINKED, linkOf } from './journal';
import type { JournalHead } from './journal';
import { KEPT_TEXT_AT } from './tab-columns';
import type { JournalColumn, TabLayout } from './tab-columns';

export interface NewRow {
  /** The cells from column A on, as text. */
  readonly cells: readonly string[];
  /** Where the Journal ends once the row stands. */
  readonly head: JournalHead;
}

export interface RowMaking {
  /** Facts and log of the debtor before the entry. */
  readonly file: CaseFile;
  readonly pack: Pack;
  /** "09:14", in the sheet's zone. */
  readonly time: string;
  readonly text: KeptText | null;
}

const CONTENT: readonly JournalColumn[] = ['content', 'content2', 'content3', 'content4'];

/** The row that holds this entry behind `head`: words for people, then what the machine reads. Fails where it would not fit. */
export function journalRow(entry: LogEntry, { file, pack, time, text }: RowMaking, layout: TabLayout<JournalColumn>, head: JournalHead): Result<NewRow, LogProblem> {
  const { language } = pack.profile;
  const content = unbent(canonicalJson(entry));
  if (content.length > CONTENT.length * CELL_LIMIT) return fail({ code: 'log/invalid-entry', field: 'entry.fact.invoices', detail: 'too long for a sheet' });
  const { what, detail } = entryInWords(entry, file.entries, file.invoices, { language, today: entry.on, policy: policyOf(pack, file.debtor) });
  const sum = sumOf(entry.fact);
  const row = head.rows + 1;
  const said: Partial<Record<JournalColumn, string>> = {
    day: entry.on, time, customer: oneCell(file.debtor.name), what: oneCell(what), detail: oneCell(detail), who: oneCell(entry.author.name), reference: 'reference' in entry.fact ? (entry.fact.reference ?? '') : '',
    sum: sum === null ? '' : formatMoney(sum, language), row: String(row), debtor: entry.debtor, seq: String(entry.seq), entry: entry.id, request: entry.requestId, previous: entry.previousHash, hash: entry.hash,
  };
  const link = linkOf(head.link, LINKED.map((column) => said[column] ?? ''));
  said.link = link;
  inCells(content).forEach((part, at) => { said[CONTENT[at] ?? 'content'] = part; });
  const cells: string[] = [];
  for (const [column, value] of Object.entries(said) as [JournalColumn, string][]) cells[layout.at[column]] = value;
  if (text !== null) inCells(keptTextJson(entry, text)).forEach((part, at) => { cells[KEPT_TEXT_AT + at] = part; });
  return ok({ cells: Array.from(cells, (cell) => cell ?? ''), head: { rows: row, link } });
}

/** Begins with the entry's id, by which its cells are found wherever they were moved. */
export const keptTextStart = (entry: string): string => `{"keptFor":${cellJson(entry)},`;
const keptTextJson = (entry: LogEntry, { subject, html, text }: KeptText): string => `${keptTextStart(entry.id)}${cellJson({ subject, html, text }).slice(1)}`;

/** A long note is in the content as a whole. */
const MOST = 2_000;
const oneCell = (words: string): string => unpaired(words.slice(0, MOST)).trim();
/** Halves of a pair of signs become a mark on the way to Google: the link would never hold. */
const unpaired = (words: string): string => words.replace(/\p{Surrogate}/gu, '\ufffd');

function sumOf(fact: LogFact): Money | null {
  switch (fact.kind) {
    case 'reminder-drafted':
      return fact.demanded;
    case 'promise-recorded':
    case 'dispute-opened':
      return fact.amount;
    default:
      return null;
  }
}
