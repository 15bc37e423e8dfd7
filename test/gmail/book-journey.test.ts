import { beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatedSpreadsheet, serial } from '../../src/demo/gmail/host';
import { aWorld } from '../demo/gmail/a-world';
import { CODE, SidebarClerk } from './a-sidebar';

const ROOT = join(__dirname, '../..');
const ID = '1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-abcde';

beforeAll(() => {
  if (!existsSync(CODE)) spawnSync(join(ROOT, 'node_modules/.bin/webpack'), ['--config-name', 'gmail'], { cwd: ROOT, stdio: 'ignore' });
}, 120_000);

test('a spreadsheet is made from the first card, and its reports are written by their button', () => {
  const world = aWorld({ files: [] });
  const clerk = new SidebarClerk(world).home();
  clerk.press('Créer mon classeur');
  const [file] = [...world.files.values()];
  expect(file?.sheets).toHaveLength(8);
  expect(clerk.text()).toContain('À relancer aujourd’hui (0)');
  clerk.press('Réglages');
  clerk.press('Mettre à jour les tableaux');
  expect(clerk.toast).toBe('Tableaux à jour dans le classeur.');
  expect(file?.sheet('Balance âgée').rows[0]?.[0]).toBe('Balance âgée au 23/11/2026 10:00');
});

test('a spreadsheet of one’s own is connected after its columns were seen; a colleague finds the same by its address', () => {
  const rows = [['N° facture', 'Client', 'E-mail', 'Échéance', 'Montant TTC'], ['FA-1', 'Durand', 'compta@durand.test', serial('2026-10-01'), 100]];
  const file = new SimulatedSpreadsheet({ id: ID, title: 'Suivi', access: { 'claire@firm.test': 'owner', 'paul@firm.test': 'writer' }, sheets: [{ title: 'Notes', rows: [['à faire']] }, { title: 'Suivi', rows }] });
  const world = aWorld({ files: [file] });
  const connect = (clerk: SidebarClerk): void => { clerk.press('Connecter ce classeur', { 'sheet-address': [`https://docs.google.com/spreadsheets/d/${ID}/edit#gid=0`] }); };
  const clerk = new SidebarClerk(world).home();
  connect(clerk);
  expect(clerk.text()).toContain('1 facture, 1 client.');
  expect(clerk.text()).toContain('Relance ajoutera à ce classeur les onglets');
  expect(file.sheets).toHaveLength(2);
  clerk.press('Utiliser ce classeur');
  expect(file.sheets).toHaveLength(8);
  expect(clerk.text()).toContain('Durand');

  const before = file.sheets.map(({ state }) => state);
  const colleague = new SidebarClerk(world.colleague({ email: 'paul@firm.test', timeZone: 'Europe/Paris', locale: 'fr' })).home();
  connect(colleague);
  expect(colleague.text()).not.toContain('Relance ajoutera');
  colleague.press('Utiliser ce classeur');
  expect(colleague.text()).toContain('Durand');
  expect(file.sheets.map(({ state }) => state)).toEqual(before);
});
