import { ok, fail } from '../../core';
import type { BookProblem, DebtorId, Instant, KeptAssignment, LearnedChoice, PolicyId, Result, Row } from '../../core';
import { wordsOfCell } from './cell-text';
import { GIVEN_KEYS, PROFILE_KEYS } from './setting-keys';
import type { GivenKey, ProfileKey, SettingKey } from './setting-keys';
import { SETTING_COLUMNS, cellAt, layoutOfTab, missingHeadings } from './tab-columns';
import type { SettingColumn, TabLayout } from './tab-columns';

/** One row of Réglages that has a key of ours. */
export interface SettingLine {
  /** Zero-based row of the tab. */
  readonly at: number;
  readonly key: SettingKey;
  readonly subject: string;
  readonly value: string;
  readonly by: string;
  readonly on: Instant;
}
export type KeptChoice = LearnedChoice & { readonly by: string | null; readonly at: Instant };

const KNOWN: ReadonlySet<string> = new Set<string>([...PROFILE_KEYS, ...GIVEN_KEYS]);
/** Of a cell that somebody typed over: older than everything. */
const NO_MOMENT = '1970-01-01T00:00:00.000Z' as Instant;
export const momentOf = (text: string): Instant => (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? (text as Instant) : NO_MOMENT);

/** The tab Réglages as one reading shows it: what the clerk may change in its cells as well as on a card. */
export class KeptSettings {
  private constructor(readonly layout: TabLayout<SettingColumn>, private readonly lines: readonly SettingLine[]) {}

  static read(rows: readonly Row[], title: string): Result<KeptSettings, BookProblem> {
    const layout = layoutOfTab(rows, SETTING_COLUMNS);
    if (layout === null) return fail({ code: 'sheet/columns-gone', tab: title, columns: missingHeadings(rows, SETTING_COLUMNS) });
    const lines: SettingLine[] = [];
    for (let at = layout.headerRow + 1; at < rows.length; at += 1) {
      const cells = rows[at] ?? [];
      const said = (column: SettingColumn): string => wordsOfCell(cellAt(cells, layout, column));
      const key = said('key').trim();
      if (KNOWN.has(key)) lines.push({ at, key: key as SettingKey, subject: said('subject'), value: said('value'), by: said('by'), on: momentOf(said('at')) });
    }
    return ok(new KeptSettings(layout, lines));
  }

  /** Of two rows the lower one; '' where there is none. */
  field(key: ProfileKey): string {
    return this.line(key, '')?.value ?? '';
  }

  /** The row that holds a setting; null: none yet. */
  line(key: SettingKey, subject: string): SettingLine | null {
    const found = this.lines.filter((line) => line.key === key && (isProfile(key) || line.subject === subject));
    return found[found.length - 1] ?? null;
  }

  /** All rows of it, should somebody have copied one. */
  linesFor(key: GivenKey, subject: string): readonly SettingLine[] {
    return this.lines.filter((line) => line.key === key && line.subject === subject);
  }

  choices(): readonly KeptChoice[] {
    return this.newestOf((key) => key.startsWith('choice.')).map(({ key, subject, value, by, on }) => ({ scope: key.slice('choice.'.length) as LearnedChoice['scope'], value: subject, debtor: value === '' ? null : (value as DebtorId), by: by === '' ? null : by, at: on }));
  }

  /** The newest first; of one moment the lower row. */
  assignments(): readonly KeptAssignment[] {
    const given = this.newestOf((key) => key.startsWith('plan.')).sort((a, b) => (a.on === b.on ? b.at - a.at : a.on < b.on ? 1 : -1));
    return given.flatMap(({ key, subject, value, by, on }): readonly KeptAssignment[] => {
      const kept = { policy: value === '' ? null : (value as PolicyId), by, at: on };
      if (key === 'plan.debtor') return [{ ...kept, scope: 'debtor', debtor: subject as DebtorId }];
      if (key === 'plan.segment') return [{ ...kept, scope: 'segment', segment: subject }];
      return kept.policy === null ? [] : [{ scope: 'company', policy: kept.policy, by, at: on }];
    });
  }

  /** Of each key and subject the lowest row. */
  private newestOf(wanted: (key: string) => boolean): SettingLine[] {
    const newest = new Map<string, SettingLine>();
    for (const line of this.lines) if (wanted(line.key)) newest.set(JSON.stringify([line.key, line.subject]), line);
    return [...newest.values()];
  }
}

const isProfile = (key: SettingKey): key is ProfileKey => (PROFILE_KEYS as readonly string[]).includes(key);
