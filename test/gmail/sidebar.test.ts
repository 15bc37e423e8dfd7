import { beforeEach, describe, expect, test } from '@jest/globals';
import { aDebtor, anInvoice, daysAgo } from '../core/builders';
import { MORNING } from '../contracts/subject';
import { SheetCompany } from '../contracts/sheet-subject';
import { SidebarClerk } from './a-sidebar';

const OPEN = '19f0000000000001';
const THREAD = '19f0000000000000';
let company: SheetCompany;
let clerk: SidebarClerk;

beforeEach(async () => {
  company = new SheetCompany();
  company.setNow(MORNING);
  await company.read({ debtors: [aDebtor()], invoices: [anInvoice({ due: daysAgo(2) })] });
  const { world, place } = company;
  world.userProperties.set('relance', JSON.stringify({ version: 1, place: { kind: 'sheet', book: place }, language: null }));
  world.mailbox.receive(THREAD, { id: OPEN, from: 'Compta Canigou <compta@garage-canigou.fr>', to: world.user.email, date: Date.parse(MORNING) - 86_400_000, subject: 'Facture FA-2026-0297', html: '<p>Bonjour, merci.</p>' });
  clerk = new SidebarClerk(world);
});

describe('the sidebar', () => {
  test('says who owes, what, and what comes next', () => {
    clerk.openMessage(OPEN);
    expect(clerk.text()).toContain('Canigou');
  });
});
