import { fail, ok, templateKey } from '../../core';
import type { BookProblem, LintFinding, OwnText, RefusedText, Result, Row, Template, TemplateKey, TextVersion } from '../../core';
import { jsonOfCell, wordsOfCell } from './cell-text';
import { MOST_VERSIONS, sealOf } from './kept-plans';
import { momentOf } from './kept-settings';
import { TEXT_COLUMNS, cellAt, layoutOfTab, missingHeadings } from './tab-columns';
import type { TabLayout, TextColumn } from './tab-columns';

/** What somebody wrote instead of a shipped text; null: nothing any more. */
export type Written = { readonly subject: string; readonly body: string } | null;

/** One version of a text. */
interface TextLine {
  readonly sheetRow: number;
  readonly seq: number;
  readonly key: TemplateKey;
  readonly written: Written;
  readonly saved: TextVersion;
  /** Kept because an entry of the log names it; in force is another. */
  readonly onlyKept: boolean;
  /** Its subject or body was changed in the sheet. */
  readonly edited: boolean;
}

/** What is wrong with a text that was changed in a cell; both empty: nothing. */
export type JudgeText = (shipped: Template, written: { readonly subject: string; readonly body: string }) => Pick<RefusedText, 'faults' | 'findings'>;

export const KEPT = 'kept';
export const sealOfText = (key: string, version: string, written: Written): string => sealOf(key, version, written === null ? '' : written.subject, written === null ? '' : written.body);

/** The tab Modèles as one reading shows it: rows that a clerk may read, and change in their cells. */
export class KeptTexts {
  private constructor(readonly layout: TabLayout<TextColumn>, private readonly lines: readonly TextLine[], private readonly title: string) {}

  static read(rows: readonly Row[], title: string): Result<KeptTexts, BookProblem> {
    const layout = layoutOfTab(rows, TEXT_COLUMNS);
    if (layout === null) return fail({ code: 'sheet/columns-gone', tab: title, columns: missingHeadings(rows, TEXT_COLUMNS) });
    const lines: TextLine[] = [];
    for (let at = layout.headerRow + 1; at < rows.length; at += 1) {
      const line = lineOf(rows[at] ?? [], layout, at + 1);
      if (line !== null) lines.push(line);
    }
    return ok(new KeptTexts(layout, lines.sort((a, b) => b.seq - a.seq), title));
  }

  /** The number of the newest version, whatever the text. */
  get mark(): number {
    return this.lines[0]?.seq ?? 0;
  }

  /**
   * The texts that were ever changed, by name, and those changed in their cells that cannot be used. A changed cell is a
   * version of its own: an entry of the log must not name words that were never sent.
   */
  own(shipped: { readonly templates: readonly Template[] }, judge: JudgeText): { readonly own: readonly OwnText[]; readonly refused: readonly RefusedText[] } {
    const own: OwnText[] = [];
    const refused: RefusedText[] = [];
    const keys = [...new Set(this.lines.filter(({ onlyKept }) => !onlyKept).map(({ key }) => key))].sort();
    for (const key of keys) {
      const lines = this.lines.filter((line) => line.key === key && !line.onlyKept);
      const [newest] = lines;
      const base = shipped.templates.find((template) => templateKey(template) === key);
      if (newest === undefined) continue;
      const verdict = newest.edited && newest.written !== null && base !== undefined ? judge(base, newest.written) : NOTHING;
      const usable = verdict.faults.length === 0 && verdict.findings.length === 0;
      if (!usable) refused.push({ what: 'text', row: newest.sheetRow, text: key, ...verdict });
      own.push({ key, template: usable ? this.templateOf(newest, base) : null, versions: lines.map((line) => this.versionOf(line)).slice(0, MOST_VERSIONS) });
    }
    return { own, refused };
  }

  /** Any version that stands in the tab. */
  version(version: string, shipped: readonly Template[]): { readonly template: Template; readonly saved: TextVersion | null } | null {
    const line = this.lines.find((one) => this.nameOf(one) === version);
    const template = line === undefined ? null : this.templateOf(line, shipped.find((one) => templateKey(one) === line.key));
    return line === undefined || template === null ? null : { template, saved: line.onlyKept ? null : this.versionOf(line) };
  }

  /** The version stands here under its own name, safe from the next change of the cell. */
  holds(version: string): boolean {
    return this.lines.some((line) => !line.edited && line.saved.version === version);
  }

  private templateOf(line: TextLine, shipped: Template | undefined): Template | null {
    return line.written === null || shipped === undefined ? null : { ...shipped, ...line.written, version: this.nameOf(line) };
  }
  private nameOf({ key, written, saved, edited }: TextLine): string {
    return edited ? `${saved.version}~${sealOfText(key, saved.version, written).slice(0, 8)}` : saved.version;
  }
  private versionOf(line: TextLine): TextVersion {
    return line.edited ? { ...line.saved, version: this.nameOf(line), by: this.title, kind: 'edited' } : line.saved;
  }
}

const NOTHING: Pick<RefusedText, 'faults' | 'findings'> = { faults: [], findings: [] };

function lineOf(cells: Row, layout: TabLayout<TextColumn>, sheetRow: number): TextLine | null {
  const said = (column: TextColumn): string => wordsOfCell(cellAt(cells, layout, column));
  const [key, version, kind] = [said('text').trim() as TemplateKey, said('version').trim(), said('kind').trim()];
  const seq = Number(/\.(\d{1,9})(?:~[0-9a-f]{8})?$/.exec(version)?.[1] ?? (kind === KEPT ? 0 : NaN));
  if (!Number.isSafeInteger(seq) || key === ('' as TemplateKey)) return null;
  const body = said('body').replace(/\r\n?/g, '\n').trim();
  const written: Written = kind === 'reset' ? null : { subject: said('subject').trim(), body };
  const codes = jsonOfCell(said('codes'));
  const reason = said('reason');
  return {
    sheetRow, seq, key, written, onlyKept: kind === KEPT, edited: kind !== 'reset' && sealOfText(key, version, written) !== said('seal'),
    saved: {
      version, by: said('by'), at: momentOf(said('at')), kind: kind === 'reset' ? 'reset' : 'edited', basedOn: said('basedOn') === '' ? null : said('basedOn'),
      override: reason === '' ? null : { codes: Array.isArray(codes) ? (codes as readonly LintFinding['code'][]) : [], reason },
    },
  };
}
