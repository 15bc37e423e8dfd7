/** What can be ordered to go wrong, once or several times. */
export const FAILURES = [
  /** Sheets: 403, as for a user with whom the spreadsheet is not shared. */
  'no-rights',
  /** Sheets: 404, the file was deleted. */
  'sheet-gone',
  /** Sheets: 429, the quota of a minute is used up. */
  'sheets-quota',
  /** Sheets: 503. */
  'sheets-down',
  /** Sheets: the write is done, its answer is lost. */
  'answer-lost',
  /** waitLock throws, tryLock answers false. */
  'lock',
  /** Gmail: the event's token is not accepted any more. */
  'token-expired',
  /** Gmail: the thread may not be read, the open message may. */
  'thread-refused',
  /** Gmail: the draft is not made. */
  'draft-refused',
  /** Gmail: the draft is made, its answer is lost. */
  'draft-answer-lost',
  /** Gmail: the quota of the day is used up. */
  'mail-quota',
  /** Fetch: nobody answers at that address. */
  'server-down',
  /** Fetch: no answer in time. */
  'server-slow',
  /** Fetch: the server did what it was asked, its answer is lost. */
  'server-answer-lost',
  /** Fetch: the quota of the day is used up. */
  'fetch-quota',
  /** Properties: the quota of the day is used up. */
  'properties-quota',
  /** The user's cache is empty all at once. */
  'cache-evicted',
  /** ScriptApp: no identity token. */
  'no-identity',
] as const;
export type FailureName = (typeof FAILURES)[number];

/** Failures that are ordered, in the order in which they come. */
export class Faults {
  private readonly ordered = new Map<FailureName, number>();

  failNext(what: FailureName, times = 1): void {
    this.ordered.set(what, (this.ordered.get(what) ?? 0) + times);
  }

  /** @returns whether it fails now; counts it down. */
  take(what: FailureName): boolean {
    const left = this.ordered.get(what) ?? 0;
    if (left > 0) this.ordered.set(what, left - 1);
    return left > 0;
  }

  /** What was ordered and never happened. */
  left(): readonly FailureName[] {
    return [...this.ordered].filter(([, times]) => times > 0).map(([what]) => what);
  }
}
