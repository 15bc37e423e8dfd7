import type { FeedView } from '../../src/core';
import { aDifference, aFeed, feedsOnTheWire } from '../outlook/feeds-on-the-wire';
import { ENGLISH, FRENCH } from './spoken';
import type { Language } from './states';
import type { Clerk } from './try-out';

/** As many ledgers as there are ways to stand. */
const EVERY_STANDING: readonly FeedView[] = [
  aFeed({ notes: { on: true, waiting: 1, written: 128, refused: 2, problem: { code: 'feed/server-error', feed: 'Atelier Nord', status: 503 }, stopped: false } }),
  aFeed({ id: 'f-2', kind: 'dolibarr', name: 'Filiale Sud', notes: { on: true, waiting: 3, written: 0, refused: 0, problem: { code: 'feed/no-rights', feed: 'Filiale Sud', what: 'agendaevents' }, stopped: true }, state: 'failed', identity: { system: 'Dolibarr 20.0.2', company: null }, problem: { code: 'feed/unreachable', feed: 'Filiale Sud', because: 'refused' } }),
  aFeed({ id: 'f-3', name: 'Établissement de Villeneuve-lès-Avignon', state: 'pulling', nextAt: null, progress: { what: 'changes', done: 40, of: null, seconds: 3 } }),
  aFeed({ id: 'f-4', name: 'Classeur', kind: 'google-sheets', proof: 'preview', identity: { system: 'Google Sheets', company: 'Factures 2026' }, state: 'awaiting', awaiting: aDifference }),
  aFeed({ id: 'f-5', name: 'Atelier Nord UK', kind: 'quickbooks', proof: 'preview', state: 'to-authorise', identity: null, asOf: null, nextAt: null, summary: null }),
];

const PAYMENTS = aFeed({
  id: 'f-6', kind: 'payments-file', name: 'Paiements', identity: { system: 'paiements.csv', company: null }, notes: null,
  summary: { customers: 0, openInvoices: 0, settledInvoices: 0, open: [], oldestDue: null, leftOut: [], unreadable: [], unreadableCount: 0, payments: { read: 1_204, applied: 1_198, withoutInvoice: 3, undecided: 3, overpaid: 1, first: ['FA-2025-0018', 'FA-2025-0022', 'AV-7'] } },
});

/** The pages of connected ledgers; what stands behind them is answered as the wire has it. */
export async function feedStates(clerk: Clerk, language: Language, stop: (state: string) => Promise<void>): Promise<void> {
  const say = language === 'fr' ? FRENCH : ENGLISH;
  const { pane } = clerk;
  const wire = await feedsOnTheWire();
  await wire.serve(clerk.page);
  const on = (name: string) => pane.locator(`[data-focus="${name}"]`);
  const openList = async (): Promise<void> => {
    await clerk.button(say.menu).click();
    await pane.getByRole('menuitem').first().click();
    await on('feeds').click();
    await on('connect').waitFor();
  };
  const toTheCard = async (): Promise<void> => {
    for (let pages = 0; pages < 4 && !(await clerk.card.isVisible()); pages += 1) {
      await clerk.press(say.back);
      await pane.locator('header.page h1').or(clerk.card).first().waitFor();
    }
    await clerk.card.waitFor();
  };
  await clerk.openThread('ma facture', 'Fleurs Vidal');
  await clerk.menusReady();
  await openList();
  await stop('ledgers, none connected');
  await on('connect').click();
  await on('system odoo').waitFor();
  await stop('ledgers, which system');
  await on('system odoo').click();
  await on('field address').fill('https://atelier-nord.odoo.com');
  await on('field key').fill('not-the-key');
  wire.identity = { code: 'feed/credential-refused', feed: 'Odoo' };
  await pane.locator('form footer .acts button').first().click();
  await pane.locator('form footer [role=alert]').waitFor();
  await stop('ledger form, refused');
  wire.identity = { system: 'Odoo 19.0', company: 'Atelier Nord SARL' };
  await pane.locator('form footer .acts button').first().click();
  await pane.locator('form footer .yes').waitFor();
  await stop('ledger form, answered');
  await pane.locator('form footer [type=submit]').click();
  await pane.locator('progress').waitFor();
  wire.feeds = wire.feeds.map((feed) => ({ ...feed, progress: { what: 'whole', done: 3_100, of: 11_006, seconds: 4 } }));
  await pane.locator('progress[max="11006"]').waitFor();
  await stop('ledger, first pull');
  wire.feeds = wire.feeds.map(({ id, name }) => aFeed({ id, name, proof: 'preview' }));
  await pane.locator('dl.figures').waitFor();
  await pane.locator('summary').first().click();
  await stop('ledger, figures to check');
  await pane.locator('footer .fui-Button').click();
  await clerk.card.waitFor();
  wire.feeds = EVERY_STANDING;
  await openList();
  await pane.locator('li.card').nth(4).waitFor();
  await stop('ledgers, every standing');
  await on('remove f-odoo').click();
  await pane.locator('li.card [role=group]').waitFor();
  await stop('ledgers, removing');
  await clerk.page.keyboard.press('Escape');
  await on('change f-odoo').click();
  await on('kept key').waitFor();
  await stop('ledger form, key kept');
  await clerk.press(say.back);
  wire.feeds = [PAYMENTS];
  await on('figures f-6').click();
  await pane.locator('dl.figures').waitFor();
  await stop('ledger, a list of payments');
  await toTheCard();
  await clerk.page.unrouteAll({ behavior: 'ignoreErrors' });
  await wire.close();
}
