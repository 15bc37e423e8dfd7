import { formatDayMonth, formatLongDate } from '../calendar';
import type { Instant, LocalDate } from '../calendar/types';
import { FEEDS_WITH_NOTES } from '../formats/feeds';
import type { FeedIdentity, FeedKind, FeedNotes, FeedProgress, FeedSummary, FeedView, LeftOut, PaymentsSummary } from '../formats/feeds';
import type { Language } from '../ledger/types';
import { formatMoney } from '../money';
import { localTime } from './account';
import { feedSystem } from './feed-systems';
import { feedWords } from './feed-words';
import { counted, formatCount, fr, plain } from './plain';
import type { PillView } from './types';
import { wordProblem } from './word-problem';

/** Whose clock the screen speaks in. */
export interface FeedClock {
  readonly language: Language;
  readonly today: LocalDate;
  /** Minutes to add to UTC at that moment. */
  readonly offsetAt: (at: Instant) => number;
}

/** One connected ledger as it stands in the list. */
export interface FeedRowView {
  readonly id: string;
  readonly name: string;
  /** "Odoo 19.0 · Atelier Nord", or the system's name while nobody has answered. */
  readonly system: string;
  readonly preview: boolean;
  readonly state: FeedView['state'];
  readonly pill: PillView;
  /** "Chiffres du 23/11 à 08:12"; null: nothing was pulled yet. */
  readonly age: string | null;
  /** When it is read next by itself; null: it is not. */
  readonly next: string | null;
  readonly progress: FeedProgressView | null;
  /** null: none are written there. */
  readonly notes: FeedNotesView | null;
}

/** How the notes of reminders go. */
export interface FeedNotesView {
  /** "12 notes écrites, 1 en attente" */
  readonly text: string;
  /** Why the last one could not be written, and what becomes of those that wait; null: nothing is wrong. */
  readonly trouble: { readonly title: string; readonly body: string } | null;
}

export interface FeedProgressView {
  readonly text: string;
  readonly value: number;
  /** null: the system does not tell how many there are. */
  readonly max: number | null;
}

const PILLS: Readonly<Record<FeedView['state'], PillView['kind']>> = { 'to-authorise': 'question', pulling: 'waiting', ready: 'settled', failed: 'blocked', awaiting: 'question' };

export function presentFeed(feed: FeedView, clock: FeedClock): FeedRowView {
  const { language } = clock;
  const said = feedWords(language);
  const french = language === 'fr';
  const at = (moment: Instant): string => {
    const { day, time } = localTime(moment, clock.offsetAt(moment));
    return day === clock.today ? time : french ? fr`${formatDayMonth(day, 'fr', clock.today)} à ${time}` : `${formatDayMonth(day, 'en', clock.today)}, ${time}`;
  };
  const figures = (moment: Instant): string => {
    const { day, time } = localTime(moment, clock.offsetAt(moment));
    return french ? fr`Chiffres du ${formatDayMonth(day, 'fr', clock.today)} à ${time}` : `Figures of ${formatDayMonth(day, 'en', clock.today)}, ${time}`;
  };
  const waits = feed.state === 'pulling' || feed.state === 'to-authorise' || feed.nextAt === null;
  return {
    id: feed.id,
    name: plain(feed.name, 80),
    system: feed.identity === null ? feedSystem(feed.kind, language).name : identityInWords(feed.identity),
    preview: feed.proof === 'preview',
    state: feed.state,
    pill: { kind: PILLS[feed.state], label: said.states[feed.state] },
    age: feed.asOf === null ? null : figures(feed.asOf),
    next: waits || feed.nextAt === null ? null : french ? fr`Prochaine lecture : ${at(feed.nextAt)}` : `Next reading: ${at(feed.nextAt)}`,
    progress: feed.progress === null ? null : progressView(feed.progress, language),
    notes: feed.notes === null || !feed.notes.on ? null : notesView(feed, feed.notes, clock),
  };
}

function notesView({ kind, name }: FeedView, { waiting, written, refused, problem, stopped }: FeedNotes, { language, today }: FeedClock): FeedNotesView {
  const said = feedWords(language);
  const parts = ([[written, said.notesWritten], [waiting, said.notesWaiting], [refused, said.notesRefused]] as const).flatMap(([count, pair]) => (count === 0 ? [] : [counted(count, pair, language)])).join(', ');
  const text = parts === '' ? said.notesNone : `${written > 0 ? '' : language === 'fr' ? fr`Notes : ` : 'Notes: '}${parts}.`;
  if (problem === null || (!stopped && waiting === 0)) return { text, trouble: null };
  // What the problem says of reading would be wrong of writing.
  if (problem.code === 'feed/no-rights' && hasNotes(kind)) return { text, trouble: { title: withFeedName(said.notesNoRight, name), body: `${said.notesRight[kind]} ${said.notesStopped}` } };
  const { title, body } = wordProblem(problem, language, today);
  return { text, trouble: { title, body: stopped ? `${body} ${said.notesStopped}` : `${said.notesAgain} ${body}` } };
}

