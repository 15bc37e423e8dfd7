import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Card, CardAnswer } from '../../../src/demo/gmail/view/card-json';
import { launch } from '../mailbox-page';
import { untilTrue } from '../until-true';
import { faultsOf, openCards } from './cards-page';
import type { CardsPage } from './cards-page';
import { FORM_CARD, THREAD_CARD, saying, shows, steps } from './sample-cards';

jest.setTimeout(120_000);

const PICTURES = join(__dirname, '../../../.cache/gallery/gmail');
let browser: Browser;
let desk: CardsPage;
beforeAll(async () => {
  browser = await launch();
  mkdirSync(PICTURES, { recursive: true });
});
afterAll(() => browser.close());
beforeEach(async () => { desk = await openCards(browser); });
afterEach(() => desk.close());

const play = (first: CardAnswer, answers: Readonly<Record<string, CardAnswer>> = {}): Promise<void> => desk.cards((cards, [one, rest]) => cards.play(one, rest), [first, answers] as const);
const draw = (...list: readonly Card[]): Promise<void> => desk.cards((cards, given) => cards.draw(given), list);
const pressed = () => desk.cards((cards) => cards.pressed, null);
const text = (): Promise<string> => desk.page.locator('.card').innerText();

describe('a card is drawn as a person sees it', () => {
  test('header, labels above and below, buttons and the fixed footer', async () => {
    await draw(THREAD_CARD);
    expect((await text()).replace(/[\u00a0\u202f]/g, ' ').split('\n').filter((line) => line.trim() !== '')).toEqual([
      'M', 'Menuiserie Lebrun', 'nadia.perrin@vernet-fournitures.example', 'Client débiteur', 'Menuiserie Lebrun · C-0112', 'Adresse du message connue du compte',
      'Restant dû au 23/11/2026', '3 480,00 €', 'dont échu 2 640,00 €', 'Détail', 'Prochaine étape', 'Deuxième relance', 'FA-2026-0297 a 41 jours de retard, la première relance date du 02/11.', 'Insérer la relance', 'Autre réponse',
      'Factures ouvertes', 'FA-2026-0297', '880,00 €', 'échéance 13/10/2026', 'Afficher plus (2)', 'Enregistrer', 'Reporter',
    ]);
    expect(await desk.page.locator('.card').evaluate((card) => card.scrollWidth - card.clientWidth)).toBe(0);
    expect(desk.complaints).toEqual([]);
  });

  test('a folded section shows so many widgets as it says, the rest on demand', async () => {
    await draw(THREAD_CARD);
    expect(await desk.page.getByText('FA-2026-0325').isVisible()).toBe(false);
    await desk.page.getByRole('button', { name: 'Afficher plus (2)' }).click();
    expect(await desk.page.getByText('FA-2026-0325').isVisible()).toBe(true);
    await desk.page.getByRole('button', { name: 'Afficher moins' }).click();
    expect(await desk.page.getByText('FA-2026-0325').isVisible()).toBe(false);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing wrong, %s', async (colorScheme) => {
    const page = await openCards(browser, { colorScheme });
    for (const [name, card] of [['thread', THREAD_CARD], ['form', FORM_CARD]] as const) {
      await page.cards((cards, given) => cards.draw(given), [card]);
      expect(await faultsOf(page.page)).toEqual([]);
      await page.page.screenshot({ path: join(PICTURES, `${name}-${colorScheme}.png`) });
    }
    await page.close();
  });

  test('a widget that this page does not know is named, not left out', async () => {
    await expect(draw({ sections: [{ widgets: [{ carousel: {} } as never] }] })).rejects.toThrow('a widget with carousel is not drawn');
  });
});

