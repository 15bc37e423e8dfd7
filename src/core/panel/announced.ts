import type { LocalDate } from '../calendar/types';
import type { Assessment, ReminderPolicy, StageId } from '../dunning/types';
import type { InvoiceId } from '../ledger/types';
import { foldHistory } from '../log';
import type { LogEntry, StepDone } from '../log/types';
import { announcementsIn } from '../reminder/announcements';
import type { Announcement } from '../reminder/announcements';
import { fr } from './plain';
import { day, isFeminine, stageInside, stageName } from './sentences';
import type { Saying } from './sentences';
import type { NoticeView } from './types';

type Known = Exclude<Assessment, { readonly kind: 'unknown-debtor' }>;

/**
 * What the last text about something still overdue announced, whether it was done, and a warning before a step that is
 * softer than what was announced or announces once more what never came (practices P72: do what you announced).
 */
export function announcedNotices(entries: readonly LogEntry[], assessment: Known, saying: Saying): readonly NoticeView[] {
  if (assessment.kind === 'settled' || assessment.kind === 'held' || assessment.kind === 'not-due') return [];
  const overdue = new Set(assessment.statement.items.filter(({ outstanding, daysOverdue }) => outstanding.minor > 0 && daysOverdue > 0).map(({ invoice }) => invoice));
  const open = announcementsIn(entries).filter(({ invoices }) => [...invoices].some((invoice) => overdue.has(invoice)));
  const last = open[open.length - 1];
  if (last === undefined) return [];
  const { steps } = foldHistory(entries);
  const { policy, today } = saying;
  const { next } = last.announced;
  const done = next === null ? null : doneSince(last, next, overdue, steps, policy);
  const late = last.deadline !== null && last.deadline < today;
  const said = `${announcedInWords(last, saying)} ${stateInWords(next, done, last.deadline, late, saying)}`.trim();
  const warnings = next === null || done !== null || !('proposal' in assessment) ? [] : warningsFor(assessment.proposal.stage.id, last, open, late, saying);
  return [{ intent: warnings.length > 0 ? 'warning' : 'info', text: [said, ...warnings].join(' ') }];
}

const placeIn = ({ stages }: ReminderPolicy, id: StageId): number => stages.findIndex((stage) => stage.id === id);

/** The day on which the announced step, or one behind it, was done for something that the text listed. */
function doneSince({ on, invoices }: Announcement, next: StageId, overdue: ReadonlySet<InvoiceId>, steps: ReadonlyMap<InvoiceId, readonly StepDone[]>, policy: ReminderPolicy): LocalDate | null {
  const place = placeIn(policy, next);
  for (const invoice of invoices) {
    if (!overdue.has(invoice)) continue;
    for (const step of steps.get(invoice) ?? []) if (step.how !== 'skipped' && step.on >= on && place >= 0 && placeIn(policy, step.stage) >= place) return step.on;
  }
  return null;
}

function announcedInWords({ on, announced: { next, days }, deadline }: Announcement, saying: Saying): string {
  const french = saying.language === 'fr';
  const when = day(on, saying);
  if (next === null) {
    if (deadline !== null) return french ? fr`Demandé le ${when} : paiement au plus tard le ${day(deadline, saying)}.` : `Asked on ${when}: payment by ${day(deadline, saying)}.`;
    return french ? fr`Demandé le ${when} : paiement sous ${days ?? 0} jours après la première présentation.` : `Asked on ${when}: payment within ${days ?? 0} days of first presentation.`;
  }
  const step = stageInside(next, saying);
  if (deadline !== null) return french ? fr`Annoncé le ${when} : ${step} si rien au ${day(deadline, saying)}.` : `Announced on ${when}: ${step} if nothing by ${day(deadline, saying)}.`;
  if (days !== null) return french ? fr`Annoncé le ${when} : ${step} si rien ${days} jours après la première présentation.` : `Announced on ${when}: ${step} if nothing ${days} days after first presentation.`;
  return french ? fr`Annoncé le ${when} : ${step}.` : `Announced on ${when}: ${step}.`;
}

function stateInWords(next: StageId | null, done: LocalDate | null, deadline: LocalDate | null, late: boolean, saying: Saying): string {
  const french = saying.language === 'fr';
  if (done !== null) return french ? fr`${next !== null && isFeminine(next, saying) ? 'Faite' : 'Fait'} le ${day(done, saying)}.` : `Done on ${day(done, saying)}.`;
  if (deadline === null) return '';
  if (!late) return french ? 'Délai en cours.' : 'Still within that time.';
  return next === null ? (french ? 'Délai passé.' : 'That day has passed.') : french ? 'Délai passé, sans suite à ce jour.' : 'That day has passed, and it was not done.';
}

function warningsFor(stage: StageId, { stage: from, announced: { next } }: Announcement, open: readonly Announcement[], late: boolean, saying: Saying): readonly string[] {
  const { policy, language } = saying;
  const french = language === 'fr';
  if (next === null || placeIn(policy, stage) >= placeIn(policy, next)) return [];
  const times = open.filter(({ announced }) => announced.next === next).length;
  return [
    // A call that the plan has between the two is no softer: it was to come when the text announced what follows it.
    ...(late && placeIn(policy, stage) <= placeIn(policy, from) ? [french ? fr`${stageName(stage, saying)} : étape plus douce que celle annoncée.` : `${stageName(stage, saying)}: softer than what was announced.`] : []),
    ...(times > 1 ? [french ? fr`Annoncé ${times} fois sans suite : ne l'annoncez plus sans le faire.` : `Announced ${times} times and never done: do not announce it again without doing it.`] : []),
  ];
}
