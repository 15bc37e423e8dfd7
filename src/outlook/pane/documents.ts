import type { AttachedFile, DraftAttachment } from '../../core';
import type { HttpRecords } from '../http-records';

/** Together: what most mail systems still take once encoded. */
const MOST_BYTES = 20 * 1024 * 1024;
const CHUNK = 0x8000;

export interface Fetched {
  readonly files: readonly AttachedFile[];
  readonly absent: readonly DraftAttachment[];
  readonly tooLarge: readonly DraftAttachment[];
}

/** The PDFs from the ledger's documents, one after another. One that is not there stops nothing. */
export async function fetchDocuments(records: HttpRecords, wanted: readonly DraftAttachment[]): Promise<Fetched> {
  const files: AttachedFile[] = [];
  const absent: DraftAttachment[] = [];
  const tooLarge: DraftAttachment[] = [];
  let bytes = 0;
  for (const each of wanted) {
    const answer = await records.document(each.document);
    if (!answer.ok || answer.value.length === 0) absent.push(each);
    else if (bytes + answer.value.length > MOST_BYTES) tooLarge.push(each);
    else {
      bytes += answer.value.length;
      files.push({ ...each, base64: base64Of(answer.value) });
    }
  }
  return { files, absent, tooLarge };
}

export function base64Of(bytes: Uint8Array): string {
  let text = '';
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