describe('texts of a card', () => {
  const HOSTILE = '<img src=x onerror=alert(1)><script>alert(2)</script><B>gras</B> <u>a<i>b</i></u> <a href="javascript:alert(3)">lien</a> <a href="https://example.test/?a=1&amp;b=2">bon</a> <font color="#b3261e">rouge</font> <font color="red;x">sans</font> 3 &lt; 4 &amp; 5 </b> <b>ouvert';
  test.each([
    ['a paragraph', { textParagraph: { text: HOSTILE } }],
    ['a label above', { decoratedText: { topLabel: HOSTILE, text: 'x', wrapText: true } }],
    ['a text', { decoratedText: { text: HOSTILE, wrapText: true } }],
    ['a label below', { decoratedText: { text: 'x', bottomLabel: HOSTILE, wrapText: true } }],
  ])('%s: the few tags that cards know, and everything else as text', async (_where, widget) => {
    await draw({ sections: [{ widgets: [widget] }] });
    const card = desk.page.locator('.card');
    expect(await card.locator('img, script').count()).toBe(0);
    expect(await card.innerText()).toContain('<img src=x onerror=alert(1)><script>alert(2)</script>gras ab lien bon rouge sans 3 < 4 & 5 </b> ouvert');
    expect(await card.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([null, 'https://example.test/?a=1&b=2']);
    expect(await card.locator('b').allInnerTexts()).toEqual(['gras', 'ouvert']);
    expect(desk.complaints).toEqual([]);
  });

  test('header, buttons, fields and choices are text throughout', async () => {
    const bad = '<b>x</b><img src=x onerror=alert(1)>';
    await draw({ header: { title: bad, subtitle: bad }, sections: [{ widgets: [{ buttonList: { buttons: [{ text: bad, onClick: { action: { function: 'act' } } }] } }, { textInput: { name: 'a', label: bad, hintText: bad, value: bad } }, { selectionInput: { name: 'b', label: bad, type: 'CHECK_BOX', items: [{ text: bad, value: bad }] } }, { selectionInput: { name: 'c', label: bad, type: 'DROPDOWN', items: [{ text: bad, value: bad }] } }] }] });
    expect(await desk.page.locator('.card :is(b, img)').count()).toBe(0);
  });
});

describe('cards over each other', () => {
  test('a pushed card comes with a way back, and below it what was typed still stands', async () => {
    await play(shows(FORM_CARD), { save: steps({ pushCard: saying('Deuxième', 'more') }), more: steps({ pushCard: saying('Troisième', 'home') }), home: steps({ popToRoot: true }) });
    expect(await desk.page.getByRole('button', { name: 'Retour' }).count()).toBe(0);
    await desk.page.getByLabel('Note').fill('jeudi au plus tard');
    await desk.page.getByRole('button', { name: 'Enregistrer' }).click();
    await desk.page.getByRole('heading', { name: 'Deuxième' }).waitFor();
    await desk.page.getByRole('button', { name: 'Retour' }).click();
    expect(await desk.page.getByLabel('Note').inputValue()).toBe('jeudi au plus tard');
    await desk.page.getByRole('button', { name: 'Enregistrer' }).click();
    await desk.page.getByRole('button', { name: 'Suite' }).click();
    await desk.page.getByRole('heading', { name: 'Troisième' }).waitFor();
    await desk.page.getByRole('button', { name: 'Suite' }).click();
    await desk.page.getByLabel('Note').waitFor();
  });

  test('an updated card takes the place; what was typed goes over only when the action says so', async () => {
    const again = (persistValues: boolean): Card => ({ ...FORM_CARD, fixedFooter: { primaryButton: { text: 'Encore', onClick: { action: { function: 'again', persistValues } } } } });
    for (const keeps of [true, false]) {
      await play(shows(again(keeps)), { again: steps({ updateCard: again(keeps) }) });
      await desk.page.getByLabel('Note').fill('vu');
      await desk.page.getByLabel('FA-2026-0311').check();
      await desk.page.getByRole('button', { name: 'Encore' }).click();
      await untilTrue(desk.page, '!document.querySelector("[aria-busy=true]")');
      expect([await desk.page.getByLabel('Note').inputValue(), await desk.page.getByLabel('FA-2026-0311').isChecked()]).toEqual(keeps ? ['vu', true] : ['', false]);
    }
  });

  test('pop, and back to a card by its name', async () => {
    await play(shows(saying('Un', 'a')), { a: steps({ pushCard: saying('Deux', 'b') }), b: steps({ pushCard: saying('Trois', 'c') }), c: steps({ popToCard: 'Un' }, { pushCard: saying('Quatre', 'd') }), d: steps({ pop: true }) });
    for (const title of ['Deux', 'Trois', 'Quatre', 'Un']) {
      await desk.page.getByRole('button', { name: 'Suite' }).click();
      await desk.page.getByRole('heading', { name: title }).waitFor();
    }
  });

  test.each([[true, null], [false, 'yes']])('an action that changed something (%s) has the root read again on the way back', async (stateChanged, seen) => {
    await play(shows(saying('Un', 'a')), { a: { ...steps({ pushCard: saying('Deux') }), stateChanged } as CardAnswer });
    await desk.page.getByRole('heading', { name: 'Un' }).evaluate((heading) => { heading.dataset['seen'] = 'yes'; });
    await desk.page.getByRole('button', { name: 'Suite' }).click();
    await desk.page.getByRole('heading', { name: 'Deux' }).waitFor();
    await desk.page.getByRole('button', { name: 'Retour' }).click();
    expect(await desk.page.getByRole('heading', { name: 'Un' }).getAttribute('data-seen')).toBe(seen);
  });

  test('several cards at once are a list of their headers', async () => {
    await play(shows(saying('Un'), saying('Deux')));
    await desk.page.getByRole('button', { name: 'Deux' }).click();
    await desk.page.getByRole('heading', { name: 'Deux' }).waitFor();
    await desk.page.getByRole('button', { name: 'Retour' }).click();
    await desk.page.getByRole('button', { name: 'Un' }).waitFor();
  });
});

describe('what an action is told and what its answer does', () => {
  test('parameters and fields by their names; what is empty or not ticked is not there', async () => {
    await play(shows(FORM_CARD), { save: steps({ updateCard: saying('Fait') }) });
    await desk.page.getByRole('button', { name: 'Enregistrer' }).click();
    await desk.page.getByRole('heading', { name: 'Fait' }).waitFor();
    expect(await pressed()).toEqual([{
      function: 'save', parameters: {}, compose: null,
      inputs: {
        amount: '880,00', means: 'transfer', who: ['accounting'], invoices: ['0297'], day: { msSinceEpoch: Date.UTC(2026, 10, 30) },
      },
    }]);
  });

  test('ticked boxes of one name come as a list, a switch with its value', async () => {
    await play(shows(FORM_CARD), { save: steps({ updateCard: saying('Fait') }) });
    await desk.page.getByLabel('FA-2026-0311').check();
    await desk.page.getByRole('switch', { name: 'Me le rappeler' }).check();
    await desk.page.getByLabel('Direction').check();
    await desk.page.getByLabel('Promis pour le').fill('');
    await desk.page.getByRole('button', { name: 'Enregistrer' }).click();
    await desk.page.getByRole('heading', { name: 'Fait' }).waitFor();
    expect((await pressed())[0]?.inputs).toMatchObject({ invoices: ['0297', '0311'], remind: ['yes'], who: ['management'] });
    expect(Object.keys((await pressed())[0]?.inputs ?? {})).not.toContain('day');
  });

  test('a field that the action needs stops it while it is empty', async () => {
    await play(shows(FORM_CARD), { save: steps({ updateCard: saying('Fait') }) });
    await desk.page.getByLabel('Montant promis').fill('');
    await desk.page.getByRole('button', { name: 'Enregistrer' }).click();
    expect(await desk.page.getByLabel('Montant promis').getAttribute('aria-invalid')).toBe('true');
    expect(await pressed()).toEqual([]);
  });

  test('a draft is opened, a notification told; the card stays as it was', async () => {
    await play(shows(THREAD_CARD), { draftReminder: { kind: 'compose', draftId: 'r-1' }, save: { ...steps(), notification: 'Noté' } as CardAnswer });
    await desk.page.getByRole('button', { name: 'Insérer la relance' }).click();
    await desk.page.getByRole('button', { name: 'Enregistrer' }).click();
    await untilTrue(desk.page, 'window.cards.told.length === 2');
    expect(await desk.cards((cards) => cards.told, null)).toEqual(['draft r-1', 'Noté']);
    expect((await pressed())[0]).toEqual({ function: 'draftReminder', parameters: { debtor: 'C-0112' }, inputs: {}, compose: 'REPLY_AS_DRAFT' });
    await desk.page.getByRole('heading', { name: 'Menuiserie Lebrun' }).waitFor();
  });

  test('while an answer is awaited a second click does nothing, and the bar shows unless the action wants none', async () => {
    await play(shows(THREAD_CARD));
    await desk.page.getByRole('button', { name: 'Reporter' }).click();
    await desk.page.getByRole('progressbar').waitFor();
    await desk.page.getByRole('button', { name: 'Enregistrer' }).click({ force: true });
    expect((await pressed()).map((each) => each.function)).toEqual(['postpone']);
    await play(shows({ sections: [{ widgets: [{ buttonList: { buttons: [{ text: 'Doux', onClick: { action: { function: 'quiet', loadIndicator: 'NONE' } } }] } }] }] }));
    await desk.page.getByRole('button', { name: 'Doux' }).click();
    expect(await desk.page.getByRole('progressbar').isVisible()).toBe(false);
  });

  test('what breaks in the add-on is said in words, with a way to try again', async () => {
    await play({ kind: 'broken', words: 'TypeError: <b>x</b>' });
    await desk.page.getByRole('alert').getByText('TypeError: <b>x</b>').waitFor();
    expect(await faultsOf(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: 'Réessayer' }).click();
    await desk.page.getByRole('alert').waitFor();
  });

  test('a missing consent leads to the consent', async () => {
    await play({ kind: 'consent', url: 'https://accounts.example/consent', resource: 'Relance' });
    expect(await desk.page.getByRole('link', { name: 'Autoriser l’accès' }).getAttribute('href')).toBe('https://accounts.example/consent');
  });
});

test('the menu holds what the card and what the add-on offers, and works by keyboard', async () => {
  await play(shows(THREAD_CARD), { act: steps({ pushCard: saying('Recherche') }) });
  await desk.page.getByRole('heading', { name: 'Menuiserie Lebrun' }).waitFor();
  await desk.page.getByRole('button', { name: 'Autres actions' }).focus();
  await desk.page.keyboard.press('Enter');
  expect(await desk.page.getByRole('menuitem').allInnerTexts()).toEqual(['Rechercher un client', 'Actualiser']);
  expect(await faultsOf(desk.page)).toEqual([]);
  await desk.page.keyboard.press('ArrowDown');
  expect(await desk.page.evaluate('document.activeElement.textContent')).toBe('Actualiser');
  await desk.page.keyboard.press('Escape');
  expect(await desk.page.getByRole('menuitem').count()).toBe(0);
  expect(await desk.page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Autres actions');
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('heading', { name: 'Recherche' }).waitFor();
  expect(await pressed()).toEqual([{ function: 'act', parameters: { open: 'search' }, inputs: {}, compose: null }]);
});
