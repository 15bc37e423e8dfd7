import { expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDay } from './day';
import { plainSpaces, sitDown, startTryOut } from './try-out';

jest.setTimeout(90_000);
const day = aDay();
const PEYRON = 'c-c-0178';
const APPEND = /^\/api\/v1\/log$/;

test('a colleague was faster: the step taken between card and click is refused with who and when, and nothing is inserted', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.step('Relance ferme');
  const before = (await clerk.entries(PEYRON)).length;
  const colleague = await sitDown(day.browser(), day.tryOut());
  await colleague.openThread('Virement effectué', 'Garage Peyron');
  await colleague.press('Insérer la relance');
  await colleague.compose.waitFor();

  await clerk.press('Insérer la relance');
  await clerk.alerted('Un collègue a été plus rapide');
  await clerk.pane.getByText(/Nadia Perrin a pris cette étape (aujourd’hui )?à \d\d:\d\d\. Rien n’a été inséré\./).waitFor();
  expect(await clerk.compose.count()).toBe(0);
  await clerk.step('Cette relance est-elle partie ?');
  expect((await clerk.noted(PEYRON, before)).map((fact) => fact.kind)).toEqual(['reminder-drafted']);
  await colleague.close();
});

test('the server is stopped: the card stays, what was typed stays, and one retry notes it once', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  const before = (await clerk.entries(PEYRON)).length;
  await clerk.pick('Noter', 'Note');
  await clerk.pane.getByLabel('Texte').fill('Virement annoncé pour demain.');
  const stopped = await clerk.unreachable();
  await clerk.press('Enregistrer la note');
  await clerk.alerted('Serveur injoignable');
  await clerk.pane.getByText('ce que vous avez écrit est gardé ici').waitFor();
  await expect(clerk.pane.getByLabel('Texte').inputValue()).resolves.toBe('Virement annoncé pour demain.');
  // Left and come back to: still there, marked as not recorded.
  await clerk.press('Retour');
  await clerk.heading('Garage Peyron').waitFor();
  await clerk.pane.getByText('à enregistrer').waitFor();
  expect(plainSpaces(await clerk.pane.getByRole('region', { name: 'Solde' }).innerText())).toContain('3 210,00 €');
  await clerk.press('Note');
  await expect(clerk.pane.getByLabel('Texte').inputValue()).resolves.toBe('Virement annoncé pour demain.');
  await stopped.end();
  await clerk.press('Enregistrer la note');
  await clerk.journal.getByText(/Virement annoncé pour demain/).waitFor();
  expect(await clerk.noted(PEYRON, before)).toMatchObject([{ kind: 'note', text: 'Virement annoncé pour demain.' }]);
  expect(await clerk.alert.count()).toBe(0);
});

test('the server is really stopped and started again: the log is where it was, and the reminder goes in once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-journey-'));
  const first = await startTryOut({ dataFolder: folder });
  const clerk = await sitDown(day.browser(), first);
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  const before = (await clerk.entries(PEYRON)).length;
  await first.close();
  await clerk.press('Insérer la relance');
  await clerk.alerted('Serveur injoignable');
  expect(await clerk.compose.count()).toBe(0);
  await clerk.heading('Garage Peyron').waitFor();
  const second = await startTryOut({ dataFolder: folder, port: Number(new URL(first.url).port) });
  expect(second.url).toBe(first.url);
  await clerk.press('Réessayer');
  await clerk.compose.waitFor();
  expect((await clerk.noted(PEYRON, before)).map((fact) => fact.kind)).toEqual(['reminder-drafted']);
  await clerk.close();
  await second.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a part of the pane itself does not come: said like the server that does not answer, and tried again', async () => {
  const clerk = day.clerk();
  const missing = await clerk.unreachable(/^\/pane\/writing\./);
  await clerk.page.reload();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.press('Insérer la relance');
  await clerk.alerted('Serveur injoignable');
  expect(missing.hits()).toBeGreaterThan(0);
  expect(await clerk.compose.count()).toBe(0);
  await missing.end();
  await clerk.press('Réessayer');
  await clerk.compose.waitFor();
});

test('the answer is lost on its way back: tried again, the reminder is one entry and one draft', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  const before = (await clerk.entries(PEYRON)).length;
  const lost = await clerk.losingAnswers(APPEND);
  await clerk.press('Insérer la relance');
  await clerk.alerted('Serveur injoignable');
  expect(lost.hits()).toBeGreaterThan(1);
  expect(await clerk.compose.count()).toBe(0);
  await lost.end();
  await clerk.press('Réessayer');
  await clerk.compose.waitFor();
  await clerk.step('Cette relance est-elle partie ?');
  expect((await clerk.noted(PEYRON, before)).map((fact) => fact.kind)).toEqual(['reminder-drafted']);
});

test('the server is stopped when a thread is opened: no old figures under the new name, and it comes back by itself', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  const stopped = await clerk.unreachable();
  await clerk.row('Re : Facture FA-2026-0297').click();
  await clerk.alerted('Serveur injoignable');
  expect(await clerk.heading('Garage Peyron').count()).toBe(0);
  await clerk.pane.getByText(/Nouvel essai dans/).waitFor();
  await stopped.end();
  await clerk.heading('Menuiserie Lebrun').waitFor();
  expect(await clerk.alert.count()).toBe(0);
});

