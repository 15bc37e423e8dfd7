import type { Frame, Page } from 'playwright-core';

const EVERY_MS = 50;
const PATIENCE_MS = 30_000;
const LEFT = /context was destroyed|Cannot find context|Frame was detached/;

/**
 * Waits until something is true in a page; a page that is being left is asked again.
 * Playwright's own waitForFunction evaluates text inside the page once it has to wait, which our pages' security policy forbids:
 * it works on a fast machine only.
 */
export async function untilTrue<A>(where: Page | Frame, what: string | ((arg: A) => boolean), arg?: A): Promise<void> {
  const ask = async (): Promise<boolean> => (await (typeof what === 'string' ? where.evaluate(what) : where.evaluate(what as (given: unknown) => boolean, arg))) === true;
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    const yes = await ask().catch((error: unknown) => {
      if (error instanceof Error && LEFT.test(error.message)) return false;
      throw error;
    });
    if (yes) return;
    await new Promise((done) => { setTimeout(done, EVERY_MS); });
  }
  throw new Error(`never true: ${what.toString()}`);
}
