import type { Register, ReminderPolicy, Tone } from '../dunning';
import type { Language } from '../ledger';
import { oneLine } from './plain-text';

export const registerOf = ({ register }: ReminderPolicy): Register => register ?? 'formal';

const TITLED = /^(madame|mme|mademoiselle|mlle|mrs|ms|miss|monsieur|mr|m)(?:\. ?| )(.+)$/i;
const MADAM = new Set(['madame', 'mme', 'mademoiselle', 'mlle', 'mrs', 'ms', 'miss']);
/** One person's name. "M. et Mme Vidal", "M Plus 3000", "Mme Vidal (compta)" are none. */
const NAME = /^(?!(?:et|and|ou|or) )\p{Lu}[\p{L}\p{M}'’ -]{0,59}$/u;
const SEVERAL = / (?:et|and|ou|or) /i;

interface Person {
  readonly isMadam: boolean;
  readonly name: string;
}

/** Nobody's title is guessed from a first name: it stands in the ledger, or the greeting names nobody. */
function personOf(written: string | null): Person | null {
  const [, title = '', rest = ''] = TITLED.exec(oneLine(written ?? '').slice(0, 120)) ?? [];
  const name = rest.trim();
  return NAME.test(name) && !SEVERAL.test(name) ? { isMadam: MADAM.has(title.toLowerCase()), name } : null;
}

/**
 * The line that greets (law sheet 6): "Madame, Monsieur,", "Madame,", "Bonjour Madame Vidal,", "Bonjour,"; in English "Dear
 * Sir or Madam,", "Dear Ms Vidal,", "Hello Ms Vidal,", "Hello,".
 *
 * @param name as the ledger has it, with its title or without
 */
export function salutationOf(name: string | null, register: Register, language: Language): string {
  const person = personOf(name);
  if (language === 'fr') {
    const title = person?.isMadam === true ? 'Madame' : 'Monsieur';
    if (register === 'friendly') return person === null ? 'Bonjour,' : `Bonjour ${title} ${person.name},`;
    // "Madame Vidal," alone is no form of address in French.
    return person === null ? 'Madame, Monsieur,' : `${title},`;
  }
  const greeting = register === 'friendly' ? 'Hello' : 'Dear';
  if (person === null) return register === 'friendly' ? 'Hello,' : 'Dear Sir or Madam,';
  return `${greeting} ${person.isMadam ? 'Ms' : 'Mr'} ${person.name},`;
}

/** The courtesy of a mail (law sheet 6); that of a formal letter is in its template. */
export function closingOf(tone: Tone, register: Register, language: Language): string {
  const isWarm = register === 'friendly' && tone === 'courteous';
  if (language === 'fr') return isWarm ? 'Bien cordialement,' : 'Cordialement,';
  return tone === 'courteous' || register === 'friendly' ? 'Kind regards,' : 'Regards,';
}