test.each([
  ['an error of the server', 500, '{"problem":{"code":"source/server-error","status":500,"reference":"7F3A"}}', 'application/json', 'Le serveur a rencontré une erreur', /Erreur 500, réf\. 7F3A/],
  ['a proxy that answers instead', 200, '<html>Portail captif</html>', 'text/html', 'Réponse du serveur illisible', /Un intermédiaire/],
  ['a gateway without the server behind it', 502, '<html>Bad gateway</html>', 'text/html', 'Le serveur a rencontré une erreur', /Erreur 502/],
])('%s: said, with what to do, and nothing is inserted', async (_, status, body, type, title, told) => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  const before = (await clerk.entries(PEYRON)).length;
  const fault = await clerk.answering(status, body, type, APPEND);
  await clerk.press('Insérer la relance');
  await clerk.alerted(title);
  await clerk.pane.getByText(told).waitFor();
  expect(await clerk.compose.count()).toBe(0);
  await clerk.heading('Garage Peyron').waitFor();
  await fault.end();
  await clerk.press('Réessayer');
  await clerk.compose.waitFor();
  expect((await clerk.noted(PEYRON, before)).map((fact) => fact.kind)).toEqual(['reminder-drafted']);
});

test('a slow server: the old card is inert, then a word, then the bar; the answer that comes late is still taken', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  const slow = await clerk.stalling(/^\/api\/v1\/look-up$/);
  await clerk.row('Re : Facture FA-2026-0297').click();
  await clerk.pane.locator('[data-old="true"][inert]').or(clerk.pane.locator('main[aria-busy="true"]')).first().waitFor();
  expect(await clerk.button('Insérer la relance').and(clerk.pane.locator(':not([inert] *)')).count()).toBe(0);
  await clerk.pane.getByText('Toujours en lecture…').waitFor();
  await clerk.alerted('Le serveur met trop de temps à répondre');
  await slow.end();
  await clerk.heading('Menuiserie Lebrun').waitFor();
  await clerk.step('Relance ferme');
});

test('the mail is switched in mid-call: the figures are always those of the name above them', async () => {
  const clerk = day.clerk();
  const overdue: Readonly<Record<string, string>> = { 'Menuiserie Lebrun': '4 316,40 €', 'Garage Peyron': '3 210,00 €', 'Hôtel du Parc': '6 870,50 €', 'Cave de Baixas': '4 512,00 €' };
  const threads: Readonly<Record<string, string>> = { 'Menuiserie Lebrun': 'lebrun', 'Garage Peyron': 'peyron', 'Hôtel du Parc': 'parc', 'Cave de Baixas': 'baixas' };
  await clerk.frame().evaluate(() => {
    const seen = new Set<string>();
    (window as unknown as { seen: Set<string> }).seen = seen;
    const look = (): void => {
      const name = document.querySelector('h1')?.textContent ?? '';
      const figure = document.querySelector('section[aria-labelledby="balance-title"]')?.textContent ?? '';
      if (name !== '' && figure !== '') seen.add(`${name}|${figure.replace(/\s+/g, ' ')}`);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await clerk.office((office) => office.latency(120));
  for (const name of ['Hôtel du Parc', 'Garage Peyron', 'Cave de Baixas', 'Menuiserie Lebrun', 'Garage Peyron', 'Hôtel du Parc', 'Menuiserie Lebrun']) {
    await clerk.page.evaluate((thread) => window.office?.selectThread(thread), threads[name] ?? '');
  }
  await clerk.heading('Menuiserie Lebrun').waitFor();
  await clerk.step('Relance ferme');
  await clerk.office((office) => office.latency(0));
  const seen = await clerk.frame().evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);
  expect(seen.length).toBeGreaterThan(0);
  for (const pair of seen) {
    const [name, figure] = pair.split('|');
    const due = overdue[name ?? ''];
    if (due !== undefined) expect(plainSpaces(figure ?? '')).toContain(due);
  }
});

test('the mail is switched while the reminder is on its way: refused, the step is free again', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  const before = (await clerk.entries(PEYRON)).length;
  const slow = await clerk.stalling(APPEND);
  await clerk.press('Insérer la relance');
  await clerk.row('Re : Facture FA-2026-0297').click();
  await clerk.heading('Menuiserie Lebrun').waitFor();
  await slow.end();
  await clerk.alerted('Le message ouvert a changé');
  expect(await clerk.compose.count()).toBe(0);
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.step('Relance ferme');
  expect((await clerk.noted(PEYRON, before)).map((fact) => fact.kind)).toEqual(['reminder-drafted', 'draft-discarded']);
});

test.each([['refuses', 9020 as const], ['breaks off', 'transport' as const]])('Outlook %s the reply form without saying whether one stands open: told as not confirmed, and the clerk’s word frees the step', async (_, fault) => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  const before = (await clerk.entries(PEYRON)).length;
  await clerk.page.evaluate((what) => {
    for (const id of [30, 181, 183, 10]) window.office?.failNext(id, what);
  }, fault);
  await clerk.press('Insérer la relance');
  await clerk.pane.getByText(/Outlook n’a pas confirmé.: une réponse est peut-être ouverte/).first().waitFor();
  expect(await clerk.compose.count()).toBe(0);
  await clerk.step('Cette relance est-elle partie ?');
  await clerk.press('Non, supprimée');
  await clerk.step('Relance ferme');
  expect((await clerk.noted(PEYRON, before)).map((fact) => fact.kind)).toEqual(['reminder-drafted', 'draft-discarded']);
});
