import { fail, ok } from '../../result';
import type { Result } from '../../result';
import type { CaseFile, CompanyProfile } from '../../case-file';
import { parseAddress } from '../../identify';
import type { ContactRole, Language } from '../../ledger/types';
import { foldHistory } from '../../log';
import type { LogFact } from '../../log/types';
import { isOwnAddress, knownContacts } from '../../reminder';
import { contactWords } from '../contacts';
import { words } from '../words';
import type { FormValues } from './types';

/** Whose own addresses are nobody's contact, and who is one already. */
export interface ContactContext {
  readonly file: CaseFile;
  readonly profile: CompanyProfile;
  readonly language: Language;
}

/** The address that a filled-in form adds, or what is wrong with which field. */
export function contactFact(values: FormValues, { file, profile, language }: ContactContext): Result<LogFact, FormValues> {
  const table = words(language);
  const texts = contactWords(language);
  const typed = (values['address'] ?? '').trim();
  const role = (values['role'] ?? '') as ContactRole | '';
  const address = parseAddress(typed);
  const known = knownContacts(file.debtor, foldHistory(file.entries).contacts).find((contact) => contact.address === address);
  const wrong = typed === '' ? table.required
    : address === null || address !== typed.toLowerCase() ? texts.notAnAddress
    : role !== 'sales' && isOwnAddress(profile, address) ? texts.ours
    : known?.state === 'usable' && known.role === role ? texts.known
    : null;
  if (wrong !== null || role === '' || address === null) return fail({ ...(wrong === null ? {} : { address: wrong }), ...(role === '' ? { role: table.required } : {}) });
  return ok({ kind: 'contact-changed', address, change: 'added', role });
}
