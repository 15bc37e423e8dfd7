import type { OpenMailbox } from './mailbox-page';

export interface Answer {
  readonly status: string;
  readonly value: unknown;
  readonly code: number | null;
}

/** One call of the real office.js in the pane; 'silence' when it has not called back in time. */
export const call = (box: OpenMailbox, code: string, wait = 10_000): Promise<Answer | 'silence'> => box.pane().evaluate(`Promise.race([
  new Promise((done) => { const cb = (r) => done({ status: r.status, value: r.value === undefined ? null : r.value, code: r.error ? r.error.code : null }); const mailbox = Office.context.mailbox, item = mailbox.item; ${code}; }),
  new Promise((done) => setTimeout(done, ${wait}, 'silence')),
])`) as Promise<Answer | 'silence'>;

/** The answer of a call that is answered. */
export async function said(box: OpenMailbox, code: string): Promise<Answer> {
  const answer = await call(box, code);
  if (answer === 'silence') throw new Error(`no answer to ${code}`);
  return answer;
}

/** What office.js throws at once, as text; null: nothing. */
export const thrown = (box: OpenMailbox, code: string): Promise<string | null> => box.pane().evaluate(`(() => { const cb = () => undefined, mailbox = Office.context.mailbox, item = mailbox.item; try { ${code}; return null; } catch (error) { return String(error.message); } })()`) as Promise<string | null>;
