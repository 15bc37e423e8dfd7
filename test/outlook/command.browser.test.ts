import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { DebtorId } from '../../src/core';
import { held, TODAY } from '../core/builders';
import { LEDGER } from './cases';
import { openCommands } from './command-page';
import type { CommandOptions, CommandPage } from './command-page';
import { aMail, launch, Office } from './pane-page';
import type { Mail } from './pane-page';

let browser: Browser;
let office: Office;
let garage: DebtorId;
let commands: CommandPage;
beforeAll(async () => {
  browser = await launch();
}, 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  office = await Office.open(LEDGER);
  garage = await office.debtor('Garage du Canigou');
  await office.remindedBefore(garage);
}, 60_000);
afterEach(async () => {
  await commands.close();
  await office.close();
});
const open = async (mail: Mail | null = aMail(), options: CommandOptions = {}): Promise<void> => {
  commands = await openCommands(browser, office.url, mail, options);
};
const plainSpaces = (text: string): string => text.replace(/\s+/g, ' ');
const said = async (): Promise<string> => plainSpaces((await commands.bar()).map(({ message }) => message).join(' | '));
const kinds = async (): Promise<readonly string[]> => (await office.log(garage)).slice(2).map(({ kind }) => kind);

describe('one click in the ribbon', () => {
  test('inserts the reminder in reply to the sender alone, notes it, says so, and is over once', async () => {
    await open();
    expect(await commands.associated()).toEqual(['insertReminder', 'undoReminder']);
    await commands.press('insertReminder');
    const forms = await commands.forms();
    expect(forms.map(({ how }) => how)).toEqual(['reply']);
    expect(forms[0]?.htmlBody).toContain('FA-2026-0297');
    expect(await said()).toBe('Relance ferme insérée en réponse à compta@garage-canigou.fr : 2 factures, 4 316,40 €. Sinon : « Annuler la relance ».');
    expect(await kinds()).toEqual(['reminder-drafted']);
    expect((await office.log(garage))[2]).toMatchObject({ stage: 'R2', channel: 'reply', to: ['compta@garage-canigou.fr'] });
    expect(await commands.completed()).toEqual([1]);
    expect(commands.complaints).toEqual([]);
  }, 40_000);

  test('a template that threatens is not sent unseen', async () => {
    await open();
    await commands.page.route('**/api/v1/pack', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).split('veuillez ne pas tenir compte de ce message').join('veuillez ne pas tenir compte de ce message. Sinon nous porterons plainte') });
    });
    await commands.press('insertReminder');
    expect(await said()).toBe('Rien inséré : le modèle contient un passage à corriger. Ouvrez le volet Relance.');
    expect(await commands.forms()).toEqual([]);
    expect(await kinds()).toEqual([]);
  }, 40_000);

  test('is taken back by the other command, and can then be inserted again', async () => {
    await open();
    await commands.press('insertReminder');
    await commands.press('undoReminder');
    expect(await said()).toBe('Relance ferme (4 316,40 €) annulée dans le journal, étape libérée. Fermez la réponse sans l’envoyer.');
    expect(await kinds()).toEqual(['reminder-drafted', 'draft-discarded']);
    await commands.press('undoReminder');
    expect(await said()).toContain('Aucune relance insérée par vous aujourd’hui');
    await commands.press('insertReminder');
    expect(await kinds()).toEqual(['reminder-drafted', 'draft-discarded', 'reminder-drafted']);
    expect(await commands.completed()).toEqual([1, 1, 1, 1]);
  }, 40_000);

  test('a second press finds the draft of the first and opens nothing', async () => {
    await open();
    await commands.press('insertReminder');
    await commands.press('insertReminder');
    expect(await commands.forms()).toHaveLength(1);
    expect(await said()).toBe('Rien inséré : un brouillon de relance attend encore votre réponse. Ouvrez le volet Relance.');
  }, 40_000);

  test('two presses at once are one', async () => {
    await open();
    await commands.page.evaluate("Promise.all([window.mail.press('insertReminder'), window.mail.press('insertReminder')])");
    expect(await commands.forms()).toHaveLength(1);
    expect(await kinds()).toEqual(['reminder-drafted']);
    expect(await commands.completed()).toEqual([1, 1]);
  }, 40_000);

  test('speaks English where the clerk does', async () => {
    await open(aMail(), { language: 'en-GB' });
    await commands.press('insertReminder');
    expect(await said()).toBe('Firm reminder inserted in reply to compta@garage-canigou.fr: 2 invoices, €4,316.40. If not: "Undo the reminder".');
  }, 40_000);

  test.each<[string, Partial<Mail>, Readonly<Record<string, unknown>>, string]>([
    ['a stranger at the customer’s domain', { from: 'nouveau@garage-canigou.fr' }, {}, 'le client n’est reconnu ni par l’adresse de l’expéditeur, ni par votre choix.'],
    ['a colleague', { from: 'paul@atelier-nord.fr', to: ['compta@garage-canigou.fr'] }, {}, 'ce message vient de chez vous.'],
    ['somebody unknown', { from: 'a@inconnu.example', subject: 'Bonjour' }, {}, 'aucun client reconnu dans ce fil.'],
    ['a sender whose answers go elsewhere', {}, { headers: 'From: compta@garage-canigou.fr\r\nReply-To: Autre <paiement@autre.example>\r\n' }, 'la réponse irait à une autre adresse que celle de l’expéditeur.'],
    ['a message without readable headers', {}, { headers: '' }, 'Outlook ne dit pas à qui irait la réponse.'],
  ])('inserts nothing for %s', async (_title, over, members, because) => {
    await open(aMail(over));
    await commands.set(members);
    await commands.press('insertReminder');
    expect(await said()).toBe(`Rien inséré : ${because} Ouvrez le volet Relance.`);
    expect(await commands.forms()).toEqual([]);
    expect(await kinds()).toEqual([]);
  }, 40_000);

  test('inserts nothing while reminders are on hold', async () => {
    await office.note(garage, held({ until: TODAY }));
    await open();
    await commands.press('insertReminder');
    expect(await said()).toBe('Rien inséré : les relances de ce client sont suspendues. Ouvrez le volet Relance.');
    expect(await commands.forms()).toEqual([]);
  }, 40_000);

  test('gives the step back when Outlook refuses every way, and says that nothing was inserted', async () => {
    await open();
    await commands.set({ refuse: 9020 });
    await commands.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await commands.press('insertReminder');
    expect(await said()).toMatch(/^Rien inséré : .* Ouvrez le volet Relance\.$/);
    expect((await commands.bar())[0]?.type).toBe('errorMessage');
    expect(await kinds()).toEqual(['reminder-drafted', 'draft-discarded']);
    expect(await commands.completed()).toEqual([1]);
  }, 40_000);

  test('says that the server is away', async () => {
    await open();
    office.down = true;
    await commands.press('insertReminder');
    expect(await said()).toBe('Rien inséré : Serveur injoignable. Ouvrez le volet Relance.');
    expect(await commands.completed()).toEqual([1]);
  }, 40_000);

  test('no message open: nothing happens, and the command is over', async () => {
    await open(null);
    await commands.press('insertReminder');
    expect(await commands.forms()).toEqual([]);
    expect(await commands.completed()).toEqual([1]);
  }, 40_000);

  test('a clerk who goes on to the next message while it works gets nothing there', async () => {
    await open();
    office.slowMs = 400;
    const over = commands.press('insertReminder');
    await commands.page.waitForTimeout(200);
    await commands.show(aMail({ id: 'mail-2', conversation: 'thread-2', from: 'contact@boulangerie-mas.fr', subject: 'FA-2026-0266' }));
    await over;
    expect(await commands.forms()).toEqual([]);
    expect(await kinds()).toEqual([]);
  }, 40_000);

  test('a bug is told with a reference, the command is over, and no name of a customer is logged', async () => {
    await open();
    await commands.page.evaluate("Object.defineProperty(window.mail, 'headers', { get() { throw new TypeError('Garage du Canigou'); } })");
    await commands.page.evaluate("JSON.parse = () => { throw new RangeError('Garage du Canigou'); }");
    await commands.press('insertReminder');
    expect(await said()).toMatch(/^Quelque chose s’est cassé ici \(réf\. [0-9A-F]{4}\)\. Ouvrez le volet Relance\.$/);
    expect(await commands.completed()).toEqual([1]);
    expect(commands.complaints.join()).toContain('command ');
    expect(commands.complaints.join()).not.toContain('Canigou');
  }, 40_000);
});

describe('the notice', () => {
  test('opens the pane by a link in classic Outlook, which takes one', async () => {
    await open(aMail({ from: 'nouveau@garage-canigou.fr' }), { hostName: 'Outlook' });
    await commands.set({ insights: true });
    await commands.press('insertReminder');
    expect(await commands.bar()).toMatchObject([{ type: 'insightMessage', actions: [{ actionType: 'showTaskPane', actionText: 'Ouvrir le volet', commandId: 'read.open' }] }]);
  }, 40_000);

  test.each([['refuses it', {}], ['says yes and shows nothing', { insights: true, lies: true }]])('is plain where Outlook %s', async (_title, members) => {
    await open(aMail({ from: 'nouveau@garage-canigou.fr' }), { hostName: 'Outlook' });
    await commands.set(members);
    await commands.press('insertReminder');
    expect(await commands.bar()).toMatchObject([{ type: 'informationalMessage' }]);
  }, 40_000);

  test('never tries the link on the web, where it is for drafts only', async () => {
    await open(aMail({ from: 'nouveau@garage-canigou.fr' }));
    await commands.set({ insights: true });
    await commands.press('insertReminder');
    expect(await commands.bar()).toMatchObject([{ type: 'informationalMessage' }]);
  }, 40_000);
});
