import { FRENCH, ENGLISH } from './spoken';
import type { Clerk } from './try-out';

export type Language = 'fr' | 'en';

/** Goes through every state of the pane that a clerk meets on the sample day, and stops at each. */
export async function everyState(clerk: Clerk, language: Language, stop: (state: string) => Promise<void>): Promise<void> {
  const say = language === 'fr' ? FRENCH : ENGLISH;
  const thread = async (state: string, subject: string, heading: string | RegExp): Promise<void> => {
    await clerk.openThread(subject, heading);
    await clerk.menusReady();
    await stop(state);
  };
  await thread('remind', 'Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  await clerk.pane.locator('button.ev').click();
  await clerk.pane.locator('button.inv').first().click();
  await clerk.pane.locator('.cl.shows button').first().click();
  await clerk.pane.locator('.psg mark').first().waitFor();
  await stop('evidence and invoice opened');
  await clerk.pane.locator('[data-focus="contacts"]').click();
  await stop('contacts opened');
  await clerk.pane.locator('#contacts-list .fui-Button').click();
  await clerk.pane.locator('form footer button[type="submit"]').click();
  await clerk.pane.locator('.err').first().waitFor();
  await stop('form contact, not filled in');
  await clerk.press(say.back);
  await clerk.card.waitFor();
  await thread('several customers', 'Règlement FA-2026-0266', say.two);
  await thread('several customers, contradiction', 'Chantier du mas Riquer : vos deux factures', say.two);
  await thread('nobody recognised', 'Question sur une livraison', say.who);
  await clerk.pane.getByRole('combobox', { name: /client|customer/ }).fill('menuis');
  await clerk.pane.getByRole('option').first().waitFor();
  await stop('found by search');
  await clerk.pane.getByRole('combobox', { name: /client|customer/ }).fill('menuiserie lebrum');
  await clerk.pane.locator('.why-found').first().waitFor();
  await stop('found by search, with a slip');
  await thread('internal message', 'Point du lundi', say.internal);
  await thread('call', 'Re : Relevé de novembre', 'Hôtel du Parc');
  await thread('dispute', 'Litige sur FA-2026-0279', 'Clinique Sainte-Anne');
  await thread('two currencies', 'Invoice FA-2026-0288', 'Northgate Ltd');
  await thread('draft pending', 'Facture FA-2026-0316', 'Cave de Baixas');
  await thread('draft not confirmed', 'Demande de duplicata', 'Menuiserie Batlle');
  await thread('settled', 'RE: Votre facture d’octobre', 'Pépinières Ribère');
  await thread('formal notice', 'TR : Échéances Lebrasseur', 'Transports Lebrasseur');
  await thread('promise open', 'Échéance du 27', 'Domaine Castelnou');
  await thread('too soon', 'RE: Facture FA-2026-0312', 'Imprimerie Salvat');
  await thread('not due', 'Facture n° FA-2026-0333 – dépôt Chorus', 'Mairie de Thuir');
  await thread('free-mail sender', 'ma facture', 'Fleurs Vidal');

  await clerk.press(say.preview);
  await clerk.pane.locator('[contenteditable="true"]').getByText('FA-2026-0305').first().waitFor();
  await stop('preview');
  await clerk.press(say.back);
  for (const [at, form] of (['promise', 'dispute', 'hold', 'call', 'note'] as const).entries()) {
    await clerk.button(say.noteMenu).click();
    if (at === 0) {
      await clerk.pane.getByRole('menuitem').first().waitFor();
      await stop('menu');
    }
    await clerk.pane.getByRole('menuitem').nth(at).click();
    await clerk.pane.locator('form footer button[type="submit"]').click();
    await clerk.pane.locator('.err').first().waitFor();
    await stop(`form ${form}, not filled in`);
    await clerk.press(say.back);
    await clerk.card.waitFor();
  }
  await thread('nobody recognised, a newsletter', 'Lettre de novembre', say.who);
  await clerk.pane.locator('[data-focus="not-a-customer"]').click();
  await clerk.heading(say.notACustomer).waitFor();
  await stop('not a customer');
  await clerk.openThread('ma facture', 'Fleurs Vidal');
  for (const [at, name] of (['settings', 'shortcuts'] as const).entries()) {
    await clerk.button(say.menu).click();
    await clerk.pane.getByRole('menuitem').nth(at).click();
    await clerk.pane.locator('header.page h1').waitFor();
    if (name === 'settings') await clerk.pane.locator('.chs li').first().waitFor();
    await stop(name);
    await clerk.press(say.back);
  }
  await clerk.pane.getByRole('tab').nth(1).click();
  await clerk.pane.locator('ol.wl [data-row]').first().waitFor();
  await stop('worklist');
  await clerk.pane.locator('[data-focus=filters]').click();
  const filters = clerk.pane.locator('form.card');
  await filters.locator('input').first().fill('rien de tel');
  await filters.locator('input').nth(1).fill('1000');
  await stop('worklist, filters');
  await filters.locator('[type=submit]').click();
  await clerk.pane.locator('p[data-focus=list]').waitFor();
  await stop('worklist, nobody left');
  await clerk.pane.locator('.chips .lnk').click();
  await clerk.pane.locator('ol.wl [data-row]').first().waitFor();
  await clerk.pane.locator('[data-focus=forecast]').click();
  await clerk.pane.locator('ol.fc li').first().waitFor();
  await stop('forecast');
  await clerk.press(say.back);
  await clerk.pane.locator('ol.wl li.on .qa button').last().click();
  await clerk.pane.locator('form textarea').waitFor();
  await stop('form pass');
  await clerk.press(say.back);
  await clerk.pane.locator('ol.wl [data-row]').first().waitFor();
  await clerk.pane.getByRole('tab').nth(0).click();
  await clerk.heading('Fleurs Vidal').waitFor();

  const stopped = await clerk.unreachable();
  await clerk.press(say.insert);
  await clerk.alert.first().waitFor();
  await stop('server unreachable');
  await stopped.end();
  // The pane looks by itself too: then the bar is gone, and the button of the card is ready again.
  await clerk.button(say.retry).or(clerk.card.locator('[data-focus="insert-reminder"]:not([aria-disabled="true"])')).first().click();
  await clerk.toast.waitFor();
  await stop('inserted');
  const slow = await clerk.stalling(/^\/api\/v1\/look-up$/);
  await clerk.row('Virement effectué').click();
  await clerk.heading(say.reading).waitFor({ state: 'attached' });
  await stop('reading');
  await slow.end();
  await clerk.heading('Garage Peyron').waitFor();
}

const OWN_FILE = ['Client;N° facture;Échéance;À payer;Courriel', 'Atelier du Port;V-101;03/10/2026;1 200,00;compta@port.example', 'Boulangerie Marty;V-102;04/10/2026;310,50;', 'Boulangerie Marty;V-103;n’importe quoi;95,00;'].join('\r\n');

/** From a pane without a ledger to the first figures. */
export async function firstRunStates(clerk: Clerk, language: Language, stop: (state: string) => Promise<void>): Promise<void> {
  const say = language === 'fr' ? FRENCH : ENGLISH;
  await clerk.pane.getByRole('heading', { level: 1 }).waitFor();
  await stop('first run');
  await clerk.pane.locator('input[type=file]').setInputFiles({ name: 'vide.csv', mimeType: 'text/csv', buffer: Buffer.from('') });
  await clerk.alert.filter({ hasText: 'vide.csv' }).waitFor();
  await stop('first run, empty file');
  await clerk.pane.locator('input[type=file]').setInputFiles({ name: 'factures.csv', mimeType: 'text/csv', buffer: Buffer.from(OWN_FILE) });
  const step = (at: number): Promise<void> => clerk.pane.locator('ol.steps li[aria-current="step"]').nth(0).filter({ hasText: String(at) }).waitFor();
  await step(2);
  await stop('first run, columns');
  await clerk.pane.getByRole('radio').first().check();
  await clerk.button(say.goOn).and(clerk.pane.locator(':not([aria-disabled="true"])')).click();
  await step(3);
  await stop('first run, figures');
  await clerk.press(say.back);
  await clerk.press(say.back);
  await clerk.press(say.trySample);
  await step(2);
  await clerk.press(say.goOn);
  await clerk.press(say.start);
  await clerk.pane.locator('p.b[role="status"]').filter({ hasText: /\S/ }).waitFor();
  await stop('first run, what would be proposed');
  await clerk.press(say.enter);
  await clerk.pane.getByRole('tab').nth(1).click();
  await clerk.pane.locator('ol.wl [data-row]').first().waitFor();
  await stop('sample, worklist');
  await clerk.pane.locator('ol.wl [data-row]').first().click();
  await clerk.card.waitFor();
  await stop('sample, customer');
}
