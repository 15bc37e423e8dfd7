import { assertNever } from '../result';
import { formatMoney } from '../money';
import { formatDayMonth, formatShortWeekdayDate } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Pack } from '../case-file';
import type { Language } from '../ledger/types';
import type { Assessment } from '../dunning/types';
import type { FoundBy, FoundDebtor, Worklist, WorklistRow } from '../ports';
import { debtorView, grouped } from './evidence';
import { fr, plain } from './plain';
import type { WorklistPanel, WorklistRowView } from './types';

/** Debtors with something overdue, oldest first. */
export function presentWorklist(worklist: Worklist, _pack: Pack, language: Language, today: LocalDate): WorklistPanel {
  const french = language === 'fr';
  const rows = worklist.rows.map((row) => rowView(row, language, today));
  const title = french ? typesetTitle : 'To remind today';
  const due = worklist.rows.filter(({ assessment }) => assessment.kind === 'remind' || assessment.kind === 'call' || assessment.kind === 'letter').length;
  const summary = french
    ? fr`${worklist.count} client${worklist.count > 1 ? 's' : ''} en retard · ${due} à traiter${worklist.count > rows.length ? ` · ${rows.length > 1 ? `les ${rows.length} plus anciens sont montrés` : 'le plus ancien est montré'}` : ''}`
    : `${worklist.count} customer${worklist.count === 1 ? '' : 's'} late · ${due} to handle${worklist.count > rows.length ? ` · ${rows.length > 1 ? `the ${rows.length} oldest are shown` : 'the oldest is shown'}` : ''}`;
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

function rowView({ debtor, assessment }: WorklistRow, language: Language, today: LocalDate): WorklistRowView {
  const french = language === 'fr';
  const view = debtorView(debtor);
  const { icon, step } = stepOf(assessment, language, today);
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

function stepOf(assessment: Assessment, language: Language, today: LocalDate): { readonly icon: WorklistRowView['icon']; readonly step: string } {
  const french = language === 'fr';
  const day = (date: LocalDate): string => formatDayMonth(date, language, today);
  switch (assessment.kind) {
    case 'remind':
    case 'call':
    case 'letter': {
      const { stage, possibleSince } = assessment.proposal;
      const since = possibleSince === today ? (french ? fr`aujourd'hui` : 'today') : french ? fr`depuis le ${day(possibleSince)}` : `since ${day(possibleSince)}`;
      return { icon: assessment.kind === 'call' ? 'call' : assessment.kind === 'letter' ? 'letter' : 'mail', step: `${stage.name[language]} · ${since}` };
    }
    case 'too-soon':
      return { icon: 'waiting', step: french ? fr`${assessment.next.name.fr} dès le ${day(assessment.from)}` : `${assessment.next.name.en} from ${day(assessment.from)}` };
    case 'held':
      return { icon: 'waiting', step: french ? `En suspens${assessment.until === null ? '' : ` jusqu’au ${day(assessment.until)}`}` : `On hold${assessment.until === null ? '' : ` until ${day(assessment.until)}`}` };
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

/** One line of a search: name, code and town, what is overdue, by what it was found. */
export interface SearchRowView {
  readonly debtor: ReturnType<typeof debtorView>;
  /** "" when nothing is overdue: the label says it. */
  readonly overdue: string;
  /** "échu", "rien d’échu" */
  readonly overdueLabel: string;
  /** "facture FA-2026-0113", "nom proche"; empty where the name shows it. */
  readonly why: string;
}

export function presentSearch(found: readonly FoundDebtor[], language: Language): readonly SearchRowView[] {
  const french = language === 'fr';
  return found.map((summary) => ({
    debtor: debtorView(summary),
    overdue: summary.overdue.map((total) => formatMoney(total, language)).join(', '),
    overdueLabel: summary.overdue.length > 0 ? (french ? 'échu' : 'overdue') : french ? fr`rien d'échu` : 'nothing overdue',
    why: whyFound(summary.by, language),
  }));
}

function whyFound({ kind, value }: FoundBy, language: Language): string {
  const french = language === 'fr';
  const shown = plain(value, 80);
  switch (kind) {
    case 'name': return '';
    case 'similar-name': return french ? 'nom proche' : 'similar name';
    case 'code': return `code ${shown}`;
    case 'siren': return `SIREN ${grouped(shown)}`;
    case 'siret': return `SIRET ${/^\d{14}$/.test(shown) ? `${grouped(shown.slice(0, 9))}\u202f${shown.slice(9)}` : shown}`;
    case 'vat': return french ? fr`n° de TVA ${shown}` : `VAT number ${shown}`;
    case 'address': return shown;
    case 'domain': return french ? `domaine ${shown}` : `domain ${shown}`;
    case 'invoice': return french ? `facture ${shown}` : `invoice ${shown}`;
    default: return assertNever(kind);
  }
}
