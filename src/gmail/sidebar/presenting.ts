import { choiceScopes, composeContext, NO_CHOICES, presentSubject } from '../../core';
import type { Author, Channel, Choices, ComposeContext, HostMeans, Instant, Language, LocalDate, Pack, PanelView, Subject } from '../../core';

const READING: readonly Channel[] = ['reply', 'new-message'];
const ELSEWHERE: readonly Channel[] = ['new-message'];

/** Gmail opens a draft in answer to the message that is open, or a new one; it puts no PDF of the ledger on either. */
export const meansFor = ({ thread }: Pick<Subject, 'thread'>): HostMeans => ({ channels: thread === null ? ELSEWHERE : READING, attaches: () => false });

export const contextOf = (subject: Subject, pack: Pack, me: Author, choices: Choices = NO_CHOICES): ComposeContext => composeContext(subject, pack, me, choices, meansFor(subject), new Set());

/** The same view that the pane draws. null: nothing is known of the subject. */
export function viewOf(context: ComposeContext, language: Language, fromList: boolean, today: LocalDate): PanelView | null {
  const { subject, pack } = context;
  return presentSubject({
    language, context, means: meansFor(subject), offsetMinutes: minutesFrom(pack.profile.timeZone, subject.file?.source.asOf ?? null), unreachable: false, writing: null, fromWorklist: fromList,
    scopes: subject.thread === null ? [] : choiceScopes(subject.thread, pack),
  }, today);
}

/** The company's clock against UTC, when the figures were read. */
export function minutesFrom(timeZone: string, asOf: Instant | null): number {
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d{2})(\d{2})$/.exec(Utilities.formatDate(asOf === null ? new Date() : new Date(asOf), timeZone, 'Z')) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
