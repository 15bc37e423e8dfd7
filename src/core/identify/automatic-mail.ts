import { plainText } from './fold-text';
import { parseAddress, domainOf } from './addresses';
import type { EmailAddress } from '../ledger/types';
import type { MailMessage } from './types';

/** RFC 3834 and RFC 5321 4.5.5: who writes when no person does. Exchange's own returns bear a long hexadecimal name. */
const RETURNS = /^(?:mailer-?daemon|postmaster|mail-?delivery|microsoftexchange[0-9a-f]{8,40}|bounces?|double-?bounce)(?:[+=._-].{0,200})?$/;
const RETURN_SUBJECT =
  /^(?:undeliver(?:ed|able)\b|delivery (?:status notification|failure|has failed)|mail delivery (?:failed|failure|system)|returned mail|failure notice|message not delivered|non remis\b|non delivre|non distribuable|echec (?:de|a) la? ?remise|echec de (?:distribution|livraison)|notification d'etat de remise|rapport de non-?remise|message non distribue)/;
const NO_PERSON = /(?:^|[._+-])(?:no-?reply|do-?not-?reply|ne-?pas-?repondre|nepasrepondre|noreponse|notifications?|automatique|robot|wordpress|formulaire|contact-?form|webform|scanner|copieur|telephonie)(?:$|[._+-])/;
/** Mailboxes of programs that write of somebody else; a person may sit behind them all the same. */
const SPEAKS_OF = /(?:^|[._+-])(?:notifs?|alertes?|alerts?|avis|signatures?|e-?sign|parapheur|depots?|statuts?|portail|scans?|mfp|e?fax|edi|ged|mailer|helpdesk|tickets?|workflow|messagerie|voicemail)(?:$|[._+-])/;
const BULK_SENDER = /(?:^|[._+@-])(?:newsletters?|news|lettre|infolettre|marketing|promos?|promotions?|offres|campagnes?|mailing|emailing|bonsplans)(?:$|[._+@-])/;
const UNSUBSCRIBE = /desabonn|desinscri|unsubscribe|ne plus recevoir (?:nos|de|ces|cette)|opt-?out|manage your preferences|gerer vos preferences/;

const localPart = (address: string): string => address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase();

/** A mail that came back: it is about the people whom it did not reach, whoever reports it. */
export function isReturned({ from, subject }: MailMessage): boolean {
  if (from !== null && RETURNS.test(localPart(from.address))) return true;
  return RETURN_SUBJECT.test(plainText(subject.slice(0, 200)).trim().toLowerCase());
}

/** Nobody sits behind this address. */
export const isNoPerson = (address: string): boolean => NO_PERSON.test(localPart(address)) || RETURNS.test(localPart(address));

/** What it writes is of somebody else, whose address may stand in its text. */
export const speaksOfOthers = (address: string): boolean => isNoPerson(address) || SPEAKS_OF.test(localPart(address));

const LABEL =
  /^\W{0,6}(?:(?:adresse )?(?:e-?mail|mail|courriel|adresse electronique)|demandeu(?:r|se)|expediteur|emetteur|appelant|contact|client|cliente|requester|requestor|customer|sender|reporter|from|de|de la part de|reply-?to|repondre a)\b[^:\n]{0,24}: ?(.{0,200})$/;
const MOST_LABELLED = 400;

/** The addresses that stand behind a label on a line of their own, as forms and help desks print them: "Demandeur : m@x.fr". */
export function labelledAddresses(text: string): readonly EmailAddress[] {
  const lines = text.slice(0, 20_000).split('\n', MOST_LABELLED).filter((line) => line.length < 300 && line.includes('@') && line.includes(':'));
  return lines.flatMap((line) => addressesIn(LABEL.exec(plainText(line).toLowerCase())?.[1] ?? '', ''));
}

/** Advertising: sent to a list by somebody who calls himself so, with a way out of the list. */
export function isBulk({ from, text }: MailMessage): boolean {
  if (from === null || !BULK_SENDER.test(from.address.toLowerCase().replace(/\.[a-z]{2,24}$/, ''))) return false;
  return UNSUBSCRIBE.test(plainText(text.slice(-20_000)).toLowerCase());
}

const ADDRESS_END = /[\s<>()[\],;:"'|{}]/;
const MOST_ADDRESSES = 30;

/** The addresses that stand in a text, in their order, but those of one domain. Linear: each @ is looked at for 320 characters at most. */
export function addressesIn(text: string, withoutDomain: string): readonly EmailAddress[] {
  const found = new Set<EmailAddress>();
  for (let at = text.indexOf('@'); at >= 0 && found.size < MOST_ADDRESSES; at = text.indexOf('@', at + 1)) {
    let from = at;
    let to = at + 1;
    while (from > 0 && at - from < 64 && !ADDRESS_END.test(text.charAt(from - 1))) from -= 1;
    while (to < text.length && to - at < 255 && !ADDRESS_END.test(text.charAt(to)) && text.charAt(to) !== '@') to += 1;
    const address = parseAddress(text.slice(from, to).replace(/^mailto:/i, '').replace(/[.!?]+$/, ''));
    if (address !== null && domainOf(address) !== withoutDomain) found.add(address);
  }
  return [...found];
}

/** `marie+factures@x.fr` -> `marie@x.fr` (RFC 5233); null without a tag. */
export function withoutTag(address: EmailAddress): EmailAddress | null {
  const at = address.lastIndexOf('@');
  const plus = address.indexOf('+');
  return plus < 1 || plus > at ? null : ((address.slice(0, plus) + address.slice(at)) as EmailAddress);
}
