import type { AttachedXml, MailProblem, MailThread, Result } from '../../core';
import { ask } from './calls';
import { currentItem, isReading, supports } from './item';
import type { OpenItem } from './item';

const FILE_TIMEOUT_MS = 15_000;
/** Bytes, as Outlook tells them. */
const LARGEST = 500_000;
/** A mail with more is a batch, and about nobody in particular. */
const MOST_FILES = 3;

type File = Pick<Office.AttachmentDetails, 'id' | 'name' | 'size' | 'isInline'> & { readonly attachmentType: unknown };

/** What was read of an item's files once: they do not change. */
const known = new WeakMap<OpenItem, readonly AttachedXml[]>();
const asked = new WeakMap<OpenItem, Promise<readonly AttachedXml[]>>();

/** The XML files of an item as far as they have been read; absent: not asked for, or none. */
export function xmlFilesOf(item: OpenItem): { readonly xmlFiles?: readonly AttachedXml[] } {
  const xmlFiles = known.get(item);
  return xmlFiles === undefined || xmlFiles.length === 0 ? {} : { xmlFiles };
}

/**
 * Reads the XML files attached to the open message (Mailbox 1.8): one may be an electronic invoice. Asked for only once the
 * card stands and left something open: each file comes from the server.
 * @param isInvoice of what else is attached as XML nothing is kept
 * @returns whether the thread, read again, now says more.
 */
export async function readXmlFiles(thread: MailThread, isInvoice: (text: string) => boolean): Promise<boolean> {
  const item = currentItem();
  if (item === null || thread.mode !== 'read' || !isReading(item) || thread.messages[thread.open]?.xmlFiles !== undefined) return false;
  const reading = asked.get(item) ?? readAll(item).then((files) => files.filter(({ text }) => isInvoice(text)));
  asked.set(item, reading);
  const files = await reading;
  known.set(item, files);
  return files.length > 0 && currentItem() === item;
}

/** All of them or none: what only some say of whose mail it is may be half the truth. One call at a time, as some clients take no more than three. */
async function readAll(item: OpenItem): Promise<readonly AttachedXml[]> {
  const files = ((item.attachments ?? []) as readonly File[]).filter(({ name, isInline, attachmentType }) => !isInline && attachmentType === 'file' && /\.xml$/i.test(name));
  if (files.length === 0 || files.length > MOST_FILES || files.some(({ size }) => size > LARGEST) || !supports('1.8') || typeof item.getAttachmentContentAsync !== 'function') return [];
  const read: AttachedXml[] = [];
  for (const { id, name } of files) {
    const content: Result<Office.AttachmentContent, MailProblem> = await ask('getAttachmentContentAsync', FILE_TIMEOUT_MS, (callback) => item.getAttachmentContentAsync?.(id, callback));
    const text = content.ok ? textOf(content.value) : null;
    if (text === null) return [];
    read.push({ name, text });
  }
  return read;
}

/** A third more letters than bytes. */
const LONGEST_BASE64 = 700_000;

/** null: not a file's bytes, or in letters that nobody here reads. */
function textOf({ content, format }: { readonly content: string; readonly format: unknown }): string | null {
  if (format !== 'base64' || typeof content !== 'string' || content.length > LONGEST_BASE64) return null;
  const letters = content.replace(/\s+/g, '');
  if (letters.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(letters)) return null;
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

const ENCODING = /^<\?xml[^>]{0,100}?encoding\s?=\s?["'](iso-8859-1|iso-8859-15|windows-1252|us-ascii)["']/i;

/** By the byte order mark, else by what the first line says (XML 1.0, appendix F); UTF-8 where neither does. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return ENCODING.exec(String.fromCharCode(...bytes.subarray(0, 200)))?.[1] ?? 'utf-8';
}
