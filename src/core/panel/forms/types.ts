/** What the clerk fills in on a page of its own; never a modal. */
export type FormKind = 'promise' | 'dispute' | 'hold' | 'call' | 'note' | 'skip' | 'close-dispute' | 'pass' | 'contact' | 'letter' | 'letter-fate';
/** By the field's name, as typed. */
export type FormValues = Readonly<Record<string, string>>;

export interface DisputableInvoice {
  readonly id: string;
  readonly label: string;
}
