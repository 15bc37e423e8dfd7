import type { Debtor, PostalAddress } from '../ledger/types';
import { clipped, oneLine } from './plain-text';

/** NF Z 10-011: six lines of at most 38 characters, the last one postcode and town (abroad: the country below it). */
export const MOST_LINES = 6;
export const LINE_LENGTH = 38;

export type PostalPart = 'street' | 'postcode' | 'town';
/** What the clerk completes by hand: all of it, parts, or what six lines do not hold; null: nothing. */
export type PostalGap = { readonly kind: 'absent' } | { readonly kind: 'incomplete'; readonly parts: readonly PostalPart[] } | { readonly kind: 'too-long' } | null;

export interface Addressee {
  /** The name first; at most 6, none of them empty. */
  readonly lines: readonly string[];
  readonly gap: PostalGap;
}

/** Letters are posted in France: there and on the road the country is read in French. */
const COUNTRIES: Readonly<Record<string, string>> = {
  DE: 'ALLEMAGNE', AD: 'ANDORRE', AT: 'AUTRICHE', BE: 'BELGIQUE', BG: 'BULGARIE', CA: 'CANADA', CY: 'CHYPRE', HR: 'CROATIE', DK: 'DANEMARK', ES: 'ESPAGNE', EE: 'ESTONIE', US: 'ÉTATS-UNIS', FI: 'FINLANDE', GR: 'GRÈCE', HU: 'HONGRIE', IE: 'IRLANDE', IS: 'ISLANDE',
  IT: 'ITALIE', LV: 'LETTONIE', LI: 'LIECHTENSTEIN', LT: 'LITUANIE', LU: 'LUXEMBOURG', MT: 'MALTE', MA: 'MAROC', MC: 'MONACO', NO: 'NORVÈGE', NL: 'PAYS-BAS', PL: 'POLOGNE', PT: 'PORTUGAL', RO: 'ROUMANIE', GB: 'ROYAUME-UNI', UK: 'ROYAUME-UNI', SK: 'SLOVAQUIE', SI: 'SLOVÉNIE',
  SE: 'SUÈDE', CH: 'SUISSE', CZ: 'TCHÉQUIE', TN: 'TUNISIE',
};
/** Where the postcode stands behind the town. */
const TOWN_FIRST = /^(?:(?:the )?united kingdom|royaume-?\s?uni|great britain|angleterre|england|scotland|wales|irlande|ireland|états-unis|etats-unis|united states.*|usa|canada|australi[ae]e?|new zealand|nouvelle-zélande|gb|gbr|uk|ie|irl|us|ca|can|au|aus|nz|nzl)$/i;
/** What lies within the building stands above the street. */
const INSIDE = /^(?:b[âa]t(?:iment)?|imm(?:euble)?|r[ée]s(?:idence)?|[ée]tage|\d+(?:er|e|[èe]me) [ée]tage|app(?:t|artement)?|entr[ée]e|esc(?:alier)?|porte|hall|tour|chez|c\/o|service|building|floor|suite|apartment|flat)(?=[\s.,:\d]|$)/i;

/** Words in lines of at most 38 characters; a longer word is cut. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (Array.from(line === '' ? word : `${line} ${word}`).length <= LINE_LENGTH) {
      line = line === '' ? word : `${line} ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    const signs = Array.from(word);
    while (signs.length > LINE_LENGTH) lines.push(signs.splice(0, LINE_LENGTH).join(''));
    line = signs.join('');
  }
  return line === '' ? lines : [...lines, line];
}

const shown = (text: string | null): string => oneLine(text ?? '');

/** The lines below the name, as the ledger tells them, each one whole. */
function partsOf({ lines, postcode, town, country }: PostalAddress): { readonly body: readonly string[]; readonly place: string; readonly country: string } {
  const told = lines.map(shown).filter((line) => line !== '');
  const [code, of, land] = [shown(postcode), shown(town), shown(country)];
  const inside = told.filter((line) => INSIDE.test(line));
  const ordered = land === '' && inside.length < told.length ? [...inside, ...told.filter((line) => !INSIDE.test(line))] : told;
  return { body: ordered, place: (TOWN_FIRST.test(land) ? [of, code] : [code, of]).filter((part) => part !== '').join(' '), country: COUNTRIES[land.toUpperCase()] ?? land.toUpperCase() };
}

function missingIn(postal: PostalAddress): readonly PostalPart[] {
  const [code, abroad] = [shown(postal.postcode), shown(postal.country) !== ''];
  const has: Readonly<Record<PostalPart, boolean>> = { street: postal.lines.some((line) => shown(line) !== ''), postcode: abroad || /^\d{5}$/.test(code.replace(/ /g, '')), town: shown(postal.town) !== '' };
  return (['street', 'postcode', 'town'] as const).filter((part) => !has[part]);
}

/** Name and postal address for the window of an envelope, and what is left for the clerk's hand. */
export function addresseeOf({ name, postal }: Pick<Debtor, 'name' | 'postal'>): Addressee {
  const called = wrapped(shown(name));
  if (postal === undefined) return { lines: called.slice(0, MOST_LINES), gap: { kind: 'absent' } };
  const { body, place, country } = partsOf(postal);
  const end = [place, country].filter((line) => line !== '').map((line) => clipped(line, LINE_LENGTH));
  const room = MOST_LINES - end.length;
  const full = body.flatMap(wrapped);
  // The name gives way first: the post reads the street.
  const title = called.length + full.length <= room ? called : [clipped(shown(name), LINE_LENGTH)];
  const fits = title.length + full.length <= room;
  const kept = fits ? full : full.slice(0, room - title.length);
  const missing = missingIn(postal);
  const cut = !fits || end.some((line, at) => line !== [place, country].filter((each) => each !== '')[at]);
  return { lines: [...title.filter((line) => line !== ''), ...kept, ...end], gap: missing.length > 0 ? { kind: 'incomplete', parts: missing } : cut ? { kind: 'too-long' } : null };
}

/** On one line, without the name; null: the ledger tells none. */
export function addressInLine({ postal }: Pick<Debtor, 'postal'>): string | null {
  if (postal === undefined) return null;
  const { body, place, country } = partsOf(postal);
  const line = [...body, place, country].filter((part) => part !== '').join(', ');
  return line === '' ? null : line;
}
