import { fail, ok, rangeOfTab } from '../../core';
import type { DebtorId, EntryId, KeptText, LogEntry, LogProblem, MovedChain, Result, Row } from '../../core';
import { askBook } from './ask-sheets';
import { Journal } from './journal';
import { readHead } from './journal-head';
import { keptTextIn } from './kept-text';
import type { BookPlace } from './open-book';

/**
 * The whole log with its kept texts, as it moves to the company's server: one chain per customer. Refused with the row where
 * it was changed, and where rows are missing: what the server takes over must be what was written.
 *
 * @param namesOf of the customers that the ledger holds.
 */
export function movableLog({ spreadsheet, tabs: { journal: tab } }: BookPlace, namesOf: (debtors: readonly DebtorId[]) => Result<ReadonlyMap<DebtorId, string>, LogProblem>): Result<readonly MovedChain[], LogProblem> {
  if (tab === undefined) return fail({ code: 'sheet/tab-gone', tab: 'Journal' });
  const answer = askBook(({ Values }) => Values.batchGet(spreadsheet, { ranges: [rangeOfTab(tab.title)], valueRenderOption: 'UNFORMATTED_VALUE', dateTimeRenderOption: 'SERIAL_NUMBER', majorDimension: 'ROWS' }));
  if (!answer.ok) return answer;
  const journal = Journal.read((answer.value.valueRanges?.[0]?.values ?? []) as readonly Row[], tab.title);
  if (!journal.ok) return journal;
  const damaged = journal.value.findings(readHead(spreadsheet)).find(({ what }) => what === 'content' || what === 'missing' || what === 'cut');
  if (damaged !== undefined) return fail({ code: 'log/changed-by-hand', row: damaged.row });
  const chains = new Map<DebtorId, { readonly entries: LogEntry[]; readonly texts: { readonly entry: EntryId; readonly text: KeptText }[] }>();
  for (const { entry, cells } of journal.value.all()) {
    const chain = chains.get(entry.debtor) ?? { entries: [], texts: [] };
    chains.set(entry.debtor, chain);
    chain.entries.push(entry);
    const text = entry.contentHash === null ? null : keptTextIn(cells, entry);
    if (text === undefined) return fail({ code: 'log/changed-by-hand', row: journal.value.rowOf(entry.id) });
    if (text !== null) chain.texts.push({ entry: entry.id, text });
  }
  const names = namesOf([...chains.keys()]);
  if (!names.ok) return names;
  return ok([...chains].map(([debtor, chain]): MovedChain => ({ debtor, name: names.value.get(debtor) ?? '', listed: names.value.has(debtor), ...chain })));
}
