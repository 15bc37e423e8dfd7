import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';
import { plainSpaces } from './try-out';
import type { Clerk } from './try-out';

jest.setTimeout(90_000);
const day = aDay();
const PEYRON = 'c-c-0178';
const SALVAT = 'c-c-0219';

/** What the keyboard stands on in the pane: the name of a button, the label of a field. */
async function on(clerk: Clerk): Promise<string> {
  return plainSpaces(await clerk.frame().evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null;
    if (at === null || at === document.body) return '';
    const label = at.labels?.[0]?.innerText;
    return label ?? at.getAttribute('aria-label') ?? at.innerText;
  }));
}
async function tabTo(clerk: Clerk, wanted: RegExp): Promise<void> {
  const met: string[] = [];
  for (let step = 0; step < 40; step += 1) {
    met.push(await on(clerk));
    if (wanted.test(met[met.length - 1] ?? '')) return;
    await clerk.page.keyboard.press('Tab');
  }
  throw new Error(`${wanted.source} was not reached by Tab: ${met.join(' > ')}`);
}
const focusIs = (clerk: Clerk, wanted: string): Promise<void> => expectSoon(() => on(clerk), wanted);
async function expectSoon(read: () => Promise<string>, wanted: string): Promise<void> {
  for (let tries = 0; tries < 100 && (await read()) !== wanted; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
  expect(await read()).toBe(wanted);
}

/** Into the pane and through the menu "Noter", as somebody without a mouse goes. */
async function openForm(clerk: Clerk, entry: string): Promise<void> {
  const { keyboard } = clerk.page;
  await clerk.menusReady();
  await clerk.page.locator('iframe[title="Relance"]').focus();
  await tabTo(clerk, /^Noter$/);
  await keyboard.press('Enter');
  await clerk.pane.getByRole('menuitem').first().and(clerk.pane.locator(':focus')).waitFor();
  for (let step = 0; step < 8 && (await on(clerk)) !== entry; step += 1) await keyboard.press('ArrowDown');
  expect(await on(clerk)).toBe(entry);
  await keyboard.press('Enter');
  // The menu's entry and the page bear the same name.
  await clerk.pane.locator('h1:focus').filter({ hasText: entry }).waitFor();
}

interface Form {
  readonly form: string;
  readonly save: string;
  /** The first field, where an empty form sends the keyboard. */
  readonly first: string;
  readonly fill: (clerk: Clerk) => Promise<void>;
  readonly noted: Readonly<Record<string, unknown>>;
  readonly drawn: RegExp;
}

const type = async (clerk: Clerk, field: RegExp, text: string): Promise<void> => {
  await tabTo(clerk, field);
  await clerk.page.keyboard.type(text);
};
/** Day and month are the same number: typed alike in every order of the date field. */
const TWELFTH = '12122026';

const FORMS: readonly Form[] = [
  {
    form: 'Promesse de paiement', save: 'Enregistrer la promesse', first: 'Payée le', drawn: /Promesse notée/,
    fill: async (clerk) => {
      await type(clerk, /^Payée le/, TWELFTH);
      await type(clerk, /^Montant promis/, '1200,50');
      await type(clerk, /^Phrase à garder/, 'nous réglons le 12');
    },
    noted: { kind: 'promise-recorded', promisedFor: '2026-12-12', amount: { minor: 120_050, currency: 'EUR' }, quotation: 'nous réglons le 12' },
  },
  {
    form: 'Litige', save: 'Enregistrer le litige', first: 'FA-2026-', drawn: /Litige ouvert/,
    fill: async (clerk) => {
      await tabTo(clerk, /FA-2026-/);
      await clerk.page.keyboard.press('Space');
      await type(clerk, /^Montant contesté/, '100');
      await type(clerk, /^Motif/, 'deux cartons manquent');
    },
    noted: { kind: 'dispute-opened', amount: { minor: 10_000, currency: 'EUR' }, reason: 'deux cartons manquent' },
  },
  {
    form: 'Suspension', save: 'Suspendre les relances', first: 'Motif', drawn: /Relances suspendues/,
    fill: async (clerk) => {
      await type(clerk, /^Jusqu’au/, TWELFTH);
      await type(clerk, /^Motif/, 'vu avec la direction');
    },
    noted: { kind: 'hold-set', until: '2026-12-12', reason: 'vu avec la direction' },
  },
  {
    form: 'Appel', save: 'Enregistrer l’appel', first: 'Joint', drawn: /Appel, pas de réponse/,
    fill: async (clerk) => {
      await tabTo(clerk, /^Joint/);
      await clerk.page.keyboard.press('Space');
      await clerk.page.keyboard.press('ArrowDown');
      await type(clerk, /^Note/, 'rappeler lundi');
    },
    noted: { kind: 'call-made', outcome: 'no-answer', note: 'rappeler lundi' },
  },
];

test.each(FORMS)('the form “$form” without a mouse: left with Escape, opened again, empty refused, filled in and saved', async ({ form, save, first, fill, noted, drawn }) => {
  const clerk = day.clerk();
  const { keyboard } = clerk.page;
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  const before = (await clerk.entries(PEYRON)).length;
  await openForm(clerk, form);
  await keyboard.press('Escape');
  await focusIs(clerk, 'Noter');

  // Nothing filled in: it stays, and the keyboard stands on what is missing.
  await openForm(clerk, form);
  await tabTo(clerk, new RegExp(`^${save}$`));
  await keyboard.press('Enter');
  await clerk.alert.first().waitFor();
  await expectSoon(async () => String((await on(clerk)).startsWith(first)), 'true');

  await keyboard.press('Escape');
  await focusIs(clerk, 'Noter');

  // What was typed outlives Escape.
  await openForm(clerk, form);
  await fill(clerk);
  await keyboard.press('Escape');
  await focusIs(clerk, 'Noter');
  await clerk.pane.getByText('à enregistrer').waitFor();
  await openForm(clerk, form);
  await tabTo(clerk, new RegExp(`^${save}$`));
  await keyboard.press('Enter');
  await clerk.journal.getByText(drawn).first().waitFor();
  expect(await clerk.noted(PEYRON, before)).toMatchObject([noted]);
  // The keyboard goes on at the next step, not at the top of the page.
  await clerk.pane.locator('section[aria-labelledby="next-step-title"] :focus').waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('a step is passed without a mouse: Escape gives the button back, an empty reason is refused, and the next step is read out', async () => {
  const clerk = day.clerk();
  const { keyboard } = clerk.page;
  await clerk.openThread('RE: Facture FA-2026-0312', 'Imprimerie Salvat');
  await clerk.step('Relance ferme dès lundi 30/11');
  const before = (await clerk.entries(SALVAT)).length;
  await clerk.page.locator('iframe[title="Relance"]').focus();
  await tabTo(clerk, /^Passer l’étape/);
  await keyboard.press('Enter');
  await clerk.pane.locator('h1:focus').waitFor();
  await keyboard.press('Escape');
  await clerk.card.waitFor();
  await focusIs(clerk, 'Passer l’étape');
  await keyboard.press('Enter');
  await clerk.pane.getByLabel('Motif').waitFor();
  await tabTo(clerk, /^Motif/);
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await clerk.alert.first().waitFor();
  await focusIs(clerk, 'Motif');
  await keyboard.type('convenu au téléphone');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await clerk.journal.getByText(/Étape passée/).waitFor();
  expect(await clerk.noted(SALVAT, before)).toMatchObject([{ kind: 'step-skipped', stage: 'R2', reason: 'convenu au téléphone' }]);
  await clerk.pane.locator('section[aria-labelledby="next-step-title"] :focus').waitFor();
  expect(clerk.complaints).toEqual([]);
});
