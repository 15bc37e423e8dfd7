import { z } from '@hono/zod-openapi';
import { address, day, hex64, id, language, money, reference, shortId, stage, text, tone, words } from './values';

/** A note, a reason: long enough for a case, too short for a mailbox. */
const REMARK = 2_000;
/** The house rule: a quotation of the debtor's mail holds at most 200 characters. */
const QUOTATION = 200;
/** One letter may list every open invoice of a large debtor. */
const INVOICES = 10_000;
const ADDRESSES = 100;

const remark = words(REMARK);
const quotation = words(QUOTATION).nullable();
const invoiceIds = z.array(id).max(INVOICES);
const someInvoiceIds = invoiceIds.min(1);
/** More instalments of one invoice than a ledger has. */
const INSTALMENTS = 1_000;
/** Entries of earlier versions do not tell them. */
const instalments = z.array(z.strictObject({ due: day, step: stage.nullable() })).min(1).max(INSTALMENTS);
const listed = z.array(z.strictObject({ invoice: id, number: words(10_000), outstanding: money, step: stage.nullable(), instalments: instalments.optional() })).min(1).max(INVOICES);
const reached = z.array(z.strictObject({ invoice: id, instalments })).max(INVOICES).optional();
const recipients = z.array(address).max(ADDRESSES);

/** Of a text that is a step; entries of earlier versions hold neither. */
const said = {
  announced: z.strictObject({ deadline: day.nullable(), days: z.int().min(1).max(365).nullable(), next: stage.nullable() }).optional(),
  template: z.strictObject({ key: words(100), version: words(200) }).optional(),
  claim: z.strictObject({ asOf: day, principal: money, interest: money, charge: money.nullable(), rates: day, law: words(100) }).optional(),
};

const channel = z.enum(['reply', 'reply-all', 'new-message', 'compose', 'copied']);

const fact = <K extends string, S extends z.core.$ZodLooseShape>(kind: K, shape: S) => z.strictObject({ kind: z.literal(kind), ...shape });

/** One member per fact of core/log; `log-entry.test` compares the kinds with the closed union. */
export const logFact = z.discriminatedUnion('kind', [
  fact('reminder-drafted', { reference, stage, tone, language, channel, to: recipients, invoices: listed, demanded: money, ...said }),
  fact('reminder-sent', { reference, sentOn: day, proof: z.enum(['clerk', 'own-message', 'quoted-in-answer', 'imported']) }),
  fact('draft-discarded', { reference, reason: z.enum(['clerk', 'insertion-failed']) }),
  fact('draft-rerouted', { reference, channel }),
  fact('answer-noted', { receivedOn: day, read: z.boolean() }),
  fact('step-skipped', { stage, invoices: someInvoiceIds, reason: remark, reached }),
  fact('reply-inserted', { reply: z.enum(['statement', 'invoice-copy', 'bank-details', 'promise-noted', 'dispute-noted', 'thank-you', 'call-noted', 'notice-copy']), language, to: recipients, invoices: invoiceIds, template: said.template }),
  fact('invoice-resent', { invoices: someInvoiceIds }),
  fact('call-made', { stage: stage.nullable(), outcome: z.enum(['reached', 'no-answer', 'voicemail', 'wrong-number', 'promise', 'dispute', 'call-back']), invoices: invoiceIds, note: remark.nullable(), reached }),
  fact('letter-deposited', { stage, invoices: listed, provider: words(200), depositNumber: words(200), depositedOn: day, reference: reference.optional(), ...said }),
  fact('letter-presented', { letter: shortId, presentedOn: day }),
  fact('letter-delivered', { letter: shortId, deliveredOn: day }),
  fact('letter-refused', { letter: shortId, refusedOn: day }),
  fact('letter-unclaimed', { letter: shortId, returnedOn: day }),
  fact('sms-noted', { invoices: invoiceIds }),
  fact('promise-recorded', { amount: money.nullable(), promisedFor: day, invoices: invoiceIds, quotation }),
  fact('dispute-opened', { invoices: someInvoiceIds, amount: money.nullable(), reason: remark, quotation }),
  fact('dispute-closed', { dispute: shortId, outcome: z.enum(['upheld', 'rejected', 'settled']) }),
  fact('plan-agreed', { instalments: z.array(z.strictObject({ due: day, amount: money })).min(1).max(120), invoices: someInvoiceIds }),
  fact('instalment-missed', { plan: shortId, due: day }),
  fact('hold-set', { until: day.nullable(), reason: remark }),
  fact('hold-lifted', { hold: shortId }),
  fact('insolvency-noted', { procedure: z.enum(['safeguard', 'recovery', 'liquidation']), openedOn: day, publishedOn: day.nullable() }),
  fact('step-announced', { reference, announced: stage, by: day }),
  fact('lint-overridden', { reference, finding: words(200), reason: remark }),
  fact('contact-changed', { address, change: z.enum(['added', 'removed', 'bounced']), role: z.enum(['payer', 'accounting', 'generic', 'management', 'sales', 'unknown']).optional() }),
  fact('debtors-merged', { merged: id }),
  fact('note', { text: remark }),
  fact('entry-voided', { entry: shortId, reason: z.enum(['undo', 'mistake']) }),
]);

export const newLogEntry = z.strictObject({
  requestId: shortId, company: shortId, debtor: id, fact: logFact, contentHash: hex64.nullable(), policyVersion: words(100).nullable(), rulesVersion: words(100),
});

/** A mail client refuses drafts far below this. */
export const keptText = z.strictObject({ subject: text(2_000), html: text(400_000), text: text(200_000) });

export const appendBody = z.strictObject({ entry: newLogEntry, text: keptText.nullable() });
