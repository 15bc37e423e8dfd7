import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';
import { everyState } from './states';
import { plainSpaces } from './try-out';
import type { Clerk } from './try-out';
import { untilTrue } from '../demo/until-true';

jest.setTimeout(180_000);
const day = aDay();

/** What a screen reader would be told from now on: every new text of a live region, in order. */
async function listen(clerk: Clerk): Promise<() => Promise<readonly string[]>> {
  // What was said of the mail that stands open is no news: it comes a moment after its card.
  await untilTrue(clerk.frame(), "document.querySelector('p.vh[role=status]').textContent !== ''");
  await clerk.frame().evaluate(() => {
    const said: string[] = [];
    const last = new WeakMap<Element, string>();
    const look = (): void => {
      for (const region of document.querySelectorAll('[role="status"], [role="alert"], [aria-live]')) {
        const text = (region.textContent ?? '').trim();
        if (text !== '' && text !== last.get(region)) said.push(text);
        last.set(region, text);
      }
    };
    look();
    said.length = 0;
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    (window as unknown as { said: string[] }).said = said;
  });
  // As long as a live region takes to settle, and more.
  return async () => {
    await clerk.page.waitForTimeout(600);
    return clerk.frame().evaluate(() => (window as unknown as { said: string[] }).said.splice(0)).then((said) => said.map(plainSpaces));
  };
}

test('match and step are told once, not again at each refresh; what an action changed is told with it', async () => {
  const clerk = day.clerk();
  const heard = await listen(clerk);
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  expect(await heard()).toEqual([expect.stringMatching(/^Menuiserie Lebrun, 4 316,40 € échus?, relance ferme possible\.?$/)]);
  await clerk.press('Relire ce client');
  await clerk.pane.locator('[data-focus="refresh-figures"]:not([aria-disabled="true"])').waitFor();
  await clerk.press('Relire ce client');
  await clerk.pane.locator('[data-focus="refresh-figures"]:not([aria-disabled="true"])').waitFor();
  expect(await heard()).toEqual([]);
  await clerk.pick('Noter', 'Promesse de paiement');
  await clerk.pane.getByLabel('Payée le').fill('2026-11-30');
  await clerk.press('Enregistrer la promesse');
  await clerk.step(/promis pour le 30\/11/);
  const [told, ...more] = await heard();
  expect(told).toMatch(/Noté/);
  expect(told).toMatch(/Menuiserie Lebrun/);
  expect(more).toEqual([]);
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  expect(await heard()).toEqual([expect.stringMatching(/^Garage Peyron/)]);
});

test('after a whole day the browser holds the language of the screen and nothing else', async () => {
  const clerk = day.clerk();
  await everyState(clerk, 'fr', () => Promise.resolve());
  await clerk.pick('Plus d’actions', 'Réglages');
  await clerk.pane.getByRole('radio', { name: 'English' }).check();
  await clerk.press('Back');
  const kept = await clerk.frame().evaluate(async () => ({
    local: { ...localStorage } as Record<string, string>, session: { ...sessionStorage } as Record<string, string>, cookies: document.cookie, caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name), workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  // The simulated mailbox keeps its own mail under the same address; office.js keeps how it speaks to Outlook.
  const { 'relance-boite': _mailbox, ...session } = kept.session;
  expect({ ...kept, session: Object.keys(session).sort() }).toEqual({ local: { 'relance.language': 'en' }, session: ['agave0serializerVersion', 'agave0xdmInfo', 'hostInfoValue'], cookies: '', caches: [], databases: [], workers: 0 });
  expect(JSON.stringify(session)).not.toMatch(/Lebrun|Peyron|FA-2026|Nadia|@/);
});

test('what was opened and how far was scrolled comes back with the customer', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  await clerk.pane.locator('button.ev').click();
  await clerk.pane.locator('button.inv').first().click();
  await clerk.frame().evaluate(() => window.scrollTo(0, 140));
  await clerk.page.waitForTimeout(100);
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  expect(await clerk.frame().evaluate(() => window.scrollY)).toBe(0);
  expect(await clerk.pane.locator('button.ev').getAttribute('aria-expanded')).toBe('false');
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  expect(await clerk.pane.locator('button.ev').getAttribute('aria-expanded')).toBe('true');
  expect(await clerk.pane.locator('button.inv').first().getAttribute('aria-expanded')).toBe('true');
  expect(await clerk.frame().evaluate(() => window.scrollY)).toBe(140);
});

test('a word about what was done never stands over a button that cannot be scrolled free of it', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Facture FA-2026-0316', 'Cave de Baixas');
  await clerk.press('Non, supprimée');
  await clerk.toast.waitFor();
  const covered = await clerk.frame().evaluate(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
    const toast = document.querySelector('.toast')?.getBoundingClientRect() ?? new DOMRect();
    return [...document.querySelectorAll('.rl-pane button:not(.toast button)')].filter((button) => button.getBoundingClientRect().bottom > toast.top + 1).map((button) => button.textContent);
  });
  expect(covered).toEqual([]);
});
