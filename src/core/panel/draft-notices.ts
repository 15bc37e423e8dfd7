import { assertNever } from '../result';
import type { Language } from '../ledger/types';
import type { Currency } from '../money/types';
import { currenciesInWords } from '../reminder/bank-account';
import type { DraftWarning } from '../reminder/recipients';
import type { DraftAttachment, LadderCopy } from '../reminder/types';
import { fr, plain } from './plain';
import type { ActionView, NoticeView } from './types';
import type { FindingView } from './word-lint';
import { words } from './words';

/** What is known of the message that is being written, for the card beside it. */
export interface Writing {
  readonly warnings: readonly DraftWarning[];
  /** The documents that the reminder in it still lacks. */
  readonly toAttach: readonly DraftAttachment[];
  /** Whom the stage would copy, and who is not in it; absent: the host cannot add anybody. */
  readonly copies?: readonly LadderCopy[];
  /** What the text in it is remarked on; absent: it was not read. */
  readonly read?: DraftRead;
}

export interface DraftRead {
  readonly findings: readonly FindingView[];
  /** A reminder of ours stands in it: then it is also said that nothing is remarked on. */
  readonly holdsReminder: boolean;
}

/** One address after another would push the card away. */
const SHOWN = 3;

export function noticesOf(writing: Writing | null, language: Language): readonly NoticeView[] {
  if (writing === null) return [];
  const { warnings, copies = [] } = writing;
  const read = readNotices(writing, language);
  const offered = copies.map((copy): NoticeView => copyOffer(copy, language));
  const shown = warnings.slice(0, SHOWN).map((warning): NoticeView => ({ intent: warning.kind === 'no-recipient' ? 'info' : 'warning', text: warningInWords(warning, language) }));
  const more = warnings.length - SHOWN;
  return more <= 0 ? [...shown, ...read, ...offered] : [...shown, { intent: 'warning', text: language === 'fr' ? fr`et ${more} autre${more > 1 ? 's' : ''} adresse${more > 1 ? 's' : ''} à vérifier` : `and ${more} more address${more > 1 ? 'es' : ''} to check` }, ...read, ...offered];
}

/** Why the letter gives no account, and what the clerk can do. */
export function accountNotices(leftOut: Currency | null, language: Language): readonly NoticeView[] {
  if (leftOut === null) return [];
  const currency = currenciesInWords([leftOut], language);
  return [{
    intent: 'warning',
    text: language === 'fr'
      ? fr`À régler en ${currency} : vos réglages n'indiquent pas de compte dans cette devise, la lettre n'en donne aucun. Si votre IBAN convient, ajoutez-le dans l'aperçu.`
      : `Payable in ${currency}: your settings name no account in this currency, so the letter gives none. If your IBAN fits, add it in the preview.`,
  }];
}

/** What is wrong with the text in the message that is being written, as it was when it was read: typing is not watched. */
export function readNotices(writing: Writing | null, language: Language): readonly NoticeView[] {
  const read = writing?.read;
  if (read === undefined) return [];
  const table = words(language);
  const again: ActionView = { action: { kind: 'check-draft' }, label: table.lintAgain, disabledBecause: null };
  if (read.findings.length === 0) return read.holdsReminder ? [{ intent: 'info', text: table.lintClean, action: again }] : [];
  const shown = read.findings.slice(0, SHOWN).map(({ intent, what, why, quote }): NoticeView => {
    const said = `${what}${quote === null ? '' : ` ${table.lintQuote.replace('{text}', quote)}`}`.replace(/([^.])$/, '$1.');
    return { intent: 'warning', text: `${intent === 'error' ? `${table.lintBefore} ` : ''}${said} ${why}` };
  });
  const more = read.findings.length - shown.length;
  const rest: readonly NoticeView[] = more === 0 ? [] : [{ intent: 'warning', text: language === 'fr' ? fr`et ${more} autre${more > 1 ? 's' : ''} remarque${more > 1 ? 's' : ''}` : `and ${more} more remark${more > 1 ? 's' : ''}` }];
  const all = [...shown, ...rest];
  return all.map((notice, at) => (at === all.length - 1 ? { ...notice, action: again } : notice));
}

function copyOffer({ address, role, because }: LadderCopy, language: Language): NoticeView {
  const table = words(language);
  const why = because === 'no-answer' ? table.copyUnanswered : role === 'payer' ? table.copyPayer : table.copyAccounting;
  const who = plain(address, 254);
  return {
    intent: 'info', text: language === 'fr' ? fr`Copie proposée : ${who} (${why})` : `Copy suggested: ${who} (${why})`,
    action: { action: { kind: 'add-copy', address }, label: language === 'fr' ? 'Ajouter en copie' : 'Add in copy', disabledBecause: null },
  };
}

export function warningInWords(warning: DraftWarning, language: Language): string {
  const french = language === 'fr';
  switch (warning.kind) {
    case 'stranger': {
      const address = plain(warning.address, 120);
      if (warning.copy) return french ? fr`En copie : ${address} n'est pas un contact de ce client.` : `In copy: ${address} is not a contact of this customer.`;
      return french ? fr`Destinataire : ${address} n'est pas un contact de ce client.` : `Recipient: ${address} is not a contact of this customer.`;
    }
    case 'barred': {
      const address = plain(warning.address, 254);
      const why = { bounced: french ? 'cette adresse a été refusée' : 'this address was refused', removed: french ? 'cette adresse a été retirée des contacts' : 'this address was taken out of the contacts', sales: french ? fr`c'est le commercial, à qui rien n'est demandé` : 'this is the salesperson, who is not asked for money' }[warning.because];
      return french ? fr`${address} : ${why}.` : `${address}: ${why}.`;
    }
    case 'other-sender':
      return french ? fr`Expéditeur : ${plain(warning.address, 120)} n'est pas une adresse de votre société.` : `Sender: ${plain(warning.address, 120)} is not an address of your company.`;
    case 'no-recipient':
      if (warning.suggested === null) return french ? fr`Ce brouillon n'a pas encore de destinataire.` : 'This draft has no recipient yet.';
      return french ? fr`Ce brouillon n'a pas encore de destinataire. Contact de ce client : ${plain(warning.suggested, 120)}` : `This draft has no recipient yet. Contact of this customer: ${plain(warning.suggested, 120)}`;
    default:
      return assertNever(warning);
  }
}

export const toAttachInWords = (count: number, language: Language): string => (language === 'fr' ? fr`${count} PDF à joindre` : `${count} PDF${count > 1 ? 's' : ''} to attach`);
export const attachInWords = (count: number, language: Language): string => (language === 'fr' ? fr`Joindre ${count} PDF` : `Attach ${count} PDF${count > 1 ? 's' : ''}`);
