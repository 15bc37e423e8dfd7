/** Calls of a script that leave V8. `thread`: a message, the messages of its thread or an attached file read; `open`: a spreadsheet opened by SpreadsheetApp. */
export const CALL_KINDS = ['thread', 'sheets', 'cache', 'properties', 'fetch', 'lock', 'open', 'draft'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

export type CallCount = Readonly<Record<CallKind, number>> & {
  readonly total: number;
  /** In the order in which they were made: `Sheets.Spreadsheets.Values.batchGet`. */
  readonly names: readonly string[];
};

export function countCalls(made: readonly { readonly kind: CallKind; readonly name: string }[]): CallCount {
  const of = (kind: CallKind): number => made.filter((call) => call.kind === kind).length;
  const counts = Object.fromEntries(CALL_KINDS.map((kind) => [kind, of(kind)])) as Record<CallKind, number>;
  return { ...counts, total: made.length, names: made.map(({ name }) => name) };
}
