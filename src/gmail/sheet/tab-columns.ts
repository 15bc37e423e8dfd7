import { foldHeader, textOf } from '../../core';
import type { Language, Row } from '../../core';

/** A column's heading, in the language of the spreadsheet when it was made. */
type Heading = Readonly<Record<Language, string>>;
type Headings<Name extends string> = Readonly<Record<Name, Heading>>;

/**
 * The tabs that Relance itself keeps, column by column in the order of a new tab. They are found by their headings, in either
 * language: people sort rows, move and insert columns, and put rows above.
 */
export type JournalColumn =
  | 'day' | 'time' | 'customer' | 'what' | 'detail' | 'who' | 'reference' | 'sum'
  | 'row' | 'debtor' | 'seq' | 'entry' | 'request' | 'previous' | 'hash' | 'link' | 'content' | 'content2' | 'content3' | 'content4';
export const JOURNAL_COLUMNS: Headings<JournalColumn> = {
  day: { fr: 'Date', en: 'Date' },
  time: { fr: 'Heure', en: 'Time' },
  customer: { fr: 'Client', en: 'Customer' },
  what: { fr: 'Fait', en: 'What' },
  detail: { fr: 'Détail', en: 'Detail' },
  who: { fr: 'Par', en: 'By' },
  reference: { fr: 'Référence', en: 'Reference' },
  sum: { fr: 'Montant', en: 'Amount' },
  row: { fr: 'Ligne', en: 'Row' },
  debtor: { fr: 'Id client', en: 'Customer id' },
  seq: { fr: 'Rang', en: 'Rank' },
  entry: { fr: 'Id écriture', en: 'Entry id' },
  request: { fr: 'Id demande', en: 'Request id' },
  previous: { fr: 'Empreinte précédente', en: 'Previous hash' },
  hash: { fr: 'Empreinte', en: 'Hash' },
  link: { fr: 'Chaîne', en: 'Chain' },
  content: { fr: 'Contenu', en: 'Content' },
  content2: { fr: 'Contenu 2', en: 'Content 2' },
  content3: { fr: 'Contenu 3', en: 'Content 3' },
  content4: { fr: 'Contenu 4', en: 'Content 4' },
};
/** Those that a clerk reads; the rest is for the machine and may be hidden. */
export const JOURNAL_FOR_READERS = 8;
/**
 * Kept texts stand behind column Z, in as many cells as they need: the card's reading of the Journal ends at Z, or every
 * look at a customer would bring the texts of all reminders with it. The heading of the first of these cells.
 */
export const KEPT_TEXT_AT = 26;
export const KEPT_TEXT_HEADING: Heading = { fr: 'Texte conservé', en: 'Kept text' };

/** Modèles: one row per version of a text; the newest row of a text is the one in force. */
export type TextColumn = 'text' | 'subject' | 'body' | 'by' | 'at' | 'kind' | 'version' | 'basedOn' | 'codes' | 'reason' | 'seal';
export const TEXT_COLUMNS: Headings<TextColumn> = {
  text: { fr: 'Texte', en: 'Text' },
  subject: { fr: 'Objet', en: 'Subject' },
  body: { fr: 'Corps', en: 'Body' },
  by: { fr: 'Par', en: 'By' },
  at: { fr: 'Le', en: 'On' },
  kind: { fr: 'Nature', en: 'Kind' },
  version: { fr: 'Version', en: 'Version' },
  basedOn: { fr: 'Issu de', en: 'Based on' },
  codes: { fr: 'Remarques', en: 'Findings' },
  reason: { fr: 'Motif', en: 'Reason' },
  seal: { fr: 'Empreinte', en: 'Hash' },
};

/** Plan: one row per version of an own plan. */
export type PlanColumn = 'name' | 'by' | 'at' | 'kind' | 'plan' | 'version' | 'basedOn' | 'content' | 'seal';
export const PLAN_COLUMNS: Headings<PlanColumn> = {
  name: { fr: 'Plan', en: 'Plan' },
  by: { fr: 'Par', en: 'By' },
  at: { fr: 'Le', en: 'On' },
  kind: { fr: 'Nature', en: 'Kind' },
  plan: { fr: 'Id plan', en: 'Plan id' },
  version: { fr: 'Version', en: 'Version' },
  basedOn: { fr: 'Issu de', en: 'Based on' },
  content: { fr: 'Contenu', en: 'Content' },
  seal: { fr: 'Empreinte', en: 'Hash' },
};

