import { oneClickNotice } from '../../core';
import type { Language, LocalDate, NoticeView, OneClickEnd } from '../../core';

/** One press of a command, as those who carry it out see it. */
export interface Press {
  /** Too late: nothing may be begun any more that changes anything. */
  expired(): boolean;
  /** From here on the log may hold the step. */
  reserving(): void;
}

export interface Told {
  readonly end: OneClickEnd;
  /** The company's day; null: the server never said. */
  readonly today: LocalDate | null;
}

export interface Pressing {
  readonly language: () => Language;
  readonly show: (notice: NoticeView) => Promise<unknown>;
}

/** Leaves time to say so before Outlook is told that the command is over. */
const DECIDE_MS = 14_000;

/** Runs one press and says what came of it, in time and whatever happens. */
export async function tell(run: (press: Press) => Promise<Told>, { language, show }: Pressing): Promise<void> {
  const say = ({ end, today }: Told): Promise<unknown> => show(oneClickNotice(end, language(), today ?? (new Date().toISOString().slice(0, 10) as LocalDate)));
  let late = false;
  let reserving = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooSlow = new Promise<Told>((done) => {
    timer = setTimeout(() => {
      late = true;
      done({ end: { kind: 'too-slow', reserved: reserving }, today: null });
    }, DECIDE_MS);
  });
  const carriedOut = run({ expired: () => late, reserving: () => { reserving = true; } }).catch((error: unknown): Told => ({ end: { kind: 'broken', reference: noted(error) }, today: null }));
  await say(await Promise.race([carriedOut, tooSlow]));
  clearTimeout(timer);
  // What was begun goes on as long as Outlook keeps the page: then the last word is the right one.
  if (late) void carriedOut.then(say);
}

/** A bug, with a reference to quote. The name alone is noted: a message may hold what a mail or a ledger says. */
function noted(error: unknown): string {
  const reference = crypto.getRandomValues(new Uint16Array(1))[0]?.toString(16).toUpperCase().padStart(4, '0') ?? '0000';
  console.error(`command ${reference}`, error instanceof Error ? error.name : 'unknown', error instanceof Error ? (error.stack?.split('\n').slice(1, 6).join('\n') ?? '') : '');
  return reference;
}
