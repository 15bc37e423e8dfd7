// The built server with a watched FEC, in a process of its own, so that its memory is its own: `node run-fec.mjs DATA FEC [break]`.
import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const [, , data, fec, broken] = process.argv;
const { start } = createRequire(import.meta.url)(join(root, 'dist/server/main.js'));

for (const gone of [data, `${data}-backups`]) rmSync(gone, { recursive: true, force: true });
mkdirSync(data, { recursive: true });
const from = performance.now();
const running = await start({ root, args: ['--data', data, '--ledger', fec, '--port', '0', '--user', 'Bench'], env: {}, say: () => undefined });
if (!running.ok) throw new Error(running.problem.message);
const { store, stop } = running.value;
if (broken === 'break') await new Promise((resolve) => { setTimeout(resolve, 90_000); });
let facts = await store.ledgerFacts('company');
for (const limit = performance.now() + 300_000; facts === null && performance.now() < limit; facts = await store.ledgerFacts('company')) await new Promise((resolve) => { setTimeout(resolve, 50); });
const seconds = (performance.now() - from) / 1000;
const peak = process.resourceUsage().maxRSS / 1024;

// What was kept, added up from the store itself.
let [open, debtors] = [0, 0];
for (let offset = 0; ; ) {
  const page = await store.overdue('company', '2099-01-01', offset, 1_000);
  debtors = page.count;
  for (const { debtor, invoices } of (await store.openAccounts('company', page.debtors)).values()) {
    for (const { instalments } of invoices) for (const { outstanding } of instalments) open += outstanding.minor;
    for (const { minor } of debtor.unallocatedCredits) open -= minor;
  }
  offset += page.debtors.length;
  if (page.debtors.length === 0 || offset >= page.count) break;
}
process.stdout.write(JSON.stringify({ seconds, peak, cpu: process.cpuUsage().user / 1e6, rows: facts?.rows ?? 0, unreadable: facts?.source.unreadableRows ?? -1, open, debtors }));
await stop();
process.exit(0);
