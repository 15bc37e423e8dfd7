import type { Register } from '../dunning/types';
import type { Language } from '../ledger/types';
import { fr } from './plain';

/** The registers of a plan, each with what it makes of a greeting. */
export const REGISTERS: Readonly<Record<Language, Readonly<Record<Register, string>>>> = {
  fr: { formal: fr`formelle : « Madame, Monsieur, »`, friendly: fr`cordiale : « Bonjour Madame Vidal, »` },
  en: { formal: 'formal: “Dear Sir or Madam,”', friendly: 'friendly: “Hello Ms Vidal,”' },
};
