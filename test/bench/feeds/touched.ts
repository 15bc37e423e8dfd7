import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, invoiceId } from '../../../src/core';
import type { Debtor, DebtorId } from '../../../src/core';
import { createApp } from '../../../src/server/app';
import { feedPublisher } from '../../../src/server/feeds/mirror/feed-publisher';
import type { FeedInvoice, FeedPage } from '../../../src/server/feeds/feed';
import { withoutFeed } from '../../../src/server/ledger-service';
import { UNFOLLOWED } from '../../../src/server/store/import-ledger';
import { openStore } from '../../../src/server/store/open-store';
import { COMPANY, MARIE, TODAY, aDebtor, aProfile, address, anInvoice, at, eur } from '../../core/builders';
import { atMost, percentile, rounded } from '../figure';
import type { Figure } from '../figure';

const DEBTORS = 100_000;
const INVOICES_EACH = 10;
const DEBTORS_A_PAGE = 100;
const CHANGED = 100;
const PULLS = 20;
const USUAL = 400;
const WORKER = join(__dirname, '../../../dist/server/import-worker.js');
const NOW = at('2026-11-23T08:12:00.000Z');

const debtorAt = (n: number): Debtor => aDebtor({ id: String(n) as DebtorId, code: `C-${n}`, name: `Entreprise ${n.toString(36)}`, legalIds: { siren: null, siret: null, vat: null }, contacts: [{ name: null, address: address(`compta@client-${n}.fr`), role: 'accounting' }], domains: [] });
function invoiceAt(n: number, i: number, outstanding: number): FeedInvoice {
  const number = `FA-${n * INVOICES_EACH + i}`;
  return { external: String(n * INVOICES_EACH + i), invoice: anInvoice({ id: invoiceId(COMPANY, number, 'invoice'), number, debtor: String(n) as DebtorId, due: addDays(TODAY, -((n + i * 37) % 120) + 20), amount: eur(100), outstanding: eur(outstanding) }) };
}
const page = (debtors: readonly Debtor[], invoices: readonly FeedInvoice[], cursor: string): FeedPage => ({ debtors, invoices, gone: { debtors: [], invoices: [] }, unreadable: [], leftOut: {}, cursor, done: 0, of: null });

/**
 * A connected ledger of a million invoices of which a hundred change: what the pull writes, and how long a case file takes
 * meanwhile. @param broken a thousand of them change.
 */
export async function touchedFigures(broken: boolean, say: (fact: string) => void): Promise<readonly Figure[]> {
  if (!existsSync(WORKER)) throw new Error('dist/server is not built: npx webpack --config-name server');
  const folder = mkdtempSync(join(tmpdir(), 'relance-bench-touched-'));
  const store = await openStore(`sqlite:${join(folder, 'relance.db')}`);
  const publisher = feedPublisher({ store, tenant: COMPANY, clock: { now: () => NOW }, folder: join(folder, 'feeds'), worker: WORKER });
  try {
    await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
    const mirror = publisher.open('f-1');
    const put = async (): Promise<{ readonly seconds: number; readonly touched: number }> => {
      const from = performance.now();
      const answer = await publisher.publish([{ id: 'f-1', name: 'bench', asOf: NOW, mirror }], true, UNFOLLOWED);
      if (!answer.ok || answer.value.kind !== 'published') throw new Error('not published');
      return { seconds: (performance.now() - from) / 1000, touched: answer.value.touched };
    };
    const from = performance.now();
    mirror.begin();
    for (let n = 0; n < DEBTORS; n += DEBTORS_A_PAGE) {
      const some = Array.from({ length: DEBTORS_A_PAGE }, (_, k) => n + k);
      mirror.take(page(some.map(debtorAt), some.flatMap((each) => Array.from({ length: INVOICES_EACH }, (_, i) => invoiceAt(each, i, i < 3 ? 100 : 0))), String(n)));
    }
    mirror.finish();
    say(`touched: ${DEBTORS * INVOICES_EACH} invoices of ${DEBTORS} customers in the mirror in ${((performance.now() - from) / 1000).toFixed(1)} s`);
    say(`touched: put in use in ${(await put()).seconds.toFixed(1)} s`);

    const app = createApp({ store, clock: { now: () => NOW }, company: COMPANY, user: MARIE, ledger: withoutFeed(store, COMPANY), templates: [], rates: null, log: { info: () => undefined, error: () => undefined } });
    let asked = 0;
    const caseFile = async (): Promise<number> => {
      const began = performance.now();
      const answer = await app.request(`http://localhost/api/v1/debtors/f-1-${(asked += 1) * 49_999 % DEBTORS}/case-file`);
      if (answer.status !== 200) throw new Error(`case file ${answer.status}`);
      await answer.text();
      return performance.now() - began;
    };
    const waits = async (until: () => boolean): Promise<readonly number[]> => {
      const all: number[] = [];
      while (!until()) {
        all.push(await caseFile());
        await new Promise((resolve) => { setTimeout(resolve, 5); });
      }
      return all;
    };
    const usually = async (): Promise<number> => {
      const until = asked + USUAL;
      return percentile(await waits(() => asked >= until), 0.99);
    };
    await waits(() => asked >= 100);
    const before = await usually();

    const changes = broken ? CHANGED * 10 : CHANGED;
    let over = false;
    const pulls: { readonly seconds: number; readonly touched: number }[] = [];
    const work = (async () => {
      // One pull is over before a hundred case files are asked for.
      for (let pull = 0; pull < PULLS; pull += 1) {
        mirror.take(page([], Array.from({ length: changes }, (_, k) => invoiceAt((k * 977) % DEBTORS, 0, 40 + pull)), 'changes'));
        pulls.push(await put());
      }
    })().finally(() => { over = true; });
    const during = await waits(() => over);
    await work;
    // What was just written makes the first ones slow: the quieter of the two is the usual.
    const after = await usually();
    const usual = Math.min(before, after);
    const touched = Math.max(...pulls.map((pull) => pull.touched));
    const seconds = percentile(pulls.map((pull) => pull.seconds), 0.5);
    const p99 = percentile(during, 0.99);
    say(`touched: ${changes} changes put in use in ${seconds.toFixed(2)} s (median of ${PULLS} pulls, one behind the other); ${during.length} case files meanwhile, the longest ${Math.max(...during).toFixed(1)} ms; usual p99 ${before.toFixed(1)} ms before and ${after.toFixed(1)} ms after`);
    const ratio = p99 / usual;
    return [atMost('rows-touched-by-100-changes', touched, 'rows', CHANGED), { figure: 'case-file-p99-during-a-pull', value: rounded(p99), unit: 'ms', limit: rounded(usual * 2), baseline: rounded(usual), ratio: rounded(ratio), ok: ratio <= 2 }];
  } finally {
    publisher.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
