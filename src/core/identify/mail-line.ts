/** A line of a mail as its source shows it. */
export interface MailLine {
  readonly text: string;
  /** It stands in a quotation. */
  readonly marked: boolean;
  /** What a mail client's HTML says that the line begins. */
  readonly begins?: 'earlier' | 'perhaps-earlier' | 'signature' | undefined;
}

const MARKED = /^[ \t]{0,3}>/;
const MARKS = /^(?:[ \t]{0,3}>){1,40}[ \t]?/;

/** A line of plain text, its quote marks taken off. */
export const lineOf = (text: string): MailLine => (MARKED.test(text) ? { text: text.replace(MARKS, ''), marked: true } : { text, marked: false });
