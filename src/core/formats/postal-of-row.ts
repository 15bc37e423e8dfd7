import type { PostalAddress } from '../ledger';
import { foldHeader, textOf } from './cell';
import type { CellOf } from './row-cells';
import type { ColumnMapping, LedgerField } from './wire';

const FIELDS: readonly LedgerField[] = ['street', 'street-more', 'street-last', 'postcode', 'postal-town'];
/** A town or a country alone is no address. */
export const tellsAddresses = ({ columns }: ColumnMapping): boolean => FIELDS.some((field) => columns[field] !== undefined);

const OWN: readonly LedgerField[] = [...FIELDS, 'town', 'country'];
/** What the cells of an address say, for comparing rows; two rows alike say the same. */
export const addressCells = (cell: CellOf): string => JSON.stringify(OWN.map((field) => cell(field) ?? null));

const MOST_LINES = 6;
const LONGEST_LINE = 200;
const LONGEST_PLACE = 100;
const MAIL = /\S@\S+\.\S/;
const HOME: ReadonlySet<string> = new Set(['', 'fr', 'fra', 'france', 'france metropolitaine', 'f', '250']);

/** At most so many characters, none of them torn. */
const atMost = (text: string, limit: number): string => (text.length <= limit ? text : Array.from(text.slice(0, 2 * limit)).slice(0, limit).join(''));
const linesIn = (text: string): readonly string[] => text.split(/[\r\n\u2028\u2029]+/).map((line) => atMost(line.replace(/\s+/g, ' ').trim(), LONGEST_LINE)).filter((line) => line !== '');
const placeIn = (text: string): string => atMost(linesIn(text).join(' '), LONGEST_PLACE);

/** "69003 Lyon" */
const POSTCODE_FIRST = /^(\d{5})[ ,]+(\p{L}.*)$/u;
/** "12 rue des Lilas, 69003 Lyon"; the figures behind BP, CS or TSA are no postcode. */
const POSTCODE_WITHIN = /^(.*?[^\d\s,;-])[\s,;-]+(\d{5})[ ,]+(\p{L}[^\d,;]*(?:\d{1,2})?)$/u;
const BOX = /(?:^|[\s,.])(?:b\.?p\.?|c\.?s\.?|tsa|n°|no)$/i;

/**
 * The postal address that a row tells; null: none. Nothing is put in but a zero that a spreadsheet took off a French postcode.
 * @param siren of the debtor: who has one is in France where no country is told.
 */
export function readPostal(cell: CellOf, { name, siren }: { readonly name: string; readonly siren: string | null }): PostalAddress | null {
  const seen = new Set([foldHeader(name)]);
  let lines = (['street', 'street-more', 'street-last'] as const).flatMap((field) => linesIn(textOf(cell(field)))).filter((line) => {
    const folded = foldHeader(line) || line;
    // Exports repeat the name above the street; a column of mail addresses may be called "Adresse" too.
    if (seen.has(folded) || MAIL.test(line)) return false;
    seen.add(folded);
    return true;
  });
  let postcode = placeIn(textOf(cell('postcode')));
  let town = placeIn(textOf(cell('postal-town'))) || placeIn(textOf(cell('town')));
  const country = placeIn(textOf(cell('country')));
  const home = HOME.has(foldHeader(country) || country);
  const [, written = '', place = ''] = POSTCODE_FIRST.exec(town) ?? [];
  if (home && place !== '' && (postcode === '' || postcode === written)) [postcode, town] = [written, place];
  const last = lines[lines.length - 1] ?? '';
  if (home && postcode === '' && town === '') {
    const [, alone = '', at = ''] = POSTCODE_FIRST.exec(last) ?? [];
    const [, street = '', code = '', named = ''] = POSTCODE_WITHIN.exec(last) ?? [];
    if (at !== '' && lines.length > 1) [lines, postcode, town] = [lines.slice(0, -1), alone, at];
    else if (named !== '' && !BOX.test(street)) [lines, postcode, town] = [[...lines.slice(0, -1), street], code, named.trim()];
  } else if (postcode !== '' && town !== '' && foldHeader(last) === foldHeader(`${postcode} ${town}`)) lines = lines.slice(0, -1);
  if (/^\d{4}$/.test(postcode) && home && (country !== '' || siren !== null)) postcode = `0${postcode}`;
  if (lines.length === 0 && postcode === '') return null;
  return { lines: lines.slice(0, MOST_LINES), postcode: postcode === '' ? null : postcode, town: town === '' ? null : town, country: home ? null : country };
}
