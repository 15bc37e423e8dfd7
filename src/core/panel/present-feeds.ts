import { formatDayMonth, formatLongDate } from '../calendar';
import type { Instant, LocalDate } from '../calendar/types';
import type { FeedIdentity, FeedProgress, FeedSummary, FeedView, LeftOut } from '../formats/feeds';
import type { Language } from '../ledger/types';
import { formatMoney } from '../money';
import { localTime } from './account';
import { feedSystem } from './feed-systems';
import { feedWords } from './feed-words';
import { counted, formatCount, fr, plain } from './plain';
import type { PillView } from './types';

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
  };
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
  return {
    figures: [
      count(said.customers, summary.customers), count(said.openInvoices, summary.openInvoices), count(said.settled, summary.settledInvoices),
      ...summary.open.map((amount) => ({ label: said.open, value: formatMoney(amount, language), large: true })),
      { label: said.oldest, value: summary.oldestDue === null ? said.nothingDue : formatLongDate(summary.oldestDue, language), large: false },
    ],
    leftOut: [...summary.leftOut].filter(({ count: many }) => many > 0).sort((a, b) => b.count - a.count).map(({ why, count: many }) => leftOutInWords(why, many, language)),
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
