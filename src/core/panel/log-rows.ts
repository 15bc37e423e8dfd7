import { assertNever } from '../result';
import { formatMoney } from '../money';
import { voidedIn } from '../log';
import type { Author, Channel, History, LogEntry, LogFact, ReminderReference } from '../log/types';
import { undoOf } from '../flow';
import { addDays } from '../calendar';
import type { ThreadFacts } from '../dunning';
import { localTime } from './account';
import { overrideName } from './override-names';
import { fr, plain } from './plain';
import { day, doneWord, lowerFirst, NUMBERS_SHOWN, numbersOf, stageInside, stageName } from './sentences';
import type { Saying } from './sentences';
import type { ActionView, LogIcon, LogRowView } from './types';
import { words } from './words';
import type { Invoice, InvoiceId } from '../ledger/types';

type Drafted = Extract<LogFact, { kind: 'reminder-drafted' }>;

/** What an entry is told with: a sent or discarded draft is named after the step that it stands for. */
interface Telling {
  readonly saying: Saying;
  readonly invoices: readonly Invoice[];
  readonly drafts: ReadonlyMap<ReminderReference, Drafted>;
  /** Of the drafts that went another way than was asked for. */
  readonly ways: ReadonlyMap<ReminderReference, Channel>;
  /** This entry is a draft that waits for an answer. */
  readonly open: boolean;
  /** Reminders that the open thread proves sent and the log does not: they count as on the card. */
  readonly seen: ReadonlySet<ReminderReference>;
}

interface Told {
  readonly icon: LogIcon;
  readonly what: string;
  readonly detail: string;
}

export interface LogInput {
  readonly entries: readonly LogEntry[];
  readonly history: Pick<History, 'drafts' | 'disputes' | 'holds'>;
  readonly invoices: readonly Invoice[];
  /** What the open thread proves; null: no thread, or nothing. */
  readonly facts: ThreadFacts | null;
  readonly me: Author;
  readonly offsetMinutes: number;
}

/** A mistake is seen within the week; later an undo is more often one itself. */
const UNDO_DAYS = 7;

/**
 * Newest first. A draft still to be settled carries its two answers; once settled, the row that settled it speaks for both;
 * the way that it really went stands in its own row.
 * One's own entries of today, and the newest entry while it is fresh, can be undone where the log allows it.
 */
export function logRows({ entries, history, invoices, facts, me, offsetMinutes }: LogInput, saying: Saying): readonly LogRowView[] {
  const table = words(saying.language);
  const french = saying.language === 'fr';
  const voided = voidedIn(entries);
  const drafts = new Map<ReminderReference, Drafted>();
  const ways = new Map<ReminderReference, Channel>();
  const seen = new Set(facts?.provenSent.map(({ reference: proven }) => proven));
  const closed: Telling = { saying, invoices, drafts, ways, open: false, seen };
  const waiting: Telling = { ...closed, open: true };
  const settled = new Set<ReminderReference>();
  let newest: LogEntry | null = null;
  for (const entry of entries) {
    const { fact } = entry;
    if (fact.kind === 'reminder-drafted') drafts.set(fact.reference, fact);
    if (voided.has(entry.id) || fact.kind === 'entry-voided') continue;
    if (fact.kind === 'draft-rerouted') {
      ways.set(fact.reference, fact.channel);
      continue;
    }
    if (fact.kind === 'reminder-sent' || fact.kind === 'draft-discarded') settled.add(fact.reference);
    if (fact.kind === 'reminder-sent') seen.delete(fact.reference);
    if (newest === null || entry.seq > newest.seq) newest = entry;
  }
  const lately = addDays(saying.today, -UNDO_DAYS);
  const rows: LogRowView[] = [];
  for (const entry of [...entries].sort((a, b) => b.seq - a.seq)) {
    const { fact } = entry;
    const gone = voided.has(entry.id);
    if (fact.kind === 'entry-voided' || (fact.kind === 'draft-rerouted' && drafts.has(fact.reference)) || (fact.kind === 'reminder-drafted' && !gone && settled.has(fact.reference))) continue;
    const actions: ActionView[] = [];
    const draft = history.drafts.find((each) => each.entry === entry.id);
    if (!gone && draft !== undefined) {
      actions.push({ action: { kind: 'confirm-sent', reference: draft.reference }, label: french ? 'Envoyée' : 'Sent', disabledBecause: null });
      // A mail that was seen did leave.
      if (!seen.has(draft.reference)) actions.push({ action: { kind: 'discard-draft', reference: draft.reference }, label: french ? 'Supprimée' : 'Discarded', disabledBecause: null });
    } else if (!gone && history.disputes.some((dispute) => dispute.entry === entry.id)) {
      actions.push({ action: { kind: 'close-dispute', entry: entry.id }, label: french ? 'Clore le litige' : 'Close the dispute', disabledBecause: null });
    } else if (!gone && history.holds.some((hold) => hold.entry === entry.id)) {
      actions.push({ action: { kind: 'lift-hold', entry: entry.id }, label: french ? 'Lever la suspension' : 'Lift the hold', disabledBecause: null });
    }
    // A draft is not undone but discarded: the mail may have gone out.
    if (!gone && fact.kind !== 'reminder-drafted' && entry.author.id === me.id && (entry.on === saying.today || (entry === newest && entry.on >= lately)) && undoOf(entry, entries).ok) {
      actions.push({ action: { kind: 'void-entry', entry: entry.id }, label: table.undo, disabledBecause: null });
    }
    const { icon, what, detail } = tell(fact, draft === undefined ? closed : waiting);
    const on = dayTold(entry);
    rows.push({
      entry: entry.id,
      icon: gone ? 'voided' : icon,
      what: gone ? (french ? fr`${what} (annulé)` : `${what} (undone)`) : what,
      who: [plain(entry.author.name, 80), detail, entry.erased === null ? '' : french ? 'texte effacé' : 'text erased'].filter((part) => part !== '').join(' · '),
      when: on === saying.today ? localTime(entry.at, offsetMinutes).time : day(on, saying),
      voided: gone,
      actions,
    });
  }
  return rows;
}

