import { formatLongDate } from '../calendar';
import type { LocalDate } from '../calendar';
import type { ReminderPolicy } from '../dunning/types';
import type { Language } from '../ledger/types';
import { reminderTurn } from '../log';
import type { EntryId, ListedInvoice, LogEntry } from '../log/types';
import { formatMoney } from '../money';
import { fr, plain } from './plain';
import { doneWord, stageName } from './sentences';
import type { Saying } from './sentences';

/** A note is read at a glance: what is beyond is counted. */
const INVOICES_NAMED = 20;
const MARK_LENGTH = 8;

/** By which a note is known again in the system where it stands: eight letters and digits of the entry's id. */
export const noteMark = (entry: EntryId): string => entry.replace(/[^0-9A-Za-z]/g, '').slice(0, MARK_LENGTH);

export interface NoteWords {
  /** The company's. */
  readonly language: Language;
  /** All plans of the company, in which the names of its steps stand. */
  readonly policies: readonly ReminderPolicy[];
}

/**
 * What is written into a connected system of a reminder or letter that went out, no longer counts, or counts again: step, day,
 * author, invoices and sums, in lines of plain text. Neither the text that was sent nor an address.
 * @param log all entries of that debtor. null: the entry tells of no reminder.
 */
export function noteText(entry: LogEntry, log: readonly LogEntry[], { language, policies }: NoteWords): string | null {
  const told = reminderTurn(entry, log);
  if (told === null) return null;
  const french = language === 'fr';
  const { about } = told;
  const out = wentOut(about, log, policies, language);
  const by = ({ author }: LogEntry): string => plain(author.name, 80);
  const on = (day: LocalDate): string => formatLongDate(day, language);
  const end = french ? fr`Consigné par Relance, note ${noteMark(entry.id)}.` : `Logged by Relance, note ${noteMark(entry.id)}.`;
  if (told.turn !== 'out') {
    const head = `${out.what} ${french ? fr`le ${on(out.on)}` : `on ${on(out.on)}`}`;
    const turned = told.turn === 'voided'
      ? french ? fr`${head} : n'est plus à compter. Annulation consignée le ${on(entry.on)} par ${by(entry)}.` : `${head}: no longer counts. Undone on ${on(entry.on)} by ${by(entry)}.`
      : french ? fr`${head} : compte de nouveau. Rétablissement consigné le ${on(entry.on)} par ${by(entry)}.` : `${head}: counts again. Restored on ${on(entry.on)} by ${by(entry)}.`;
    return [turned, french ? fr`Note concernée : ${noteMark(about.id)}.` : `Note concerned: ${noteMark(about.id)}.`, end].join('\n');
  }
  const [demanded, informational] = [out.invoices.filter(({ step }) => step !== null), out.invoices.filter(({ step }) => step === null)];
  const noted = by(entry) === by(out.author) ? '' : french ? fr` Envoi noté par ${by(entry)}.` : ` Sending noted by ${by(entry)}.`;
  return [
    (french ? fr`${out.what} le ${on(out.on)} par ${by(out.author)}.` : `${out.what} on ${on(out.on)} by ${by(out.author)}.`) + noted,
    ...(demanded.length === 0 ? [] : [french ? fr`Factures : ${named(demanded, language)}.` : `Invoices: ${named(demanded, language)}.`]),
    ...(informational.length === 0 ? [] : [french ? fr`Citées pour information : ${named(informational, language)}.` : `Listed for information: ${named(informational, language)}.`]),
    ...(out.reference === null ? [] : [french ? fr`Réf. ${plain(out.reference, 20)}.` : `Ref. ${plain(out.reference, 20)}.`]),
    end,
  ].join('\n');
}

interface WentOut {
  /** "Relance ferme envoyée" */
  readonly what: string;
  readonly on: LocalDate;
  /** Whose entry it is that wrote it: whoever notes a sending later need not have sent it. */
  readonly author: LogEntry;
  readonly invoices: readonly ListedInvoice[];
  readonly reference: string | null;
}

function wentOut(about: LogEntry, log: readonly LogEntry[], policies: readonly ReminderPolicy[], language: Language): WentOut {
  const { fact } = about;
  const step = (stage: string, how: 'sent' | 'deposited', by: LogEntry): string => {
    // The plan that decided it may be gone: a step of the same id is then called as another plan calls it.
    const policy = policies.find(({ version }) => version === by.policyVersion) ?? policies.find(({ stages }) => stages.some(({ id }) => id === stage)) ?? policies[0];
    if (policy === undefined) return `${plain(stage, 40)} (${how === 'sent' ? (language === 'fr' ? 'envoi' : 'sent') : language === 'fr' ? 'dépôt' : 'posted'})`;
    const saying: Saying = { language, today: about.on, policy };
    return `${plain(stageName(stage, saying), 80)} ${doneWord(stage, how, saying)}`;
  };
  if (fact.kind === 'letter-deposited') return { what: step(fact.stage, 'deposited', about), on: fact.depositedOn, author: about, invoices: fact.invoices, reference: fact.reference ?? null };
  if (fact.kind !== 'reminder-sent') throw new Error(`a ${fact.kind} is no reminder that went out`);
  const draft = [...log].sort((a, b) => b.seq - a.seq).find(({ seq, fact: drafted }) => drafted.kind === 'reminder-drafted' && drafted.reference === fact.reference && seq < about.seq);
  if (draft?.fact.kind !== 'reminder-drafted') return { what: language === 'fr' ? 'Relance envoyée' : 'Reminder sent', on: fact.sentOn, author: about, invoices: [], reference: fact.reference };
  return { what: step(draft.fact.stage, 'sent', draft), on: fact.sentOn, author: draft, invoices: draft.fact.invoices, reference: fact.reference };
}

/** "FA-1 (1 200,00 €), FA-2 (50,00 €) et 3 autres" */
function named(invoices: readonly ListedInvoice[], language: Language): string {
  const shown = invoices.slice(0, INVOICES_NAMED).map(({ number, outstanding }) => `${plain(number, 60)} (${formatMoney(outstanding, language)})`).join(', ');
  const more = invoices.length - INVOICES_NAMED;
  if (more <= 0) return shown;
  return language === 'fr' ? `${shown} et ${more} autre${more > 1 ? 's' : ''}` : `${shown} and ${more} other${more > 1 ? 's' : ''}`;
}