/** Réglages: one row per setting; `setting` is for readers, `key` for the machine, `value` may be changed by hand. */
export type SettingColumn = 'setting' | 'subject' | 'value' | 'by' | 'at' | 'key';
export const SETTING_COLUMNS: Headings<SettingColumn> = {
  setting: { fr: 'Réglage', en: 'Setting' },
  subject: { fr: 'Pour', en: 'For' },
  value: { fr: 'Valeur', en: 'Value' },
  by: { fr: 'Par', en: 'By' },
  at: { fr: 'Le', en: 'On' },
  key: { fr: 'Clé', en: 'Key' },
};

/** The first row of a new tab. */
export const headingsOf = (columns: Headings<string>, language: Language): readonly string[] => Object.values(columns).map((heading) => heading[language]);

/** Where each column stands now. */
export interface TabLayout<Name extends string> {
  /** Zero-based row of the headings. */
  readonly headerRow: number;
  readonly at: Readonly<Record<Name, number>>;
  /** Columns of the tab up to the last heading. */
  readonly width: number;
}

/** People put a title or a note above. */
const LOOKED_AT = 20;

/** The first row that holds every heading; of two columns of one name the first. null: a heading is missing everywhere. */
export function layoutOfTab<Name extends string>(rows: readonly Row[], columns: Headings<Name>): TabLayout<Name> | null {
  for (let headerRow = 0; headerRow < Math.min(rows.length, LOOKED_AT); headerRow += 1) {
    const found = placesIn(rows[headerRow] ?? [], columns);
    if (found.missing.length === 0) return { headerRow, at: found.at as Record<Name, number>, width: rows[headerRow]?.length ?? 0 };
  }
  return null;
}

/** The headings that the likeliest row lacks, in the language of the others. */
export function missingHeadings<Name extends string>(rows: readonly Row[], columns: Headings<Name>): readonly string[] {
  const [best] = [[] as Row, ...rows.slice(0, LOOKED_AT)].map((row) => placesIn(row, columns)).sort((a, b) => a.missing.length - b.missing.length);
  if (best === undefined) return [];
  return best.missing.map((name) => columns[name][best.english ? 'en' : 'fr']);
}

function placesIn<Name extends string>(row: Row, columns: Headings<Name>): { readonly at: Partial<Record<Name, number>>; readonly missing: readonly Name[]; readonly english: boolean } {
  const headers = row.map((cell) => foldHeader(textOf(cell)));
  const at: Partial<Record<Name, number>> = {};
  const missing: Name[] = [];
  let [french, english] = [0, 0];
  for (const name of Object.keys(columns) as Name[]) {
    const [fr, en] = [foldHeader(columns[name].fr), foldHeader(columns[name].en)];
    const column = headers.findIndex((header) => header === fr || header === en);
    if (column < 0) missing.push(name);
    else {
      at[name] = column;
      if (headers[column] === fr) french += 1;
      if (headers[column] === en) english += 1;
    }
  }
  return { at, missing, english: english > french };
}

/** The text of a cell as it stands, also of one that was typed over with a number. */
export function cellAt<Name extends string>(row: Row, { at }: TabLayout<Name>, column: Name): string {
  const cell = row[at[column]];
  return typeof cell === 'string' ? cell : textOf(cell);
}

/** One row with these cells, in the columns where they stand now. */
export function rowFor<Name extends string>(said: Readonly<Partial<Record<Name, string>>>, { at }: Pick<TabLayout<Name>, 'at'>): readonly string[] {
  const cells: string[] = [];
  for (const [name, value] of Object.entries(said) as [Name, string][]) cells[at[name]] = value;
  return Array.from(cells, (cell) => cell ?? '');
}
