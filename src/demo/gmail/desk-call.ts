import { z } from 'zod';
import { MODES } from './view/mailbox-json';

/** What the Gmail page asks of the try-out's server. Ids are those of the simulated mailbox. */
const id = z.string().min(1).max(200);
const person = z.object({ name: z.string().max(400), address: z.string().max(400) }).readonly();
const typed = z.object({ id, to: z.array(person).max(100).readonly(), cc: z.array(person).max(100).readonly(), subject: z.string().max(1_000), html: z.string().max(1_000_000) }).readonly();
const runFunction = z.string().regex(/^[A-Za-z]\w{0,80}$/);
const inputs = z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly(), z.object({ msSinceEpoch: z.number() }).readonly()])).readonly();

const asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), message: id }).readonly(),
  z.object({ kind: z.literal('homepage') }).readonly(),
  z.object({ kind: z.literal('compose'), runFunction }).readonly(),
  z.object({
    kind: z.literal('action'), runFunction, parameters: z.record(z.string(), z.string()).readonly(), inputs,
    /** Open beside the card; null: the homepage, or a draft that is being written. */
    message: id.nullable(),
  }).readonly(),
]);

export const deskCall = z.discriminatedUnion('method', [
  z.object({ method: z.literal('mailbox') }).readonly(),
  z.object({ method: z.literal('card'), asked }).readonly(),
  /** answers: a message; null: a new one. Answers `{ id }`. */
  z.object({ method: z.literal('newDraft'), answers: id.nullable(), all: z.boolean() }).readonly(),
  z.object({ method: z.literal('save'), draft: typed }).readonly(),
  z.object({ method: z.literal('send'), draft: typed }).readonly(),
  z.object({ method: z.literal('discard'), draft: id }).readonly(),
  z.object({ method: z.literal('read'), thread: id }).readonly(),
  z.object({ method: z.literal('move'), thread: id, to: z.enum(['archive', 'trash']) }).readonly(),
]);

export type DeskCall = z.infer<typeof deskCall>;
export type Asked = z.infer<typeof asked>;
export const modeOf = z.enum(MODES);
