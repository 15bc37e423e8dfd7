import type { OpenItem } from '../ledger';
import { shownNumber } from './tables';
import type { DraftAttachment } from './types';

/** A file name that Windows and mail programs take: no path, no reserved sign. */
const fileName = (number: string): string => `${shownNumber(number).replace(/[\\/:*?"<>|]+/g, '-').replace(/^[.\s]+/, '')}.pdf`;

export interface Attached {
  readonly attachments: readonly DraftAttachment[];
  /** The items whose document goes along. */
  readonly attached: readonly OpenItem[];
}

/** One copy per document, however many instalments name it. */
export function attachmentsOf(items: readonly OpenItem[], attach: boolean): Attached {
  const attached = attach ? items.filter((item) => item.document !== null) : [];
  const byDocument = new Map<string, DraftAttachment>();
  for (const { document, number } of attached) {
    if (document !== null && !byDocument.has(document)) byDocument.set(document, { name: fileName(number), document });
  }
  return { attachments: Array.from(byDocument.values()), attached };
}