const hasNotes = (kind: FeedKind): kind is 'odoo' | 'dolibarr' => FEEDS_WITH_NOTES.has(kind);

/** What is asked for notes, and where they stand and what they say. null: this system has no place for them. */
export function notesAsked(kind: FeedKind, language: Language): { readonly label: string; readonly hint: string } | null {
  if (!hasNotes(kind)) return null;
  const said = feedWords(language);
  return { label: said.notes.replace('{system}', () => feedSystem(kind, language).name), hint: `${said.notesWhere[kind]} ${said.notesWhat}` };
}

const identityInWords = ({ system, company }: FeedIdentity): string => (company === null ? plain(system, 60) : `${plain(system, 60)} · ${plain(company, 80)}`);

/** "Connexion réussie : Odoo 19.0, société Atelier Nord." */
export function identityAnswered({ system, company }: FeedIdentity, language: Language): string {
  const said = feedWords(language);
  // By functions: a "$&" in a name is a name.
  return company === null ? said.answeredNobody.replace('{system}', () => plain(system, 60)) : said.answered.replace('{system}', () => plain(system, 60)).replace('{company}', () => plain(company, 80));
}

/** A sentence of the page with the ledger's name in it. */
export const withFeedName = (sentence: string, name: string): string => sentence.replace('{name}', () => plain(name, 80));

function progressView({ what, done, of }: FeedProgress, language: Language): FeedProgressView {
  const said = feedWords(language);
  const far = said.far[what];
  const text = done === 0 && of === null ? said.beginning : of === null ? counted(done, far.some, language) : counted(Math.min(done, of), far.of, language, of);
  return { text, value: of === null ? done : Math.min(done, of), max: of };
}

/** What was read, to be held against the system itself. */
export interface FeedSummaryView {
  readonly figures: readonly { readonly label: string; readonly value: string; readonly large: boolean }[];
  /** "3 brouillons", the most frequent first. */
  readonly leftOut: readonly string[];
}

export function presentFeedSummary(summary: FeedSummary, language: Language): FeedSummaryView {
  const said = feedWords(language);
  const count = (label: string, value: number): FeedSummaryView['figures'][number] => ({ label, value: formatCount(value, language), large: false });
  if (summary.payments !== undefined) return presentPayments(summary.payments, language);
  return {
    figures: [
      count(said.customers, summary.customers), count(said.openInvoices, summary.openInvoices), count(said.settled, summary.settledInvoices),
      ...summary.open.map((amount) => ({ label: said.open, value: formatMoney(amount, language), large: true })),
      { label: said.oldest, value: summary.oldestDue === null ? said.nothingDue : formatLongDate(summary.oldestDue, language), large: false },
    ],
    leftOut: [...summary.leftOut].filter(({ count: many }) => many > 0).sort((a, b) => b.count - a.count).map(({ why, count: many }) => leftOutInWords(why, many, language)),
  };
}

/** A list of payments has no customers and no invoices of its own. */
function presentPayments({ read, applied, withoutInvoice, undecided, overpaid, first }: PaymentsSummary, language: Language): FeedSummaryView {
  const said = feedWords(language).payments;
  const told = ([[withoutInvoice, said.withoutInvoice], [undecided, said.undecided], [overpaid, said.overpaid]] as const).filter(([count]) => count > 0);
  return {
    figures: [[said.read, read], [said.applied, applied]].map(([label, value]) => ({ label: label as string, value: formatCount(value as number, language), large: false })),
    leftOut: [
      ...told.map(([count, [one, several]]) => counted(count, [`{n} ${one}`, `{n} ${several}`], language)),
      ...(first.length === 0 ? [] : [said.first.replace('{numbers}', () => first.map((number) => plain(number, 40)).join(', '))]),
    ],
  };
}

function leftOutInWords(why: LeftOut, count: number, language: Language): string {
  const [one, several] = feedWords(language).leftOutWhy[why];
  return counted(count, [`{n} ${one}`, `{n} ${several}`], language);
}

/** The address that a Google service account has, once its key is pasted; null: it cannot be told. */
export function serviceAccountAddress(key: string): string | null {
  const found = /"client_email"\s*:\s*"([^"\s]{3,200}@[^"\s]{3,200})"/.exec(key.slice(0, 20_000));
  return found?.[1] === undefined ? null : plain(found[1], 200);
}
