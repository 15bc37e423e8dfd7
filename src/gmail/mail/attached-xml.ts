import type { AttachedXml } from '../../core';
import { filesOf } from './read-message';
import type { GmailMessage } from './read-message';

/** Bytes. */
const LARGEST = 500_000;
/** A mail with more is a batch, and about nobody in particular. */
const MOST_FILES = 3;
const ENCODING = /^<\?xml[^>]{0,100}?encoding\s?=\s?["'](iso-8859-1|iso-8859-15|windows-1252)["']/i;

/**
 * The XML files of a message that are electronic invoices: all of them or none, as what only some say of whose mail it is
 * may be half the truth. Each is fetched: asked for only where the rest left something open.
 */
export function readXmlFiles(message: GmailMessage, isInvoice: (text: string) => boolean): readonly AttachedXml[] {
  const files = filesOf(message).filter((file) => /\.xml$/i.test(file.getName()));
  if (files.length > MOST_FILES || files.some((file) => file.getSize() > LARGEST)) return [];
  return files.map((file) => ({ name: file.getName(), text: textOf(file) })).filter(({ text }) => isInvoice(text));
}

function textOf(file: GoogleAppsScript.Gmail.GmailAttachment): string {
  const text = file.getDataAsString();
  const declared = ENCODING.exec(text)?.[1];
  return declared === undefined ? text : file.getDataAsString(declared);
}
