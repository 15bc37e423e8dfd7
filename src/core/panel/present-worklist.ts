import { assertNever } from '../result';
import { formatMoney } from '../money';
import { formatShortWeekdayDate } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Pack } from '../case-file';
import type { DebtorSummary, Language } from '../ledger/types';
import type { Assessment } from '../dunning/types';
import type { Worklist, WorklistRow } from '../ports';
import { debtorView } from './evidence';
import { fr } from './plain';
import { day, stageName } from './sentences';
import type { Saying } from './sentences';
import type { WorklistPanel, WorklistRowView } from './types';

/** Debtors with something overdue, oldest first. */
export function presentWorklist(worklist: Worklist, pack: Pack, language: Language, today: LocalDate): WorklistPanel {
  const french = language === 'fr';
  const rows = worklist.rows.map((row) => rowView(row, pack, language, today));
  const title = french ? typesetTitle : 'To remind today';
  const due = worklist.rows.filter(({ assessment }) => assessment.kind === 'remind' || assessment.kind === 'call' || assessment.kind === 'letter').length;
  const summary = french
    ? fr`${worklist.count} client${worklist.count > 1 ? 's' : ''} en retard · ${due} à traiter${worklist.count > rows.length ? ` · les ${rows.length} plus anciens sont montrés` : ''}`
    : `${worklist.count} customer${worklist.count === 1 ? '' : 's'} late · ${due} to handle${worklist.count > rows.length ? ` · the ${rows.length} oldest are shown` : ''}`;
  return {
    kind: 'worklist',
    title,
    day: formatShortWeekdayDate(today, language, today),
    summary,
    rows,
    empty: rows.length > 0 ? null : french ? fr`Rien à relancer aujourd'hui.` : 'Nothing to remind today.',
    announcement: `${title}. ${summary}`,
  };
}

const typesetTitle = fr`À relancer aujourd'hui`;

function rowView({ debtor, assessment }: WorklistRow, pack: Pack, language: Language, today: LocalDate): WorklistRowView {
  const french = language === 'fr';
  const policy = pack.policies.find((each) => each.id === pack.defaultPolicy) ?? pack.policies[0];
  if (policy === undefined) throw new Error('a pack without a policy');
  const view = debtorView(debtor);
  const { icon, step } = stepOf(assessment, { language, today, policy });
  return {
    debtor: view,
    amount: debtor.overdue.map((total) => formatMoney(total, language)).join(', '),
    late: french ? `${debtor.oldestDaysOverdue}\u00a0j` : `${debtor.oldestDaysOverdue}\u00a0d`,
    step,
    icon,
    open: { action: { kind: 'open-debtor', debtor: debtor.id }, label: french ? 'Fiche' : 'Details', disabledBecause: null },
    newMessage: assessment.kind === 'remind' ? { action: { kind: 'new-message', debtor: debtor.id }, label: french ? 'Nouveau message' : 'New message', disabledBecause: null } : null,
  };
}

function stepOf(assessment: Assessment, saying: Saying): { readonly icon: WorklistRowView['icon']; readonly step: string } {
  const french = saying.language === 'fr';
  switch (assessment.kind) {
    case 'remind':
    case 'call':
    case 'letter': {
      const { stage, possibleSince } = assessment.proposal;
      const since = possibleSince === saying.today ? (french ? fr`aujourd'hui` : 'today') : french ? fr`depuis le ${day(possibleSince, saying)}` : `since ${day(possibleSince, saying)}`;
      return { icon: assessment.kind === 'call' ? 'call' : assessment.kind === 'letter' ? 'letter' : 'mail', step: `${stageName(stage.id, saying)} · ${since}` };
    }
    case 'too-soon':
      return { icon: 'waiting', step: french ? fr`${stageName(assessment.next.id, saying)} dès le ${day(assessment.from, saying)}` : `${stageName(assessment.next.id, saying)} from ${day(assessment.from, saying)}` };
    case 'held':
      return { icon: 'waiting', step: french ? `En suspens${assessment.until === null ? '' : ` jusqu’au ${day(assessment.until, saying)}`}` : `On hold${assessment.until === null ? '' : ` until ${day(assessment.until, saying)}`}` };
    case 'draft-pending':
      return { icon: 'draft', step: french ? fr`Brouillon en attente` : 'Draft pending' };
    case 'draft-unconfirmed':
      return { icon: 'draft', step: french ? fr`Brouillon non confirmé` : 'Draft not confirmed' };
    case 'exhausted':
      return { icon: 'waiting', step: french ? 'Plan terminé' : 'Policy completed' };
    case 'not-due':
    case 'settled':
    case 'unknown-debtor':
      return { icon: 'waiting', step: french ? 'Rien à relancer' : 'Nothing due' };
    default:
      return assertNever(assessment);
  }
}

/** One line of a search: name, code and town, what is overdue. */
export interface SearchRowView {
  readonly debtor: ReturnType<typeof debtorView>;
  readonly overdue: string;
}

export function presentSearch(found: readonly DebtorSummary[], language: Language): readonly SearchRowView[] {
  return found.map((summary) => ({ debtor: debtorView(summary), overdue: summary.overdue.map((total) => formatMoney(total, language)).join(', ') }));
}