/**
 * One entry as its row says it on the day it is written, also one that a card draws together with another: what a sheet's log shows to whoever opens it.
 *
 * @param before the debtor's log up to it: a sent or discarded draft is named after the step that it stands for.
 */
export function entryInWords(entry: LogEntry, before: readonly LogEntry[], invoices: readonly Invoice[], saying: Saying): { readonly what: string; readonly detail: string } {
  const drafts = new Map<ReminderReference, Drafted>();
  for (const { fact } of before) if (fact.kind === 'reminder-drafted') drafts.set(fact.reference, fact);
  const { what, detail } = tell(entry.fact, { saying, invoices, drafts, ways: new Map(), open: false, seen: new Set() });
  return { what, detail };
}

/** The day on which the thing happened, where the fact says it; else the day of the entry. */
function dayTold({ fact, on }: LogEntry): LogEntry['on'] {
  return fact.kind === 'reminder-sent' ? fact.sentOn : fact.kind === 'letter-deposited' ? fact.depositedOn : on;
}

function tell(fact: LogFact, { saying, invoices, drafts, ways, open, seen }: Telling): Told {
  const french = saying.language === 'fr';
  const table = words(saying.language);
  const numberOf = (ids: readonly InvoiceId[]): string => numbersOf(ids.map((id, at) => (at < NUMBERS_SHOWN ? (invoices.find((invoice) => invoice.id === id)?.number ?? id) : id)), saying.language);
  const listed = (of: Drafted | undefined): string => (of === undefined ? '' : numbersOf(of.invoices.map((invoice) => invoice.number), saying.language));
  const quoted = (quotation: string | null): string => (quotation === null || plain(quotation) === '' ? '' : french ? fr`« ${plain(quotation)} »` : `“${plain(quotation)}”`);
  const counted = french ? fr`vue dans le fil : comptée comme envoyée` : 'seen in the thread: counts as sent';
  const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');
  switch (fact.kind) {
    case 'reminder-drafted':
      return {
        icon: 'draft',
        what: `${stageName(fact.stage, saying)} ${doneWord(fact.stage, 'inserted', saying)}`,
        detail: join(seen.has(fact.reference) ? counted : open ? (french ? "brouillon, sans preuve d’envoi" : 'draft, no proof of sending') : french ? 'brouillon' : 'draft', way(ways.get(fact.reference), saying), listed(fact), reference(fact.reference, saying)),
      };
    case 'reminder-sent': {
      const draft = drafts.get(fact.reference);
      const proof = { clerk: '', 'own-message': french ? 'vue dans le fil' : 'seen in the thread', 'quoted-in-answer': french ? 'citée dans la réponse' : 'quoted in the answer', imported: french ? 'reprise' : 'imported' }[fact.proof];
      return {
        icon: 'sent',
        what: draft === undefined ? (french ? 'Relance envoyée' : 'Reminder sent') : `${stageName(draft.stage, saying)} ${doneWord(draft.stage, 'sent', saying)}`,
        detail: join(draft === undefined ? '' : draft.to.map((address) => plain(address, 80)).join(', '), listed(draft), proof, reference(fact.reference, saying)),
      };
    }
    case 'draft-discarded': {
      const draft = drafts.get(fact.reference);
      const step = draft === undefined ? '' : stageInside(draft.stage, saying);
      const freed = seen.has(fact.reference) ? counted : french ? 'étape libérée' : 'step freed';
      return {
        icon: 'discarded',
        what: fact.reason === 'clerk' ? (french ? 'Brouillon supprimé' : 'Draft discarded') : french ? 'Insertion impossible' : 'Could not be inserted',
        detail: join(step === '' ? '' : `${step}${listed(draft) === '' ? '' : `, ${listed(draft)}`}`, freed),
      };
    }
    case 'draft-rerouted':
      return { icon: 'draft', what: french ? 'Insérée par une autre voie' : 'Inserted another way', detail: join(way(fact.channel, saying), reference(fact.reference, saying)) };
    case 'step-skipped':
      return { icon: 'note', what: french ? fr`Étape passée : ${stageName(fact.stage, saying)}` : `Step skipped: ${stageName(fact.stage, saying)}`, detail: plain(fact.reason) };
    case 'reply-inserted':
      return { icon: 'reply', what: french ? fr`Réponse insérée : ${table.replies[fact.reply]}` : `Reply inserted: ${table.replies[fact.reply]}`, detail: fact.to.map((address) => plain(address, 80)).join(', ') };
    case 'invoice-resent':
      return { icon: 'reply', what: french ? 'Facture renvoyée' : 'Invoice sent again', detail: numberOf(fact.invoices) };
    case 'call-made':
      return { icon: 'call', what: `${french ? 'Appel' : 'Call'}, ${lowerFirst(table.callOutcomes[fact.outcome])}`, detail: fact.note === null ? '' : plain(fact.note) };
    case 'letter-deposited':
      return { icon: 'letter', what: `${stageName(fact.stage, saying)} ${doneWord(fact.stage, 'deposited', saying)}`, detail: [plain(fact.provider, 60), plain(fact.depositNumber, 60)].filter((part) => part !== '').join(' · ') };
    case 'letter-presented':
      return { icon: 'letter', what: french ? fr`Courrier présenté le ${day(fact.presentedOn, saying)}` : `Letter presented on ${day(fact.presentedOn, saying)}`, detail: '' };
    case 'letter-delivered':
      return { icon: 'letter', what: french ? fr`Courrier remis le ${day(fact.deliveredOn, saying)}` : `Letter delivered on ${day(fact.deliveredOn, saying)}`, detail: '' };
    case 'letter-refused':
      return { icon: 'letter', what: french ? fr`Courrier refusé le ${day(fact.refusedOn, saying)}` : `Letter refused on ${day(fact.refusedOn, saying)}`, detail: '' };
    case 'letter-unclaimed':
      return { icon: 'letter', what: french ? fr`Courrier non réclamé, rendu le ${day(fact.returnedOn, saying)}` : `Letter unclaimed, returned on ${day(fact.returnedOn, saying)}`, detail: '' };
    case 'sms-noted':
      return { icon: 'note', what: french ? 'SMS noté' : 'Text message noted', detail: numberOf(fact.invoices) };
    case 'promise-recorded': {
      const amount = fact.amount === null ? '' : `${formatMoney(fact.amount, saying.language)} `;
      return { icon: 'promise', what: french ? 'Promesse notée' : 'Promise recorded', detail: join(french ? fr`${amount}pour le ${day(fact.promisedFor, saying)}` : `${amount}for ${day(fact.promisedFor, saying)}`, quoted(fact.quotation)) };
    }
    case 'dispute-opened':
      return { icon: 'dispute', what: french ? 'Litige ouvert' : 'Dispute opened', detail: join(numberOf(fact.invoices), fact.amount === null ? '' : formatMoney(fact.amount, saying.language), plain(fact.reason), quoted(fact.quotation)) };
    case 'dispute-closed':
      return { icon: 'dispute', what: french ? 'Litige clos' : 'Dispute closed', detail: { upheld: french ? 'fondé' : 'upheld', rejected: french ? 'non fondé' : 'rejected', settled: french ? 'réglé' : 'settled' }[fact.outcome] };
    case 'plan-agreed':
      return { icon: 'promise', what: french ? 'Échéancier convenu' : 'Payment plan agreed', detail: french ? `${fact.instalments.length} échéance${fact.instalments.length > 1 ? 's' : ''}` : `${fact.instalments.length} instalment${fact.instalments.length === 1 ? '' : 's'}` };
    case 'instalment-missed':
      return { icon: 'dispute', what: french ? fr`Échéance du ${day(fact.due, saying)} non tenue` : `Instalment of ${day(fact.due, saying)} missed`, detail: '' };
    case 'hold-set':
      return { icon: 'hold', what: french ? 'Relances suspendues' : 'Reminders on hold', detail: [fact.until === null ? '' : french ? fr`jusqu'au ${day(fact.until, saying)}` : `until ${day(fact.until, saying)}`, plain(fact.reason)].filter((part) => part !== '').join(' · ') };
    case 'hold-lifted':
      return { icon: 'hold', what: french ? 'Suspension levée' : 'Hold lifted', detail: '' };
    case 'insolvency-noted':
      return { icon: 'blocked', what: french ? 'Procédure collective notée' : 'Insolvency noted', detail: day(fact.openedOn, saying) };
    case 'step-announced':
      return { icon: 'note', what: french ? fr`Étape annoncée : ${stageName(fact.announced, saying)}` : `Step announced: ${stageName(fact.announced, saying)}`, detail: day(fact.by, saying) };
    case 'lint-overridden':
      return { icon: 'note', what: french ? 'Vérification passée outre' : 'Check overridden', detail: join(overrideName(fact.finding, saying.language), plain(fact.reason)) };
    case 'contact-changed': {
      const change = { added: french ? 'Contact ajouté' : 'Contact added', removed: french ? 'Contact retiré' : 'Contact removed', bounced: french ? 'Adresse en erreur' : 'Address bounced' }[fact.change];
      return { icon: 'contact', what: change, detail: join(plain(fact.address, 254), fact.role === undefined || fact.role === 'unknown' ? '' : table.roles[fact.role]) };
    }
    case 'answer-noted':
      return { icon: 'reply', what: fact.read ? (french ? 'Réponse lue, rien à noter' : 'Answer read, nothing to record') : french ? 'Réponse du client à traiter' : 'Customer’s answer to deal with', detail: french ? fr`reçue le ${day(fact.receivedOn, saying)}` : `received on ${day(fact.receivedOn, saying)}` };
    case 'debtors-merged':
      return { icon: 'contact', what: french ? 'Fiches réunies' : 'Customers merged', detail: plain(fact.merged, 60) };
    case 'note':
      return { icon: 'note', what: 'Note', detail: plain(fact.text) };
    case 'entry-voided':
      return { icon: 'voided', what: french ? 'Annulation' : 'Undo', detail: '' };
    default:
      return assertNever(fact);
  }
}

const reference = (of: ReminderReference, { language }: Saying): string => `${language === 'fr' ? 'Réf.' : 'Ref.'}\u00a0${plain(of, 20)}`;

/** How a text reached the mailbox, after the event. */
function way(channel: Channel | undefined, { language }: Saying): string {
  if (channel === undefined) return '';
  const french = language === 'fr';
  switch (channel) {
    case 'reply':
      return french ? 'réponse' : 'reply';
    case 'reply-all':
      return french ? 'réponse à tous' : 'reply to all';
    case 'new-message':
      return french ? 'nouveau message' : 'new message';
    case 'compose':
      return french ? 'dans le brouillon ouvert' : 'in the open draft';
    case 'copied':
      return french ? 'texte copié' : 'text copied';
    default:
      return assertNever(channel);
  }
}
