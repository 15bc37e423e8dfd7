import { z } from '@hono/zod-openapi';
import { LEDGER_FIELDS, PLACE_LENGTH, WORKLIST_GROUPS } from '../../core';
import { address, id, language, reference, text, words } from './values';

/** A long thread names a few dozen people and numbers; a thousand is an attempt to draw the ledger. */
const HINTS = 200;
const THREAD_KEY = 1_000;

export const debtorHints = z.strictObject({
  addresses: z.array(address).max(HINTS),
  domains: z.array(words(255)).max(HINTS),
  numbers: z.array(words(100)).max(HINTS),
  sirens: z.array(z.string().regex(/^\d{9}$/, 'not nine digits')).max(HINTS),
  vats: z.array(words(20)).max(HINTS),
  references: z.array(reference).max(HINTS),
  thread: text(THREAD_KEY),
});

const scope = z.enum(['thread', 'address', 'domain']);
export const learnedChoice = z.strictObject({ scope, value: words(THREAD_KEY), debtor: id.nullable() });
export const forgottenChoice = z.strictObject({ scope, value: words(THREAD_KEY) });

const column = z.int().min(0).max(16_383);
export const columnMapping = z.strictObject({
  columns: z.strictObject(Object.fromEntries(LEDGER_FIELDS.map((field) => [field, column.optional()]))),
  headerRow: z.int().min(0).max(1_000),
  sheet: text(255).nullable(),
  dateOrder: z.enum(['day-first', 'month-first', 'year-first']).nullable(),
  decimal: z.enum(['comma', 'point']).nullable(),
  defaultCurrency: z.enum(['EUR', 'GBP', 'USD', 'CHF']),
});

export const awaitingBody = z.strictObject({ accept: z.boolean() });

const line = (longest: number) => text(longest).nullable().optional();
export const profileChange = z.strictObject({
  name: text(200).optional(), iban: line(34), bic: line(11), phone: line(40), legalMentions: line(2_000),
  addresses: z.array(address).max(500).optional(), domains: z.array(words(255)).max(100).optional(), signature: z.enum(['mail-client', 'relance']).optional(), remindsConsumers: z.boolean().optional(), language: language.optional(),
  usualTerm: z.strictObject({ kind: z.enum(['net', 'end-of-month-then-days', 'days-then-end-of-month']), days: z.int().min(0).max(120) }).nullable().optional(),
  customerDomains: z.array(words(255)).max(500).optional(), sharedDomains: z.array(words(255)).max(500).optional(),
});

/** The plan itself is judged by core, which names every fault and its place. */
export const policyToSave = z.strictObject({ policy: z.unknown(), basedOn: words(100).nullable(), replaces: words(200).nullable() });
const policyId = words(100);
export const policyToRemove = z.strictObject({ policy: policyId, version: words(200) });
export const policyPreview = z.strictObject({ policy: z.unknown(), instead: policyId });
export const dryRunQuery = z.object({ offset: z.coerce.number().int().min(0).max(1e7).default(0) });
export const policyAssignment = z.discriminatedUnion('scope', [
  z.strictObject({ scope: z.literal('company'), policy: policyId }),
  z.strictObject({ scope: z.literal('segment'), segment: words(200), policy: policyId.nullable() }),
  z.strictObject({ scope: z.literal('debtor'), debtor: id, policy: policyId.nullable() }),
]);

/** The text itself is judged by core, which names every fault and its line. */
const templateText = { key: words(100), replaces: words(200).nullable() };
export const textToSave = z.strictObject({ ...templateText, subject: z.string().max(30_000), body: z.string().max(30_000), reason: words(2_000).nullable(), basedOn: words(200).optional() });
export const textToReset = z.strictObject({ key: words(100), replaces: words(200) });
export const textVersionParam = z.object({ id: words(200) });

export const searchQuery = z.object({ words: text(200) });
export const lookUpQuery = z.object({ file: z.enum(['true', 'false']).default('false') });
/** A place and a debtor's id behind it. */
const AFTER = new RegExp(`^\\d{${PLACE_LENGTH}}.`, 's');
export const worklistPageQuery = z.object({
  group: z.enum(WORKLIST_GROUPS).default('to-remind'), amountFrom: z.coerce.number().int().min(0).max(1e15).default(0), daysFrom: z.coerce.number().int().min(0).max(100_000).default(0),
  stage: text(200).or(z.literal('')).default('').transform((stage) => (stage === '' ? null : stage)), segment: text(200).or(z.literal('')).default('').transform((segment) => (segment === '' ? null : segment)),
  words: text(200).or(z.literal('')).default(''), after: text(300).regex(AFTER).or(z.literal('')).default(''), limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const debtorParam = z.object({ id });
export const entryParam = z.object({ id, entry: words(200) });
export const uploadParam = z.object({ id: words(100) });
export const documentParam = z.object({ reference: words(1_000) });
export const clockBody = z.strictObject({ now: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'not a moment') });
