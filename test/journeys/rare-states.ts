import { ENGLISH, FRENCH } from './spoken';
import type { Language } from './states';
import type { Clerk } from './try-out';

type Stop = (state: string) => Promise<void>;

const APPEND = /^\/api\/v1\/log$/;
const LEDGER = /^\/api\/v1\/ledger(\/refresh)?$/;

/** What the server would answer in trouble that cannot be brought about in a try-out. */
const TROUBLES: readonly (readonly [state: string, status: number, problem: object])[] = [
  ['session expired', 401, { code: 'source/not-signed-in' }],
  ['a colleague was faster', 409, { code: 'log/step-taken', stage: 'R1', by: 'Karim Aït', at: '2026-11-23T08:02:00.000Z', entry: 'e-1' }],
  ['disk full', 507, { code: 'store/disk-full' }],
  ['database damaged', 500, { code: 'store/damaged', backup: { at: '2026-11-20T21:05:00.000Z', entries: 1_204 } }],
];

/** The pane's own answer to what Outlook, the server or the clerk does on a bad day, and the pages behind the pages. */
export async function rareStates(clerk: Clerk, language: Language, stop: Stop): Promise<void> {
  const say = language === 'fr' ? FRENCH : ENGLISH;
  const { pane, page } = clerk;
  const thread = async (subject: string, heading: string | RegExp): Promise<void> => {
    await clerk.openThread(subject, heading);
    await clerk.menusReady();
  };
  const action = (name: string) => clerk.card.locator(`[data-focus="${name}"]`);
  const back = async (): Promise<void> => {
    await clerk.press(say.back);
    await clerk.card.waitFor();
  };

  await thread('ma facture', 'Fleurs Vidal');
  await pane.locator('button.ev').click();
  await stop('a clue against');
  await pane.locator('button.ev').click();
  for (const [place, state] of [['reply', 'menu of replies'], ['channel', 'menu of ways'], ['more', 'menu of the pane'], ['tone', 'menu of tones']] as const) {
    // A courteous reminder has one tone only.
    if (place === 'tone') await thread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
    await pane.locator(`[data-place="${place}"] [aria-haspopup="menu"]`).click();
    await pane.getByRole('menu').waitFor();
    await stop(state);
    await page.keyboard.press('Escape');
    await pane.getByRole('menu').waitFor({ state: 'detached' });
  }
  await thread('ma facture', 'Fleurs Vidal');
  await clerk.press(say.preview);
  await pane.locator('[contenteditable="true"]').getByText('FA-2026-0305').first().waitFor();
  await pane.locator('[contenteditable="true"] p').first().fill(language === 'fr' ? 'Bonjour Madame,' : 'Dear Ms Vidal,');
  await pane.locator('.ed .lnk').waitFor();
  await stop('preview, text changed');
  await back();

  await clerk.button(say.noteMenu).click();
  await pane.getByRole('menuitem').nth(0).click();
  await pane.locator('form input').nth(0).fill('2026-11-02');
  await pane.locator('form input').nth(1).fill('deux mille');
  await pane.locator('form footer button[type="submit"]').click();
  await pane.locator('.err').nth(1).waitFor();
  await stop('form promise, filled in wrongly');
  await back();
  await stop('a form not recorded');

  await thread('Re : Relevé de novembre', 'Hôtel du Parc');
  await action('skip-step').click();
  await pane.locator('form footer button[type="submit"]').click();
  await pane.locator('.err').waitFor();
  await stop('form skip, not filled in');
  await back();
  await thread('Litige sur FA-2026-0279', 'Clinique Sainte-Anne');
  await action('close-dispute').click();
  await pane.locator('form').waitFor();
  await stop('form close the dispute');
  await back();
  await pane.locator('[data-focus="change-debtor"]').click();
  await pane.locator('[data-focus="search"]').fill('zzyzx');
  await pane.getByRole('status').filter({ hasText: /\S/ }).first().waitFor();
  await stop('search, nothing found');
  await back();

  for (const [state, status, problem] of TROUBLES) {
    await thread('ma facture', 'Fleurs Vidal');
    const trouble = await clerk.answering(status, JSON.stringify({ problem }), 'application/json', APPEND);
    await action('insert-reminder').click();
    await clerk.alert.first().waitFor();
    await stop(state);
    await trouble.end();
    await pane.locator('.mb .rl-ib').first().click();
    await clerk.alert.first().waitFor({ state: 'detached' });
    await thread('Point du lundi', say.internal);
  }

  await settings(clerk, say.menu, stop);
  await outlookIsSilent(clerk, stop);
  await besideADraft(clerk, stop);
}

