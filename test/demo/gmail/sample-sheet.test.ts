import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDate } from '../../../src/core';
import type { Author, CompanyId, Instant } from '../../../src/core';
import { World, googleServices } from '../../../src/demo/gmail/host';
import { peopleOf, peopleText } from '../../../src/demo/gmail/people';
import { makeSampleSheet } from '../../../src/demo/gmail/sample-sheet';
import { sampleWorld } from '../../../src/demo/gmail/sample-world';
import type { SampleWorld } from '../../../src/demo/gmail/sample-world';
import { CUSTOMERS } from '../../../src/demo/ledger/customers';
import type { SampleEntry } from '../../../src/demo/sample-history';
import { parseSampleMail } from '../../../src/demo/sample-mail';
import { createSheetRecords } from '../../../src/gmail/sheet/sheet-records';
import type { SheetRecords } from '../../../src/gmail/sheet/sheet-records';

const FOLDER = join(__dirname, '../../../assets/demo');
const NOW = Date.parse('2026-11-23T08:05:00Z');
const HISTORY = readFileSync(join(FOLDER, 'history.json'), 'utf8');
const MAIL = parseSampleMail(readFileSync(join(FOLDER, 'mail.json'), 'utf8'));

describe('the sample company’s spreadsheet', () => {
  const world = new World({ now: NOW, user: { email: MAIL.user.address, name: MAIL.user.name, timeZone: 'Europe/Paris', locale: 'fr' } });
  let records: SheetRecords;
  beforeAll(() => {
    const place = makeSampleSheet(world, HISTORY);
    Object.assign(globalThis, googleServices(world));
    records = createSheetRecords({ place, author: { id: 'nadia', name: 'Nadia Perrin' } as Author, company: 'company' as CompanyId, templates: [], rates: null, now: () => new Date(NOW).toISOString() as Instant, cache: null });
  });

  test('holds the customers of the sample ledger and names the three rows that cannot be read', () => {
    const session = records.session();
    if (!session.ok) throw new Error(session.problem.code);
    expect(session.value.today).toBe(localDate('2026-11-23'));
    expect(session.value.ledger.unreadableCount).toBe(3);
    const missing = CUSTOMERS.filter(({ code, name }) => {
      const found = records.search(code);
      return !found.ok || !found.value.some((debtor) => debtor.name === name);
    });
    expect(missing).toEqual([]);
  });

  test('its Journal holds the history, chained, and nothing that a hand has changed', () => {
    const findings = records.findings();
    expect(findings).toEqual({ ok: true, value: [] });
    const entries = JSON.parse(HISTORY) as readonly SampleEntry[];
    for (const code of new Set(entries.map(({ customer }) => customer))) {
      const found = records.search(code);
      if (!found.ok) throw new Error(found.problem.code);
      const logs = found.value.map(({ id }) => {
        const log = records.entriesOf(id);
        return log.ok ? log.value.map(({ requestId }) => requestId as string) : [];
      });
      expect(logs).toContainEqual(entries.filter(({ customer }) => customer === code).map(({ requestId }) => requestId));
    }
  });
});

describe('the sample mail as Gmail holds it', () => {
  let sample: SampleWorld;
  beforeAll(() => { sample = sampleWorld(MAIL, { now: NOW }); });

  test('every thread with all its messages, the drafts among them', () => {
    expect(sample.world.threads.length).toBe(MAIL.threads.length);
    expect(sample.world.threads.reduce((sum, { messages }) => sum + messages.length, 0)).toBe(MAIL.threads.reduce((sum, { messages }) => sum + messages.length, 0));
    expect(sample.world.mailbox.drafts.length).toBe(MAIL.threads.filter(({ folder }) => folder === 'drafts').length);
  });

  test('ids are Google’s: sixteen hex digits, none twice', () => {
    const ids = sample.world.threads.flatMap(({ id, messages }) => [id, ...messages.map((message) => message.id)]);
    expect(ids.filter((id) => !/^[0-9a-f]{16}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test.each([
  ['Anne Roy <anne@example.test>', [{ name: 'Anne Roy', address: 'anne@example.test' }]],
  ['"Roy, Anne" <anne@example.test>, b@example.test', [{ name: 'Roy, Anne', address: 'anne@example.test' }, { name: '', address: 'b@example.test' }]],
  ['"A \\"B\\" C" <c@example.test>', [{ name: 'A "B" C', address: 'c@example.test' }]],
  ['', []],
])('%s names whom it names, there and back', (text, people) => {
  expect(peopleOf(text)).toEqual(people);
  expect(peopleText(people)).toBe(text);
});
