import { addDays, money } from '../../../src/core';
import type { EntryId, Invoice, InvoiceId, ListedInvoice, LocalDate, LogEntry, LogFact, Proposal } from '../../../src/core';
import { disputeClosed, disputed, held, lifted, noted, promised } from '../builders';
import { named, openMinor } from './lives-ledger';
import type { Ledger } from './lives-ledger';
import type { Happening } from './lives-stories';

/**
 * What a happening that is no matter of the ledger puts in the log; null: there is nothing to say.
 *
 * @param live the entries that still count
 */
export function wordFor(happening: Happening, { invoices: all }: Ledger, live: readonly LogEntry[], today: LocalDate): LogFact | null {
  const { what, share, ahead } = happening;
  const about = named(happening, all);
  const [first] = about;
  if (first === undefined) return null;
  const invoices = about.map(({ id }) => id);
  const some = money(Math.max(1, Math.round(openMinor(first) * share)), first.instalments[0]?.amount.currency ?? 'EUR');
  const last = (kind: LogFact['kind']): EntryId | undefined => [...live].reverse().find(({ fact }) => fact.kind === kind)?.id;
  switch (what) {
    case 'promise':
      return promised({ promisedFor: addDays(today, ahead), invoices: ahead % 3 === 0 ? [] : invoices });
    case 'part-promise':
      return promised({ promisedFor: addDays(today, ahead), invoices, amount: some });
    case 'dispute':
      return disputed({ invoices });
    case 'part-dispute':
      return disputed({ invoices, amount: some });
    case 'dispute-closed': {
      const dispute = last('dispute-opened');
      return dispute === undefined ? null : disputeClosed(dispute);
    }
    case 'hold':
      return held({ until: share === 1 ? null : addDays(today, ahead) });
    case 'hold-lifted': {
      const hold = last('hold-set');
      return hold === undefined ? null : lifted(hold);
    }
    case 'plan-agreed':
      return { kind: 'plan-agreed', invoices, instalments: [ahead, ahead + 7].map((days) => ({ due: addDays(today, days), amount: some })) };
    case 'instalment-missed': {
      const plan = live.find(({ id }) => id === last('plan-agreed'));
      const due = plan?.fact.kind === 'plan-agreed' ? plan.fact.instalments[0]?.due : undefined;
      return plan === undefined || due === undefined ? null : { kind: 'instalment-missed', plan: plan.id, due };
    }
    case 'insolvency':
      return share === 1 ? { kind: 'insolvency-noted', procedure: 'recovery', openedOn: today, publishedOn: null } : null;
    default:
      return noted();
  }
}

/** As an export of the time before has it. */
export const listing = (invoice: Invoice, step: string): ListedInvoice => ({ invoice: invoice.id, number: invoice.number, outstanding: money(Math.max(1, openMinor(invoice)), invoice.instalments[0]?.amount.currency ?? 'EUR'), step });

/** As the composed reminder lists them: one line per invoice with what it lists of its instalments, of several the first one's step. */
export function listedBy({ demanded, informational }: Proposal): readonly ListedInvoice[] {
  const lines = new Map<InvoiceId, ListedInvoice>();
  const add = ({ invoice, number, due, outstanding, disputed: part }: Proposal['informational'][number], step: string | null): void => {
    const known = lines.get(invoice);
    const minor = (known?.outstanding.minor ?? 0) + outstanding.minor - part.minor;
    lines.set(invoice, { invoice, number, outstanding: money(minor, outstanding.currency), step: known?.step ?? step, instalments: [...(known?.instalments ?? []), { due, step }] });
  };
  for (const { item, step } of demanded) add(item, step);
  for (const item of informational) if (!lines.has(item.invoice)) add(item, null);
  return [...lines.values()];
}

/** For the journal. */
export function inShort(fact: LogFact): string {
  switch (fact.kind) {
    case 'reminder-drafted':
    case 'letter-deposited':
      return `${fact.kind} ${fact.stage} ${fact.invoices.map(({ number, step }) => `${number} as ${step ?? 'information'}`).join(', ')}`;
    case 'reminder-sent':
      return `${fact.kind} on ${fact.sentOn}, ${fact.proof}`;
    case 'step-skipped':
      return `${fact.kind} ${fact.stage} ${fact.invoices.join(' ')}`;
    case 'call-made':
      return `${fact.kind} ${fact.stage ?? 'outside the plan'} ${fact.outcome} ${fact.invoices.join(' ')}`;
    case 'promise-recorded':
      return `${fact.kind} for ${fact.promisedFor} ${fact.invoices.join(' ')}`;
    case 'dispute-opened':
      return `${fact.kind} ${fact.amount?.minor ?? 'whole'} ${fact.invoices.join(' ')}`;
    case 'entry-voided':
      return `${fact.kind} ${fact.entry}`;
    case 'hold-set':
      return `${fact.kind} until ${fact.until ?? 'further word'}`;
    default:
      return fact.kind;
  }
}

