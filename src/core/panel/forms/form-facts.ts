import { fail, ok } from '../../result';
import type { Result } from '../../result';
import { isLocalDate } from '../../calendar';
import type { LocalDate } from '../../calendar/types';
import type { CaseFile } from '../../case-file';
import { reachedBy } from '../../dunning';
import type { Assessment, ReminderPolicy, StageId } from '../../dunning/types';
import type { InvoiceId, Language } from '../../ledger/types';
import type { CallOutcome, EntryId, LogFact } from '../../log/types';
import { formatMoney, money, parseAmount } from '../../money';
import type { Money } from '../../money/types';
import { words } from '../words';
import type { DisputableInvoice, FormKind, FormValues } from './types';

export interface FormContext {
  readonly file: CaseFile;
  readonly assessment: Assessment;
  /** The customer's plan. */
  readonly policy: ReminderPolicy;
  readonly about: EntryId | StageId | null;
  readonly language: Language;
  readonly today: LocalDate;
}

const QUOTATION = 200;
const REMARK = 2_000;
export const INVOICE_FIELD = 'invoice:';

/** The fact that a filled-in form states, or what is wrong with which field. */
export function factOf(form: Exclude<FormKind, 'contact' | 'letter' | 'letter-fate'>, values: FormValues, context: FormContext): Result<LogFact, FormValues> {
  const table = words(context.language);
  const errors: Record<string, string> = {};
  const read = (name: string): string => (values[name] ?? '').trim();
  const text = (name: string, limit: number): string => {
    const typed = read(name);
    if (typed === '') errors[name] = table.required;
    else if (typed.length > limit) errors[name] = table.tooLong;
    return typed;
  };
  const optional = (name: string, limit: number): string | null => (read(name) === '' ? null : text(name, limit));
  const dayAhead = (name: string): LocalDate => {
    const typed = read(name);
    if (typed === '') errors[name] = table.required;
    else if (!isLocalDate(typed)) errors[name] = table.invalidDate;
    else if (typed < context.today) errors[name] = table.pastDate;
    return typed as LocalDate;
  };
  const amount = (name: string): Money | null => {
    const typed = read(name);
    if (typed === '') return null;
    const parsed = parseAmount(typed, null);
    if (!parsed.ok || parsed.value.minor <= 0) {
      errors[name] = table.invalidAmount;
      return null;
    }
    return money(parsed.value.minor, parsed.value.currency ?? currencyOf(context.assessment));
  };
  const done = (fact: LogFact): Result<LogFact, FormValues> => (Object.keys(errors).length === 0 ? ok(fact) : fail(errors));

  switch (form) {
    case 'promise': {
      const promisedFor = dayAhead('date');
      return done({ kind: 'promise-recorded', amount: amount('amount'), promisedFor, invoices: owed(context), quotation: optional('quotation', QUOTATION) });
    }
    case 'dispute': {
      const invoices = Object.keys(values).filter((name) => name.startsWith(INVOICE_FIELD) && values[name] === 'yes').map((name) => name.slice(INVOICE_FIELD.length) as InvoiceId);
      if (invoices.length === 0) errors['invoices'] = table.required;
      return done({ kind: 'dispute-opened', invoices, amount: amount('amount'), reason: text('reason', REMARK), quotation: optional('quotation', QUOTATION) });
    }
    case 'hold':
      return done({ kind: 'hold-set', until: read('until') === '' ? null : dayAhead('until'), reason: text('reason', REMARK) });
    case 'pass':
      return done({ kind: 'hold-set', until: dayAhead('until'), reason: text('reason', REMARK) });
    case 'note':
      return done({ kind: 'note', text: text('text', REMARK) });
    case 'call': {
      const outcome = text('outcome', REMARK) as CallOutcome;
      const stage = context.assessment.kind === 'call' ? context.assessment.proposal.stage.id : null;
      const invoices = owed(context);
      const reached = stage === null ? {} : { reached: reachedBy({ stage, invoices, how: 'called' }, context.assessment, context.policy) };
      return done({ kind: 'call-made', stage, outcome, invoices, note: optional('note', REMARK), ...reached });
    }
    case 'skip': {
      const stage = String(context.about ?? '');
      const invoices = moved(context);
      return done({ kind: 'step-skipped', stage, invoices, reason: text('reason', REMARK), reached: reachedBy({ stage, invoices, how: 'skipped' }, context.assessment, context.policy) });
    }
    case 'close-dispute':
      return done({ kind: 'dispute-closed', dispute: context.about as EntryId, outcome: text('outcome', REMARK) as 'upheld' | 'rejected' | 'settled' });
  }
}

const currencyOf = (assessment: Assessment): Money['currency'] => (assessment.kind === 'unknown-debtor' ? 'EUR' : (assessment.statement.perCurrency[0]?.currency ?? 'EUR'));
const unique = (ids: readonly InvoiceId[]): readonly InvoiceId[] => [...new Set(ids)];

/** What a promise or a call is about: everything overdue, or everything open when nothing is. */
function owed({ assessment }: FormContext): readonly InvoiceId[] {
  if (assessment.kind === 'unknown-debtor') return [];
  const open = assessment.statement.items.filter((item) => item.outstanding.minor > 0);
  const overdue = open.filter((item) => item.daysOverdue > 0);
  return unique((overdue.length > 0 ? overdue : open).map((item) => item.invoice));
}

/** The invoices whose counter a skipped step moves. */
function moved(context: FormContext): readonly InvoiceId[] {
  const { assessment, about } = context;
  if (assessment.kind === 'too-soon' && assessment.next.id === about) return unique(assessment.items.map(({ invoice }) => invoice));
  if (!('proposal' in assessment)) return owed(context);
  return unique(assessment.proposal.demanded.filter(({ step }) => step === about).map(({ item }) => item.invoice));
}

export function disputable(assessment: Assessment, language: Language): readonly DisputableInvoice[] {
  if (assessment.kind === 'unknown-debtor') return [];
  return assessment.statement.items
    .filter((item) => item.outstanding.minor > 0)
    .filter((item, at, all) => all.findIndex((other) => other.invoice === item.invoice) === at)
    .map((item) => ({ id: item.invoice, label: `${item.number} · ${formatMoney(item.outstanding, language)}` }));
}
