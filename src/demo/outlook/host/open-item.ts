import type { Message, Person, Thread } from '../mail/mail-message';

export type RecipientField = 'to' | 'cc';

/** What an add-in puts into a body. */
export interface Piece {
  readonly format: 'html' | 'text';
  readonly data: string;
}

/** A message that is being written, as its window shows it. What is changed here is shown there. */
export interface OpenDraft {
  readonly id: string;
  readonly composeType: 'newMail' | 'reply' | 'forward';
  /** null: a new message belongs to no conversation yet. */
  readonly conversationId: string | null;
  readonly sharedMailbox: Person | null;
  /** The body is plain text. */
  readonly plain: boolean;
  message(): Message;
  setSubject(subject: string): void;
  setPeople(field: RecipientField, people: readonly Person[]): void;
  setBody(piece: Piece): void;
  /** Above everything, so above the signature. */
  prepend(piece: Piece): void;
  /** Where the cursor was last; at the very end when it never was in the body (OfficeDev/office-js issue 1910). */
  insertAtCursor(piece: Piece): void;
  setSignature(piece: Piece): void;
  signatureEnabled(): boolean;
  disableSignature(): void;
  bodyAs(format: Piece['format']): string;
  selected(): string;
  /** @returns the attachment's id. */
  attach(name: string, size: number, base64: string | null): string;
  detach(id: string): boolean;
  contentOf(id: string): string | null;
  /** @returns the id under which it lies in Brouillons. */
  save(): string;
  /** null: not saved yet. */
  savedId(): string | null;
}

export type OpenItem =
  | { readonly kind: 'read'; readonly message: Message; readonly thread: Thread }
  | { readonly kind: 'compose'; readonly draft: OpenDraft };

export const idOf = (item: OpenItem): string => (item.kind === 'read' ? item.message.id : item.draft.id);
