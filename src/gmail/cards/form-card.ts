import { contactWords, counted, INVOICE_FIELD, letterFateWords, letterWords, words, worklistWords } from '../../core';
import type { DisputableInvoice, EntryId, FormKind, FormValues, Language, StageId } from '../../core';
import { act, button, cardOf } from './card-context';
import type { CardContext } from './card-context';
import { MOST_OPTIONS } from './card-limits';
import type { CardPlan, WidgetPlan } from './card-plan';

/** The field of the invoices in dispute: one that holds several values. */
export const INVOICES_FIELD = 'invoices';

export interface AskedForm {
  readonly form: FormKind;
  /** The dispute that is closed, the letter, the step that is passed over; null: the customer himself. */
  readonly about: EntryId | StageId | null;
  readonly values: FormValues;
  /** By the field's name: what it lacks. */
  readonly errors: FormValues;
  /** Of a dispute: what can be contested. */
  readonly invoices: readonly DisputableInvoice[];
  readonly debtor: string;
}

/** What became of it, filled in by the clerk. Refused, it comes back with what was typed and what each field lacks. */
export function formCard({ form, about, values, errors, invoices, debtor }: AskedForm, context: CardContext): CardPlan {
  const { title, save } = textsOf(form, context.language);
  const fields = fieldsOf(form, { values, invoices, language: context.language });
  return cardOf({
    name: `form ${form}`,
    title,
    subtitle: debtor,
    sections: [{ widgets: fields.flatMap((field) => [...refusal(field, errors), field]) }],
    footer: { primary: button(save, act({ kind: 'save-form', form, about }, context), 'filled'), secondary: null },
  }, context);
}

const textsOf = (form: FormKind, language: Language): { readonly title: string; readonly save: string } => {
  const table = words(language);
  switch (form) {
    case 'promise': return table.formPromise;
    case 'dispute': return table.formDispute;
    case 'hold': return table.formHold;
    case 'pass': return worklistWords(language).pass;
    case 'call': return table.formCall;
    case 'note': return table.formNote;
    case 'skip': return table.formSkip;
    case 'close-dispute': return table.formClose;
    case 'contact': return { title: table.contactAdd, save: table.contactAdd };
    case 'letter': return letterWords(language);
    case 'letter-fate': return letterFateWords(language);
  }
};

/** Google shows no fault at a field itself: it stands in the line above. */
function refusal(field: WidgetPlan, errors: FormValues): readonly WidgetPlan[] {
  const name = 'name' in field ? field.name : null;
  const error = name === null ? undefined : errors[name];
  return error === undefined || error === '' ? [] : [{ kind: 'line', icon: 'error', top: 'label' in field ? field.label : '', text: [{ text: error, look: 'strong' }] }];
}

interface Asked {
  readonly values: FormValues;
  readonly invoices: readonly DisputableInvoice[];
  readonly language: Language;
}

function fieldsOf(form: FormKind, { values, invoices, language }: Asked): readonly WidgetPlan[] {
  const table = words(language);
  const value = (name: string): string => values[name] ?? '';
  const line = (name: string, label: string, hint?: string): WidgetPlan => ({ kind: 'input', name, label, value: value(name), ...(hint === undefined ? {} : { hint }) });
  const long = (name: string, label: string, hint?: string): WidgetPlan => ({ kind: 'input', name, label, value: value(name), long: true, ...(hint === undefined ? {} : { hint }) });
  const hinted = (hint: string): WidgetPlan => ({ kind: 'paragraph', text: [{ text: hint, look: 'quiet' }] });
  const date = (name: string, label: string, hint?: string): readonly WidgetPlan[] => [{ kind: 'date', name, label, value: value(name) }, ...(hint === undefined ? [] : [hinted(hint)])];
  const radio = (name: string, label: string, options: Readonly<Record<string, string>>): WidgetPlan => ({ kind: 'choice', as: 'radio', name, label, options: Object.entries(options).map(([key, text]) => ({ value: key, label: text, selected: value(name) === key })) });
  switch (form) {
    case 'promise':
      return [...date('date', table.formPromise.date), line('amount', table.formPromise.amount, table.formPromise.amountHint), long('quotation', table.formPromise.quotation, table.formPromise.quotationHint)];
    case 'dispute':
      return [
        { kind: 'choice', as: 'check', name: INVOICES_FIELD, label: table.formDispute.invoices, options: invoices.map(({ id, label }) => ({ value: id, label, selected: value(`${INVOICE_FIELD}${id}`) === 'yes' })) },
        ...(invoices.length <= MOST_OPTIONS ? [] : [hinted(counted(MOST_OPTIONS, table.ledgerFirstOf, language, invoices.length))]),
        line('amount', table.formDispute.amount, table.formDispute.amountHint),
        long('reason', table.formDispute.reason),
        long('quotation', table.formDispute.quotation, table.formPromise.quotationHint),
      ];
    case 'hold':
      return [...date('until', table.formHold.until, table.formHold.untilHint), long('reason', table.formHold.reason)];
    case 'pass': {
      const { until, untilHint, reason, reasonHint } = worklistWords(language).pass;
      return [...date('until', until, untilHint), long('reason', reason, reasonHint)];
    }
    case 'note':
      return [long('text', table.formNote.text, table.formNote.hint)];
    case 'call':
      return [radio('outcome', table.formCall.outcome, table.callOutcomes), long('note', table.formCall.note)];
    case 'skip':
      return [long('reason', table.formSkip.reason)];
    case 'close-dispute':
      return [radio('outcome', table.formClose.outcome, table.disputeOutcomes)];
    case 'contact': {
      const { address, role, roles, hint } = contactWords(language);
      return [line('address', address, hint), radio('role', role, roles)];
    }
    case 'letter': {
      const said = letterWords(language);
      return [...date('date', said.date), line('provider', said.provider), line('number', said.number, said.numberHint)];
    }
    case 'letter-fate': {
      const { what, ends, date: label, hint } = letterFateWords(language);
      return [radio('fate', what, ends), ...date('date', label, hint)];
    }
  }
}

