/** Customers on whom every text is tried, because texts fail on them: nobody real. */
export const SAMPLES = ['one', 'several', 'credit-note', 'bare', 'abroad'] as const;
export type SampleId = (typeof SAMPLES)[number];

export type TextPart = 'subject' | 'body';

/** What is wrong with a text that somebody writes. */
export type TextFaultReason =
  | { readonly why: 'empty' }
  | { readonly why: 'too-long'; readonly limit: number }
  /** A tag that ends nowhere on its line or behind it: `{{` without `}}`. */
  | { readonly why: 'brace-open' }
  /** `{% if %}` without `{% endif %}`. */
  | { readonly why: 'not-closed'; readonly name: string }
  /** `{% endif %}`, `{% else %}` without what they belong to. */
  | { readonly why: 'not-opened'; readonly name: string }
  /** Includes, assignments, whatever the language does not have. */
  | { readonly why: 'unknown-tag'; readonly name: string }
  | { readonly why: 'unknown-filter'; readonly name: string }
  | { readonly why: 'unknown-variable'; readonly name: string }
  | { readonly why: 'wrong-filter'; readonly name: string; readonly wants: 'date' | 'number-and-two-words' }
  /** A list, a group, a yes or no: it can be asked for, not printed. */
  | { readonly why: 'not-printable'; readonly name: string }
  /** It may be without a value, and no condition asks for it. `sample`: the case in which it was without one; null: told from its name alone. */
  | { readonly why: 'may-be-none'; readonly name: string; readonly sample: SampleId | null }
  | { readonly why: 'not-a-list'; readonly name: string }
  | { readonly why: 'loop-in-loop'; readonly name: string }
  | { readonly why: 'loop-name'; readonly name: string }
  | { readonly why: 'loop-too-long'; readonly name: string }
  | { readonly why: 'too-deep' }
  | { readonly why: 'not-alone'; readonly name: string }
  | { readonly why: 'block-in-subject'; readonly name: string }
  | { readonly why: 'subject-lines' }
  | { readonly why: 'syntax'; readonly detail: string }
  /** Longer than a mail program takes, in this case. */
  | { readonly why: 'mail-too-long'; readonly sample: SampleId };

export type TextFault = TextFaultReason & {
  readonly in: TextPart;
  /** From 1; null: the part as a whole. */
  readonly line: number | null;
};
