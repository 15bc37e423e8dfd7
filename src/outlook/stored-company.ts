import type { CompanyId } from '../core';
import { keep, kept } from './kept-in-browser';

const KEY = 'relance.company';

/** The company that was last on this screen; null: the server's first. */
export function storedCompany(): CompanyId | null {
  const value = kept(KEY);
  return value !== null && /^[\w-]{1,100}$/.test(value) ? (value as CompanyId) : null;
}

export const rememberCompany = (company: CompanyId | null): void => keep(KEY, company);
