import type { FolderName, SamplePerson } from '../../sample-mail';

export type Person = SamplePerson;
export type { FolderName };

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly contentType: string;
}

/** One message of the mailbox; html is what Exchange keeps, quoted thread included. */
export interface Message {
  readonly id: string;
  readonly thread: string;
  readonly folder: FolderName;
  readonly subject: string;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly replyTo: readonly Person[];
  /** Milliseconds. */
  readonly at: number;
  readonly html: string;
  readonly attachments: readonly Attachment[];
  readonly internetMessageId: string;
  readonly unread: boolean;
  readonly draft: boolean;
  /** The body is plain text: no format goes in. */
  readonly plain?: boolean;
  /** How a draft came to be. */
  readonly answering?: 'reply' | 'reply-all' | 'forward' | 'new';
  /** A draft that was put away: Outlook has given it an id. */
  readonly kept?: boolean;
}

export interface Thread {
  readonly id: string;
  readonly conversationId: string;
  readonly sharedMailbox: Person | null;
}

export const FOLDERS: readonly { readonly name: FolderName; readonly label: string }[] = [
  { name: 'inbox', label: 'Réception' },
  { name: 'drafts', label: 'Brouillons' },
  { name: 'sent', label: 'Envoyés' },
  { name: 'archive', label: 'Archives' },
  { name: 'trash', label: 'Corbeille' },
];

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', csv: 'text/csv', txt: 'text/plain', xml: 'text/xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};
export const contentTypeOf = (name: string): string => TYPES[name.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream';

export const sameAddress = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
/** `Nom <adresse>`, or the address alone. */
export const written = (person: Person): string => (person.name === '' || sameAddress(person.name, person.address) ? person.address : `${person.name} <${person.address}>`);
export const nameOf = (person: Person): string => (person.name === '' ? person.address : person.name);

/** What was typed into À or Cc: `Nom <adresse>; autre@adresse`. */
export function readPeople(text: string): readonly Person[] {
  return text.split(/[;,]/).map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const named = /^(.*)<([^<>]+)>$/.exec(part);
    return named === null ? { name: '', address: part } : { name: (named[1] ?? '').trim().replace(/^"|"$/g, ''), address: (named[2] ?? '').trim() };
  });
}

export const isAddress = (text: string): boolean => /^[^\s@<>;,]+@[^\s@<>;,]+\.[^\s@<>;,]+$/.test(text);
