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

/** Erasing leaves nothing of a text: what must hold words at the door of an append is empty then. */
const ERASABLE: readonly string[] = ['reason', 'note', 'quotation', 'text'];
const withWords = (fact: unknown, erased: Readonly<Record<string, string>> | null): unknown => (typeof fact === 'object' && fact !== null && erased !== null ? { ...fact, ...Object.fromEntries(Object.keys(erased).filter((field) => ERASABLE.includes(field)).map((field) => [field, 'erased'])) } : fact);

/** As a log's keeper wrote it; whether it is so is told by its hash. */
export const movedEntry = z.strictObject({
  version: z.literal(1), id: shortId, seq: z.int().min(1).max(1e6), requestId: shortId, company: shortId, debtor: id, author: z.strictObject({ id: words(300), name: words(300) }),
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'not a moment'), on: day, fact: z.looseObject({ kind: z.string() }), contentHash: hex64.nullable(), policyVersion: words(100).nullable(), rulesVersion: words(100),
  previousHash: hex64, hash: hex64, salt: z.string().regex(/^[0-9a-f]{32,128}$/, 'not a salt').nullable(), erased: z.record(words(40), hex64).nullable(),
}).superRefine(({ fact, erased }, context) => {
  const read = logFact.safeParse(withWords(fact, erased));
  if (!read.success) context.addIssue({ code: 'custom', path: ['fact', ...(read.error.issues[0]?.path ?? [])], message: read.error.issues[0]?.message ?? 'invalid' });
});

/** One request of a move: some thousand entries. */
const CHAINS = 1_000;
const ENTRIES = 5_000;
export const importBody = z.strictObject({
  chains: z.array(z.strictObject({ debtor: id, name: words(10_000), listed: z.boolean(), entries: z.array(movedEntry).min(1).max(ENTRIES), texts: z.array(z.strictObject({ entry: shortId, text: keptText })).max(ENTRIES) })).min(1).max(CHAINS),
});
