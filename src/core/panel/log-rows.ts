import { assertNever } from '../result';
import { formatMoney } from '../money';
import type { Author, EntryId, History, LogEntry, LogFact } from '../log/types';
import { localTime } from './account';
import { fr, plain } from './plain';
import { day, numbersOf, stageName } from './sentences';
import type { Saying } from './sentences';
import type { ActionView, LogIcon, LogRowView } from './types';
import { words } from './words';
import type { Invoice, InvoiceId } from '../ledger/types';

interface Told {
  readonly icon: LogIcon;
  readonly what: string;
  readonly detail: string;
}

export interface LogInput {
  readonly entries: readonly LogEntry[];
  readonly history: Pick<History, 'drafts' | 'disputes' | 'holds'>;
  readonly invoices: readonly Invoice[];
  readonly me: Author;
  readonly offsetMinutes: number;
}

/** Newest first. A draft still to be settled carries its two answers; one's own entries of today can be undone. */
export function logRows({ entries, history, invoices, me, offsetMinutes }: LogInput, saying: Saying): readonly LogRowView[] {
  const table = words(saying.language);
  const french = saying.language === 'fr';
  const voided = new Set<EntryId>();
  const undone = new Set<EntryId>();
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const entry = entries[at];
    if (entry === undefined || entry.fact.kind !== 'entry-voided' || undone.has(entry.id)) continue;
    voided.add(entry.fact.entry);
    undone.add(entry.fact.entry);
  }
  const openDrafts = new Map(history.drafts.map((draft) => [draft.entry, draft]));
  const numbers = new Map(invoices.map((invoice) => [invoice.id, invoice.number]));
  const numberOf = (ids: readonly InvoiceId[]): string => numbersOf(ids.map((id) => numbers.get(id) ?? id), saying.language);
  return [...entries]
    .sort((a, b) => b.seq - a.seq)
    .filter((entry) => entry.fact.kind !== 'entry-voided')
    .map((entry): LogRowView => {
      const told = tell(entry.fact, numberOf, saying);
      const local = localTime(entry.at, offsetMinutes);
      const gone = voided.has(entry.id);
      const actions: ActionView[] = [];
      const draft = openDrafts.get(entry.id);
      if (!gone && draft !== undefined) {
        actions.push({ action: { kind: 'confirm-sent', reference: draft.reference }, label: french ? 'Envoyée' : 'Sent', disabledBecause: null });
        actions.push({ action: { kind: 'discard-draft', reference: draft.reference }, label: french ? 'Supprimée' : 'Discarded', disabledBecause: null });
      } else if (!gone && history.disputes.some((dispute) => dispute.entry === entry.id)) {
        actions.push({ action: { kind: 'close-dispute', entry: entry.id }, label: french ? 'Clore le litige' : 'Close the dispute', disabledBecause: null });
      } else if (!gone && history.holds.some((hold) => hold.entry === entry.id)) {
        actions.push({ action: { kind: 'lift-hold', entry: entry.id }, label: french ? 'Lever la suspension' : 'Lift the hold', disabledBecause: null });
      }
      if (!gone && entry.author.id === me.id && entry.on === saying.today && entry.fact.kind !== 'reminder-drafted') {
        actions.push({ action: { kind: 'void-entry', entry: entry.id }, label: table.undo, disabledBecause: null });
      }
      return {
        entry: entry.id,
        icon: gone ? 'voided' : told.icon,
        what: gone ? (french ? fr`${told.what} (annulé)` : `${told.what} (undone)`) : told.what,
        who: [plain(entry.author.name, 80), told.detail].filter((part) => part !== '').join(' · '),
        when: entry.on === saying.today ? local.time : day(dayTold(entry), saying),
        voided: gone,
        actions,
      };
    });
}

/** The day on which the thing happened, where the fact says it; else the day of the entry. */
function dayTold({ fact, on }: LogEntry): LogEntry['on'] {
  return fact.kind === 'reminder-sent' ? fact.sentOn : fact.kind === 'letter-deposited' ? fact.depositedOn : on;
}

