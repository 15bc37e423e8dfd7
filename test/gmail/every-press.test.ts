import { expect, jest, test } from '@jest/globals';
import type { DebtorId } from '../../src/core';
import { aDebtor, aContact, address, anInvoice, daysAgo } from '../core/builders';
import { MORNING } from '../contracts/subject';
import { SheetCompany } from '../contracts/sheet-subject';
import { SidebarClerk, pressablesOn } from './a-sidebar';
import type { Pressed } from './a-sidebar';

jest.setTimeout(240_000);

const DAY_MS = 86_400_000;
const KNOWN = '19f0000000000001';
const SHARED = '19f0000000000011';
const STRANGER = '19f0000000000021';
const mail = (id: string, from: string, subject: string, html: string, to: string) => ({ id, from, to, date: Date.parse(MORNING) - DAY_MS, subject, html });

/** A company with a customer who is known by his address, two who share an accountant, and somebody whom nobody knows. */
async function sitDown(): Promise<SidebarClerk> {
  const company = new SheetCompany();
  company.setNow(MORNING);
  const shared = (id: string, name: string) => aDebtor({ id: id as DebtorId, code: id, name, legalIds: { siren: null, siret: null, vat: null }, domains: [], contacts: [aContact({ address: address('dossiers@cabinet-dorval.example') })] });
  const [mas, peyron] = [shared('C-0500', 'Boulangerie Mas'), shared('C-0501', 'Garage Peyron')];
  await company.read({ debtors: [aDebtor(), mas, peyron], invoices: [anInvoice({ due: daysAgo(12) }), anInvoice({ number: 'M-1', debtor: mas.id, due: daysAgo(20) }), anInvoice({ number: 'P-1', debtor: peyron.id, due: daysAgo(40) })] });
  const { world, place } = company;
  world.userProperties.set('relance', JSON.stringify({ version: 1, place: { kind: 'sheet', book: place }, language: null }));
  world.mailbox.receive('19f0000000000000', mail(KNOWN, 'Compta Canigou <compta@garage-canigou.fr>', 'Facture FA-2026-0297', '<p>Bonjour, merci.</p>', world.user.email));
  world.mailbox.receive('19f0000000000010', mail(SHARED, 'Cabinet Dorval <dossiers@cabinet-dorval.example>', 'Virement', '<p>Le virement part demain.</p>', world.user.email));
  world.mailbox.receive('19f0000000000020', mail(STRANGER, 'Luc Inconnu <luc@inconnu.example>', 'Bonjour', '<p>Une question.</p>', world.user.email));
  return new SidebarClerk(world);
}

type Path = readonly Readonly<Record<string, string>>[];
const STARTS: readonly (readonly [string, (clerk: SidebarClerk) => SidebarClerk])[] = [
  ['beside a known customer', (clerk) => clerk.openMessage(KNOWN)], ['beside two who fit', (clerk) => clerk.openMessage(SHARED)], ['beside a stranger', (clerk) => clerk.openMessage(STRANGER)],
  ['without a message', (clerk) => clerk.home()], ['beside a draft', (clerk) => clerk.beside()],
];
/** What the clerk typed, where a button needs it: enough for most, wrong for some. */
const TYPED = { chosen: 'C-0500', words: 'canigou', text: 'Rappelle jeudi', reason: 'Vu avec la direction', date: { msSinceEpoch: Date.UTC(2026, 11, 4) }, until: { msSinceEpoch: Date.UTC(2026, 11, 4) }, outcome: 'reached', address: 'nouveau@garage-canigou.fr', role: 'accounting' };

const DEEPEST = 3;

/** By card and action, whoever the card is about. */
const named = (clerk: SidebarClerk, { parameters }: Pressed): string => `${String(parameters['from'] ?? 'message')}: ${kindOf(clerk)} > ${String(parameters['do'])} ${String(parameters['form'] ?? parameters['reply'] ?? '')}`;
const kindOf = (clerk: SidebarClerk): string => String(clerk.card['name']).split(' ')[0] ?? '';

test('every button of every card that can be reached leads to a card, a draft or words, never to a bug', async () => {
  const pressed = new Set<string>();
  const waiting: (readonly [typeof STARTS[number], Path])[] = STARTS.map((start) => [start, []]);
  const arrive = async ([, begin]: typeof STARTS[number], path: Path): Promise<SidebarClerk> => {
    const clerk = begin(await sitDown());
    for (const step of path) clerk.pressParameters(step, TYPED);
    return clerk;
  };
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [start, path] = next;
    const at = await arrive(start, path);
    const fresh = pressablesOn(at.card).map((press) => [named(at, press), press] as const).filter(([name]) => !pressed.has(name));
    // Who looked at the card presses the first button himself; for each other somebody comes the same way.
    let here: SidebarClerk | null = at;
    for (const [name, press] of fresh) {
      const what = `${start[0]}, ${name}`;
      if (pressed.has(name)) continue;
      pressed.add(name);
      const clerk = here ?? await arrive(start, path);
      here = null;
      let refused = false;
      try {
        clerk.pressParameters(press.parameters, TYPED);
      } catch (error) {
        // A compose action can only be refused in words: ours are sentences with a way on.
        refused = true;
        expect([what, (error as Error).message]).toEqual([what, expect.stringMatching(/^\p{Lu}.*\. .*\.$/su)]);
      }
      expect([what, kindOf(clerk)]).not.toEqual([what, 'broken']);
      if (!refused && path.length < DEEPEST && pressablesOn(clerk.card).some((each) => !pressed.has(named(clerk, each)))) waiting.push([start, [...path, press.parameters]]);
    }
  }
  expect(pressed.size).toBeGreaterThan(120);
});
