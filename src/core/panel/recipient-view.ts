import type { Language } from '../ledger/types';
import type { Channel } from '../log/types';
import type { KnownContact } from '../reminder/known-contacts';
import type { Returned } from '../reminder/returned-mail';
import type { LadderCopy, RecipientChoice, RecipientReasons } from '../reminder/types';
import { fr, plain } from './plain';
import { day } from './sentences';
import type { Saying } from './sentences';
import type { CopyView, NoticeView, RecipientView } from './types';
import { words } from './words';

const WHY: Readonly<Record<Language, Readonly<Record<RecipientChoice['why'], string>>>> = {
  fr: { 'sender-is-contact': 'expéditeur, contact de ce client', 'sender-of-debtor': 'expéditeur du message', 'ledger-contact': 'contact du grand livre', chosen: 'choisi par vous' },
  en: { 'sender-is-contact': 'sender, contact of this customer', 'sender-of-debtor': 'sender of the message', 'ledger-contact': 'contact of the ledger', chosen: 'chosen by you' },
};

/** Those who were passed over are named; behind them it is only said that there were more. */
const PASSED_SHOWN = 2;

export function recipientView(recipient: RecipientChoice, channel: Channel, offered: readonly Channel[], saying: Saying): RecipientView {
  const { language } = saying;
  const table = words(language);
  const { to, cc, reasons } = recipient;
  const copies = channel === 'compose' ? [] : (reasons?.copies ?? []);
  const answers = channel === 'reply' || channel === 'reply-all';
  return {
    label: table.to,
    to: [...to, ...cc.filter((address) => !copies.some((copy) => copy.address === address))],
    why: whyThem(recipient, channel, saying),
    whyNotTheUsual: (reasons?.passedOver.length ?? 0) > 0,
    copyLabel: table.copyTo,
    copies: copies.map((copy) => copyView(copy, language)),
    copyHint: answers && copies.some(({ kept }) => kept) ? table.copyByHand : null,
    channels: { label: table.otherWays, value: channel, options: offered.map((value) => ({ value, label: table.channels[value] })) },
  };
}

function whyThem({ to, cc, why, reasons }: RecipientChoice, channel: Channel, saying: Saying): string {
  const { language } = saying;
  const table = words(language);
  const french = language === 'fr';
  if (channel === 'compose' || (channel === 'copied' && why === 'chosen')) return to.length + cc.length === 0 ? table.draftNobody : table.draftRecipients;
  if (reasons === undefined) return WHY[language][why];
  const { role, passedOver } = reasons;
  const known = role === null ? '' : role === 'unknown' ? (french ? 'autre contact' : 'another contact') : table.roles[role];
  if (passedOver.length > 0) {
    const passed = passedOver.slice(0, PASSED_SHOWN).map((each) => passedInWords(each, saying)).join(', ');
    return french ? fr`${passed} ; ${known} à la place` : `${passed}; ${known} instead`;
  }
  if (why !== 'ledger-contact' || to.length > 1 || role === null || role === 'unknown') return WHY[language][why];
  if (role === 'management') return french ? fr`${known}, seule adresse connue` : `${known}, the only address known`;
  return french ? `${known} de ce client` : `${known} of this customer`;
}

function passedInWords({ address, because, on }: RecipientReasons['passedOver'][number], saying: Saying): string {
  const french = saying.language === 'fr';
  const who = plain(address, 254);
  if (because === 'sales') return french ? fr`${who} : commercial` : `${who}: salesperson`;
  const word = because === 'bounced' ? (french ? 'refusée' : 'refused') : french ? 'retirée' : 'taken out';
  return `${who} ${word}${on === null ? '' : french ? ` le ${day(on, saying)}` : ` on ${day(on, saying)}`}`;
}

function copyView({ address, role, because, kept }: LadderCopy, language: Language): CopyView {
  const table = words(language);
  return {
    address,
    why: kept ? (because === 'no-answer' ? table.copyUnanswered : role === 'payer' ? table.copyPayer : table.copyAccounting) : table.copyDropped,
    kept,
    toggle: { action: { kind: 'keep-copy', address, keep: !kept }, label: kept ? table.copyDrop : table.copyRestore, disabledBecause: null },
  };
}

/** A returned mail is open: which address it names, and the button that notes it. */
export function returnedNotices({ addresses, certain }: Returned, language: Language): readonly NoticeView[] {
  const french = language === 'fr';
  return addresses.slice(0, PASSED_SHOWN).map((address): NoticeView => {
    const who = plain(address, 254);
    return {
      intent: 'warning',
      text: certain ? (french ? fr`Adresse refusée : ${who}. Une fois notée, Relance n'y écrira plus.` : `Address refused: ${who}. Once noted, Relance writes there no more.`) : french ? fr`Citée dans ce message non remis : ${who}` : `Named in this undelivered message: ${who}`,
      action: { action: { kind: 'note-bounced', address }, label: french ? fr`Noter l'adresse refusée` : 'Note the refused address', disabledBecause: null },
    };
  });
}

/** Far along in the plan: the salesperson knows the customer; Relance itself writes to nobody but the debtor. */
export function salesNotices(contacts: readonly KnownContact[], language: Language): readonly NoticeView[] {
  const sales = contacts.find(({ role, state }) => role === 'sales' && state === 'usable');
  if (sales === undefined) return [];
  const who = sales.name === null ? plain(sales.address, 254) : `${plain(sales.name, 80)} (${plain(sales.address, 254)})`;
  return [{ intent: 'info', text: language === 'fr' ? fr`Le commercial en charge : ${who} peut appuyer la relance.` : `The salesperson in charge: ${who} can support the reminder.` }];
}

/** To whom a company's formal letter is addressed. */
export function addresseeInWords(contacts: readonly KnownContact[], language: Language): string {
  const name = contacts.find(({ role, name: of, state }) => role === 'management' && of !== null && state !== 'removed')?.name ?? null;
  const who = name === null ? '' : ` (${plain(name, 80)})`;
  return language === 'fr' ? fr`Adressez-le à l'attention de la direction${who}.` : `Address it to the management${who}.`;
}

/** Why nobody can be written to. */
export function nobodyInWords(contacts: readonly KnownContact[], language: Language): string {
  const french = language === 'fr';
  if (contacts.some(({ state }) => state !== 'usable')) return french ? fr`Aucune adresse utilisable : les adresses connues sont refusées ou retirées.` : 'No usable address: the known addresses were refused or taken out.';
  return french ? fr`Aucune adresse pour ce client : ajoutez-la ici ou dans le grand livre.` : 'No address for this customer: add one here or in the ledger.';
}
