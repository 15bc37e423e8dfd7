import { FIRST_HASH, fail, holdsItsHash, ok, sha256Hex, verifyChain } from '../../core';
import type { BookProblem, ChainCheck, DebtorId, JournalFinding, LogEntry, ReminderReference, Result, Row } from '../../core';
import { jsonOfCell } from './cell-text';
import { JOURNAL_COLUMNS, cellAt, layoutOfTab, missingHeadings } from './tab-columns';
import type { JournalColumn, TabLayout } from './tab-columns';

/** Where the Journal ends: the number of its last row and that row's link; kept outside the sheet, so that a cut tail is seen. */
export interface JournalHead {
  readonly rows: number;
  readonly link: string;
}
export const NO_ROWS: JournalHead = { rows: 0, link: FIRST_HASH };

/** One written row. */
interface Line {
  /** 1-based, as the sheet shows it. */
  readonly sheetRow: number;
  /** 1, 2, 3 ... in the order in which the rows were written, whatever order they stand in now. */
  readonly row: number;
  readonly cells: Row;
}

const CONTENT: readonly JournalColumn[] = ['content', 'content2', 'content3', 'content4'];
/** What a row's link covers beside the link of the row before: all but the entry's content, which its own hash covers. */
export const LINKED: readonly JournalColumn[] = ['day', 'time', 'customer', 'what', 'detail', 'who', 'reference', 'sum', 'row', 'debtor', 'seq', 'entry', 'request', 'previous', 'hash'];

/** Ties a row to the one before it, also of another debtor: a row that is taken out, put in or changed breaks it. */
export const linkOf = (before: string, cells: readonly string[]): string => sha256Hex(JSON.stringify([before, ...cells]));

/**
 * The Journal as one reading shows it. Nothing of it is trusted: an entry counts when it says what it was hashed for. Only
 * the entries that are asked for are parsed and hashed.
 */
export class Journal {
  private readonly lines: readonly Line[];
  private readonly strangers: readonly number[];
  private readonly copies: readonly number[];
  private ofDebtor: ReadonlyMap<string, readonly Line[]> | null = null;
  private readonly parsed = new Map<Line, LogEntry | null>();

  private constructor(readonly layout: TabLayout<JournalColumn>, rows: readonly Row[]) {
    const byRow = new Map<number, Line[]>();
    const strangers: number[] = [];
    for (let at = layout.headerRow + 1; at < rows.length; at += 1) {
      const cells = rows[at] ?? [];
      if (cells.every((cell) => cell === null || cell === '')) continue;
      const row = Number(cellAt(cells, layout, 'row'));
      // Sums and notes that somebody wrote below or between.
      if (!Number.isSafeInteger(row) || row < 1 || cellAt(cells, layout, 'entry') === '') strangers.push(at + 1);
      else byRow.set(row, [...(byRow.get(row) ?? []), { sheetRow: at + 1, row, cells }]);
    }
    const copies: number[] = [];
    const lines: Line[] = [];
    for (const same of byRow.values()) {
      const [first, ...more] = same;
      if (first === undefined) continue;
      // Of two rows of one number the one that says what it was hashed for.
      const kept = more.length === 0 ? first : (same.find((line) => this.entryOf(line) !== null) ?? first);
      lines.push(kept);
      copies.push(...same.filter((line) => line !== kept).map(({ sheetRow }) => sheetRow));
    }
    this.lines = lines.sort((a, b) => a.row - b.row);
    this.strangers = strangers;
    this.copies = copies;
  }

  static read(rows: readonly Row[], title: string): Result<Journal, BookProblem> {
    const layout = layoutOfTab(rows, JOURNAL_COLUMNS);
    return layout === null ? fail({ code: 'sheet/columns-gone', tab: title, columns: missingHeadings(rows, JOURNAL_COLUMNS) }) : ok(new Journal(layout, rows));
  }

  /** What counts of this debtor, in the order of its chain. */
  entriesOf(debtor: DebtorId): readonly LogEntry[] {
    return this.linesOf(debtor).flatMap((line) => this.entryOf(line) ?? []).sort((a, b) => a.seq - b.seq);
  }

  verify(debtor: DebtorId): ChainCheck {
    const damaged = this.linesOf(debtor).filter((line) => this.entryOf(line) === null).map((line) => Number(cellAt(line.cells, this.layout, 'seq')));
    const check = verifyChain(this.entriesOf(debtor));
    // A row that does not count leaves a gap; its content is what was changed.
    return damaged.length > 0 && (check.brokenAt === null || damaged.includes(check.brokenAt)) ? { intact: false, brokenAt: check.brokenAt ?? damaged[0] ?? null, why: 'hash' } : check;
  }

  /** The row of this debtor that no longer says what was written; null: none. */
  changedRow(debtor: DebtorId): number | null {
    return this.linesOf(debtor).find((line) => this.entryOf(line) === null)?.sheetRow ?? null;
  }

  /** What stands under this request id; null: nothing, undefined: a row that was changed. */
  withRequest(request: string): LogEntry | null | undefined {
    const line = this.lines.find(({ cells }) => cellAt(cells, this.layout, 'request') === request);
    return line === undefined ? null : (this.entryOf(line) ?? undefined);
  }

  debtorsOf(reference: ReminderReference): readonly DebtorId[] {
    const said = JSON.stringify(reference);
    const found = this.lines.filter(({ cells }) => contentOf(cells, this.layout).includes(said)).flatMap((line) => this.entryOf(line) ?? []);
    return [...new Set(found.filter(({ fact }) => (fact.kind === 'reminder-drafted' || fact.kind === 'letter-deposited') && fact.reference === reference).map(({ debtor }) => debtor))];
  }