function tell(fact: LogFact, numberOf: (ids: readonly InvoiceId[]) => string, saying: Saying): Told {
  const french = saying.language === 'fr';
  const table = words(saying.language);
  switch (fact.kind) {
    case 'reminder-drafted': {
      const listed = numbersOf(fact.invoices.map((invoice) => invoice.number), saying.language);
      return { icon: 'draft', what: french ? fr`${stageName(fact.stage, saying)} : brouillon` : `${stageName(fact.stage, saying)}: draft`, detail: [fact.to.map((address) => plain(address, 80)).join(', '), listed, french ? fr`Réf. ${fact.reference}` : `Ref. ${fact.reference}`].filter((part) => part !== '').join(' · ') };
    }
    case 'reminder-sent': {
      const proof = { clerk: french ? 'confirmée' : 'confirmed', 'own-message': french ? 'vue dans le fil' : 'seen in the thread', 'quoted-in-answer': french ? 'citée dans la réponse' : 'quoted in the answer', imported: french ? 'reprise' : 'imported' }[fact.proof];
      return { icon: 'sent', what: french ? 'Relance envoyée' : 'Reminder sent', detail: `${proof} · ${french ? 'Réf.' : 'Ref.'}\u00a0${fact.reference}` };
    }
    case 'draft-discarded':
      return { icon: 'discarded', what: french ? 'Brouillon supprimé' : 'Draft discarded', detail: fact.reason === 'clerk' ? (french ? 'étape libérée' : 'step freed') : french ? "insertion impossible, étape libérée" : 'could not be inserted, step freed' };
    case 'step-skipped':
      return { icon: 'note', what: french ? fr`Étape passée : ${stageName(fact.stage, saying)}` : `Step skipped: ${stageName(fact.stage, saying)}`, detail: plain(fact.reason) };
    case 'reply-inserted':
      return { icon: 'reply', what: french ? fr`Réponse insérée : ${table.replies[fact.reply]}` : `Reply inserted: ${table.replies[fact.reply]}`, detail: fact.to.map((address) => plain(address, 80)).join(', ') };
    case 'invoice-resent':
      return { icon: 'reply', what: french ? 'Facture renvoyée' : 'Invoice sent again', detail: numberOf(fact.invoices) };
    case 'call-made':
      return { icon: 'call', what: french ? fr`Appel : ${table.callOutcomes[fact.outcome]}` : `Call: ${table.callOutcomes[fact.outcome]}`, detail: fact.note === null ? '' : plain(fact.note) };
    case 'letter-deposited':
      return { icon: 'letter', what: french ? fr`${stageName(fact.stage, saying)} : courrier déposé` : `${stageName(fact.stage, saying)}: letter posted`, detail: [plain(fact.provider, 60), plain(fact.depositNumber, 60)].filter((part) => part !== '').join(' · ') };
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
      const quoted = fact.quotation === null || fact.quotation === '' ? '' : french ? `«\u00a0${plain(fact.quotation)}\u00a0»` : `“${plain(fact.quotation)}”`;
      return { icon: 'promise', what: french ? 'Promesse notée' : 'Promise recorded', detail: [french ? fr`${amount}pour le ${day(fact.promisedFor, saying)}` : `${amount}for ${day(fact.promisedFor, saying)}`, quoted].filter((part) => part !== '').join(' · ') };
    }
    case 'dispute-opened':
      return { icon: 'dispute', what: french ? 'Litige ouvert' : 'Dispute opened', detail: [numberOf(fact.invoices), fact.amount === null ? '' : formatMoney(fact.amount, saying.language), plain(fact.reason)].filter((part) => part !== '').join(' · ') };
    case 'dispute-closed':
      return { icon: 'dispute', what: french ? 'Litige clos' : 'Dispute closed', detail: { upheld: french ? 'fondé' : 'upheld', rejected: french ? 'non fondé' : 'rejected', settled: french ? 'réglé' : 'settled' }[fact.outcome] };
    case 'plan-agreed':
      return { icon: 'promise', what: french ? 'Échéancier convenu' : 'Payment plan agreed', detail: french ? `${fact.instalments.length} échéances` : `${fact.instalments.length} instalments` };
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
      return { icon: 'note', what: french ? 'Vérification passée outre' : 'Check overridden', detail: plain(fact.reason) };
    case 'contact-changed': {
      const change = { added: french ? 'Contact ajouté' : 'Contact added', removed: french ? 'Contact retiré' : 'Contact removed', bounced: french ? 'Adresse en erreur' : 'Address bounced' }[fact.change];
      return { icon: 'contact', what: change, detail: plain(fact.address, 80) };
    }
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
