import type { Invoice, OpenItem } from '../ledger';
import type { OpenDraft } from '../log';
import { shownNumber } from './tables';
import type { DraftAttachment } from './types';

/** A file name that Windows and mail programs take: no path, no reserved sign. */
const fileName = (number: string): string => `${shownNumber(number).replace(/[\\/:*?"<>|]+/g, '-').replace(/^[.\s]+/, '')}.pdf`;

export interface Attached {
  readonly attachments: readonly DraftAttachment[];
  /** The items whose document goes along. */
  readonly attached: readonly OpenItem[];
}

/** Which documents go along: all, none, or those that the draft really carries. */
export type Attaching = boolean | readonly string[];

/** One copy per document, however many instalments name it. */
export function attachmentsOf(items: readonly OpenItem[], attach: Attaching): Attached {
  const goes = (document: string): boolean => (typeof attach === 'boolean' ? attach : attach.includes(document));
  const attached = items.filter((item) => item.document !== null && goes(item.document));
  const byDocument = new Map<string, DraftAttachment>();
  for (const { document, number } of attached) {
    if (document !== null && !byDocument.has(document)) byDocument.set(document, { name: fileName(number), document });
  }
  return { attachments: Array.from(byDocument.values()), attached };
}

/**
 * The documents that a reminder's draft still lacks: of the invoices that it demands, without those that the message
 * carries already (by name, as nothing else of a file on a draft can be compared).
 * @param there names of the files on the message
 */
export function documentsToAttach(draft: OpenDraft, invoices: readonly Invoice[], there: readonly string[]): readonly DraftAttachment[] {
  const carried = new Set(there.map((name) => name.toLowerCase()));
  const wanted = new Map<string, DraftAttachment>();
  for (const { invoice: id, step } of draft.invoices) {
    const invoice = invoices.find((each) => each.id === id);
    const document = invoice?.document ?? null;
    if (step === null || invoice === undefined || document === null || wanted.has(document)) continue;
    const name = fileName(invoice.number);
    if (!carried.has(name.toLowerCase())) wanted.set(document, { name, document });
  }
  return Array.from(wanted.values());
}