  /** The sheet's row (1-based) where this entry stands now; null: nowhere. */
  rowOf(entry: string): number | null {
    return this.lines.find(({ cells }) => cellAt(cells, this.layout, 'entry') === entry)?.sheetRow ?? null;
  }

  /** All entries that count, in the order in which they were written, each with the cells of its row. */
  all(): readonly { readonly entry: LogEntry; readonly cells: Row }[] {
    return this.lines.flatMap((line) => {
      const entry = this.entryOf(line);
      return entry === null ? [] : [{ entry, cells: line.cells }];
    });
  }

  /**
   * The end of the Journal. Rows behind the head that follow it rightly were written by a run that ended before it could move
   * the head: they are taken in.
   */
  headFrom(head: JournalHead): JournalHead {
    let { rows, link } = head;
    for (const line of this.lines) {
      if (line.row !== rows + 1) continue;
      const own = cellAt(line.cells, this.layout, 'link');
      if (own !== linkOf(link, this.linked(line)) || this.entryOf(line) === null) break;
      [rows, link] = [line.row, own];
    }
    return { rows, link };
  }

  /** What the next row goes on from: rows that do not follow are never numbered over. */
  end(head: JournalHead): JournalHead {
    const follows = this.headFrom(head);
    const last = this.lines[this.lines.length - 1];
    return last === undefined || last.row <= follows.rows ? follows : { rows: last.row, link: cellAt(last.cells, this.layout, 'link') };
  }

  /** What is wrong with this debtor's rows and with the Journal as a whole, as far as it can be told without hashing the others. */
  findingsOf(debtor: DebtorId, head: JournalHead | null): readonly JournalFinding[] {
    return [...this.contentFindings(this.linesOf(debtor)), ...this.wholeFindings(head)];
  }

  /** Every row hashed and linked: of the whole Journal. */
  findings(head: JournalHead): readonly JournalFinding[] {
    return [...this.contentFindings(this.lines), ...this.wholeFindings(head)];
  }

  private contentFindings(lines: readonly Line[]): readonly JournalFinding[] {
    const changed = lines.filter((line) => this.entryOf(line) === null);
    const touched = lines.filter((line) => this.entryOf(line) !== null && !this.linkHolds(line));
    return [...one('content', changed.map(({ sheetRow }) => sheetRow)), ...one('cells', touched.map(({ sheetRow }) => sheetRow))];
  }

  private wholeFindings(head: JournalHead | null): readonly JournalFinding[] {
    const last = this.lines[this.lines.length - 1]?.row ?? 0;
    const gone = last - this.lines.length;
    const cut = head === null ? 0 : Math.max(0, head.rows - last);
    const none = (what: 'missing' | 'cut', count: number): readonly JournalFinding[] => (count === 0 ? [] : [{ row: null, what, count }]);
    // Behind the head, and not tied to it: nobody of ours wrote them.
    const end = head === null ? last : this.headFrom(head).rows;
    const beyond = this.lines.filter(({ row }) => row > end && row > (head?.rows ?? 0)).map(({ sheetRow }) => sheetRow);
    return [...none('missing', gone), ...none('cut', cut), ...one('twice', this.copies), ...one('foreign', [...this.strangers, ...beyond])];
  }

  /** true where the row before is gone: that is told as such. */
  private linkHolds(line: Line): boolean {
    const before = line.row === 1 ? FIRST_HASH : this.lineAt(line.row - 1);
    return before === null || cellAt(line.cells, this.layout, 'link') === linkOf(typeof before === 'string' ? before : cellAt(before.cells, this.layout, 'link'), this.linked(line));
  }

  private lineAt(row: number): Line | null {
    // Rows are numbered without a gap unless one was taken out.
    const guess = this.lines[row - 1];
    return guess?.row === row ? guess : (this.lines.find((line) => line.row === row) ?? null);
  }

  private linked({ cells }: Line): readonly string[] {
    return LINKED.map((column) => cellAt(cells, this.layout, column));
  }

  private linesOf(debtor: DebtorId): readonly Line[] {
    if (this.ofDebtor === null) {
      const found = new Map<string, Line[]>();
      for (const line of this.lines) {
        const of = cellAt(line.cells, this.layout, 'debtor');
        const list = found.get(of);
        if (list === undefined) found.set(of, [line]);
        else list.push(line);
      }
      this.ofDebtor = found;
    }
    return this.ofDebtor.get(debtor) ?? [];
  }

  /** null: it does not say what it was hashed for, or the cells beside it say something else. */
  private entryOf(line: Line): LogEntry | null {
    const known = this.parsed.get(line);
    if (known !== undefined) return known;
    const { cells } = line;
    const said = (column: JournalColumn): string => cellAt(cells, this.layout, column);
    const read = jsonOfCell(contentOf(cells, this.layout));
    const entry = typeof read === 'object' && read !== null ? (read as LogEntry) : null;
    const holds = entry !== null && holdsItsHash(entry) && entry.hash === said('hash') && entry.previousHash === said('previous') && entry.id === said('entry') && entry.requestId === said('request')
      && entry.debtor === said('debtor') && String(entry.seq) === said('seq');
    const believed = holds ? entry : null;
    this.parsed.set(line, believed);
    return believed;
  }
}

const contentOf = (cells: Row, layout: TabLayout<JournalColumn>): string => CONTENT.map((column) => cellAt(cells, layout, column)).join('');

const one = (what: JournalFinding['what'], rows: readonly number[]): readonly JournalFinding[] => (rows.length === 0 ? [] : [{ row: Math.min(...rows), what, count: rows.length }]);
