import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import type { TryOut } from '../../src/demo/main';
import { aDay } from './day';
import { sitDown } from './try-out';

jest.setTimeout(180_000);
const day = aDay();
const APPEND = /^\/api\/v1\/log$/;
const PEYRON = 'c-c-0178';

interface Program {
  readonly url: string;
  readonly process: ChildProcessWithoutNullStreams;
  kill(): Promise<void>;
}

/** The built try-out in a process of its own, as `npm start` runs it. */
async function program(port: string, data: string): Promise<Program> {
  const child = spawn(process.execPath, [join(__dirname, '../../dist/demo/main.js'), '--port', port, '--data', data]);
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString('utf8');
      const found = /Relance try-out: (https:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`the try-out did not start: ${said}`)));
  });
  return {
    url, process: child,
    kill: () => new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    }),
  };
}

test('the server is killed in mid-click and started again: the clerk clicks once more, and there is one entry and one draft', async () => {
  const data = mkdtempSync(join(tmpdir(), 'relance-mid-click-'));
  const first = await program('0', data);
  const clerk = await sitDown(day.browser(), { url: first.url } as TryOut);
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  const before = (await clerk.entries(PEYRON)).length;
  let cut = false;
  await clerk.page.route((url) => APPEND.test(url.pathname), async (route) => {
    if (cut) return route.continue();
    cut = true;
    // It was written down; the answer dies with the server.
    await route.fetch();
    await first.kill();
    return route.abort('connectionreset');
  });
  await clerk.press('Insérer la relance');
  await clerk.alerted('Serveur injoignable');
  expect(await clerk.compose.count()).toBe(0);
  const second = await program(new URL(first.url).port, data);
  expect(second.url).toBe(first.url);
  await clerk.press('Réessayer');
  await clerk.compose.waitFor();
  expect((await clerk.noted(PEYRON, before)).map(({ kind }) => kind)).toEqual(['reminder-drafted']);
  expect(await clerk.compose.count()).toBe(1);
  await clerk.close();
  await second.kill();
  rmSync(data, { recursive: true, force: true });
});

test('every answer takes two seconds: the card is awaited with boxes, two clicks are one entry, and the draft comes', async () => {
  const clerk = day.clerk();
  await clerk.page.route((url) => url.pathname.startsWith('/api/'), async (route) => {
    await new Promise((resolve) => { setTimeout(resolve, 2_000); });
    await route.continue();
  });
  await clerk.row('Virement effectué').click();
  await clerk.pane.locator('[data-old="true"][inert]').or(clerk.pane.locator('main[aria-busy="true"]')).first().waitFor();
  await clerk.heading('Garage Peyron').waitFor();
  await clerk.step('Relance ferme');
  const before = (await clerk.entries(PEYRON)).length;
  await clerk.button('Insérer la relance').dblclick();
  await clerk.compose.waitFor();
  expect((await clerk.noted(PEYRON, before)).map(({ kind }) => kind)).toEqual(['reminder-drafted']);
  // The mailbox shows one draft at a time: what was asked of Outlook is counted.
  expect(await clerk.office((office) => office.recorded().filter(({ params }) => JSON.stringify(params).includes('htmlBody')).length)).toBe(1);
  expect(await clerk.alert.count()).toBe(0);
});

test('the clerk’s own clock is months ahead: the step, the figures and the entry are those of the server’s day', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.step('Relance ferme');
  const right = await clerk.cardText();
  await clerk.page.clock.setFixedTime(new Date('2027-03-01T10:00:00Z'));
  await clerk.openThread('Facture FA-2026-0316', 'Cave de Baixas');
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.step('Relance ferme');
  expect(await clerk.cardText()).toBe(right);
  const before = (await clerk.entries(PEYRON)).length;
  await clerk.press('Insérer la relance');
  await clerk.compose.waitFor();
  expect((await clerk.entries(PEYRON)).slice(before).map(({ on }) => on)).toEqual(['2026-11-23']);
});

test('the machine wakes a week later: the pane asks the server for the day and reads everything again', async () => {
  const clerk = day.clerk();
  await clerk.openThread('RE: Facture FA-2026-0312', 'Imprimerie Salvat');
  await clerk.step('Relance ferme dès lundi 30/11');
  const moved = await clerk.page.request.post(`${clerk.url}/demo/clock`, { data: { today: '2026-11-30' } });
  expect(moved.status()).toBe(200);
  expect(await clerk.button('Insérer la relance').count()).toBe(0);
  await clerk.frame().evaluate(() => { document.dispatchEvent(new Event('visibilitychange')); });
  await clerk.step('Relance ferme');
  await clerk.button('Insérer la relance').waitFor();
});