/** What a ledger file can make the settings say. */
async function settings(clerk: Clerk, menu: string, stop: Stop): Promise<void> {
  const { pane, page } = clerk;
  await clerk.button(menu).click();
  await pane.getByRole('menuitem').first().click();
  await pane.locator('#settings-ledger').waitFor();
  await pane.locator('form button[type="submit"]').click();
  await pane.locator('form [role="status"] svg').waitFor();
  await pane.locator('details summary').first().click();
  await stop('settings, saved, rows to check');
  let served: object = {};
  const path = (url: URL): boolean => LEDGER.test(url.pathname);
  await page.route(path, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { readonly value: object };
    await route.fulfill({ response: answer, json: { ...body, value: { ...body.value, ...served } } });
  });
  const readAgain = pane.locator('[aria-labelledby="settings-ledger"] .acts button').nth(1);
  served = { importing: { file: 'clients.csv', by: 'Karim Aït', preview: false, phase: 'reading', done: 412_500, of: 1_000_000, seconds: 9 }, problem: { code: 'ledger/file-unreadable', file: 'ledger.xlsx', because: 'locked' } };
  await readAgain.click();
  await pane.getByRole('progressbar').waitFor();
  await stop('a long ledger is read');
  served = {
    problem: { code: 'ledger/date-order-undecided', file: 'clients.csv', column: 'Échéance', example: '03/11/2026' },
    awaiting: { reason: 'fewer-rows', rowsBefore: 1_250, rowsNow: 61, customersGone: ['Ambulances du Roussillon', 'Cave de Baixas', 'Clinique Sainte-Anne'], customersGoneCount: 14, customersNew: ['Ébénisterie Ferrer'], customersNewCount: 1 },
    remarks: [{ code: 'ledger/rows-skipped', file: 'clients.csv', sheet: null, row: 14, rows: 3, value: 'Total client DUPONT', why: 'total' }, { code: 'ledger/lines-summed', file: 'clients.csv', sheet: null, row: 8, number: 'FA-2026-0113', invoices: 12 }], remarkCount: 2,
  };
  await pane.getByRole('progressbar').waitFor({ state: 'detached' });
  await pane.locator('details summary').last().click();
  await stop('a newer ledger waits for a word');
  await page.unroute(path);
  await pane.locator('header.page button').first().click();
}

/** Outlook refuses every window without saying whether one stands open. */
async function outlookIsSilent(clerk: Clerk, stop: Stop): Promise<void> {
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.menusReady();
  await clerk.page.evaluate(() => {
    for (const id of [30, 181, 183, 10]) window.office?.failNext(id, 9020);
  });
  await clerk.card.locator('[data-focus="insert-reminder"]').click();
  await clerk.pane.locator('.mb').first().waitFor();
  await stop('Outlook does not confirm');
}

/** The clerk writes, and opens the pane beside it. */
async function besideADraft(clerk: Clerk, stop: Stop): Promise<void> {
  const open = async (): Promise<void> => {
    await clerk.compose.getByRole('button', { name: 'Relance', exact: true }).click();
    await clerk.pane.getByRole('heading', { level: 1 }).waitFor();
  };
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  await clerk.page.getByRole('button', { name: 'Nouveau message', exact: true }).first().click();
  await open();
  await clerk.pane.locator('[data-focus="search"]').waitFor();
  await stop('beside a draft to nobody');
  await clerk.pane.locator('[data-focus="search"]').fill('menuis');
  await clerk.pane.getByRole('option').last().click();
  await clerk.card.locator('.mb').first().waitFor();
  await clerk.menusReady();
  await stop('beside a draft, no recipient yet');
  await clerk.compose.getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  await clerk.card.locator('[data-focus="insert-reminder"]').click();
  await clerk.compose.waitFor();
  await open();
  await clerk.card.locator('[data-focus="attach-documents"]').waitFor();
  await stop('beside a draft, PDFs to attach');
}

export const TWO_LATE = ['Client;N° facture;Échéance;À payer;Courriel', 'Atelier du Port;V-101;13/11/2026;1 200,00;compta@port.example', 'Boulangerie Marty;V-102;14/11/2026;310,50;'];

/** The file is not saved again for two weeks; one customer has no address. */
export async function oldFigures(clerk: Clerk, _: Language, stop: Stop): Promise<void> {
  const row = async (name: string, group = 'to-remind'): Promise<void> => {
    await clerk.pane.getByRole('tab').nth(1).click();
    await clerk.pane.locator('select').first().selectOption(group);
    await clerk.pane.locator('ol.wl [data-row]').filter({ hasText: name }).click();
    await clerk.card.waitFor();
    await clerk.menusReady();
  };
  await row('Boulangerie Marty');
  await stop('no address');
  await row('Atelier du Port');
  await clerk.card.locator('[data-focus="insert-reminder"]').click();
  await clerk.compose.waitFor();
  await clerk.card.locator('[data-focus="confirm-sent"]').click();
  await clerk.toast.waitFor();
  await clerk.compose.getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await clerk.changeDate('2026-12-07');
  await row('Atelier du Port', 'held');
  await clerk.card.locator('[data-focus="refresh"]').waitFor();
  await stop('figures too old');
}

export const NOTHING_LATE = ['Client;N° facture;Échéance;À payer;Courriel', 'Atelier du Port;V-101;03/12/2026;1 200,00;compta@port.example', 'Boulangerie Marty;V-102;14/12/2026;310,50;'];

/** A ledger in which nothing is late. */
export async function nothingLate(clerk: Clerk, _: Language, stop: Stop): Promise<void> {
  await clerk.pane.getByRole('tab').nth(1).click();
  await clerk.pane.locator('#relance-main h1').waitFor();
  await stop('worklist, nothing late');
}
