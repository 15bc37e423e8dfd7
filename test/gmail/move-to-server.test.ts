import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/core';
import type { DebtorId, KeptText, LogEntry, LogFact, Problem, RequestId } from '../../src/core';
import { BlockingFetch, googleServices } from '../../src/demo/gmail/host';
import type { FetchRequest } from '../../src/demo/gmail/host';
import { connect, createHttpRecords } from '../../src/gmail/http-records';
import { FIRST_STEP, cursorText, moveStep, readCursor } from '../../src/gmail/move-to-server';
import type { MoveCursor, MoveProgress } from '../../src/gmail/move-to-server';
import { movedMark } from '../../src/gmail/sheet/moved-mark';
import { tokenOf } from '../contracts/server-apart';
import { GmailServerBench } from '../contracts/gmail-http-subject';
import { SheetCompany } from '../contracts/sheet-subject';
import { idOfDebtor, reminderDue, value } from '../contracts/subject';
import { COMPANY, MARIE, PAUL, aDebtor, aNewEntry, address, anInstalment, anInvoice, at, daysAgo, eur, noted } from '../core/builders';

const bench = new GmailServerBench();
const network = new BlockingFetch();
afterAll(async () => {
  await bench.stop();
  await network.close();
});

const TEXT: KeptText = { subject: 'Facture FA-2026-0297', html: '<p>Bonjour</p>', text: 'Bonjour' };
const HASH = createHash('sha256').update(`${TEXT.subject}\n\n${TEXT.text}`, 'utf8').digest('hex');
const LEDGER = {
  debtors: [aDebtor(), aDebtor({ id: 'p' as DebtorId, code: null, name: 'Boulangerie Éts Peyron; "Fils"', town: 'Elne', legalIds: { siren: null, siret: null, vat: null }, contacts: [{ name: null, address: address('peyron@orange.fr'), role: 'accounting' }] })],
  invoices: [
    anInvoice(), anInvoice({ number: 'FA-2026-0400', debtor: 'p' as DebtorId, due: daysAgo(20), amount: eur(1234.56) }),
    anInvoice({ number: 'FA-2026-0401', debtor: 'p' as DebtorId, instalments: [anInstalment({ due: daysAgo(40), amount: eur(600) }), anInstalment({ due: daysAgo(10), amount: eur(300.1) })] }),
  ],
};

let sheet: SheetCompany;
let server: Awaited<ReturnType<GmailServerBench['open']>>;
let asked: FetchRequest[];
beforeEach(async () => {
  server = await bench.open();
  sheet = new SheetCompany();
  await sheet.read(LEDGER);
  asked = [];
  sheet.world.identityToken = () => tokenOf(MARIE);
  sheet.world.fetch = (request) => {
    asked.push(request);
    return network.fetch(request);
  };
}, 60_000);
afterEach(() => server.close());

/** One callback. */
function step(cursor: MoveCursor): MoveProgress | Problem {
  Object.assign(globalThis, googleServices(sheet.world));
  const done = moveStep(cursor, { place: sheet.place, address: server.address, connection: connect({ address: server.address }), now: () => at('2026-11-23T10:00:00.000Z'), company: COMPANY });
  return done.ok ? done.value : done.problem;
}
const isProgress = (answer: MoveProgress | Problem): answer is MoveProgress => 'next' in answer;
/** Until it has moved, or something is in the way. */
function move(from: MoveCursor = FIRST_STEP): MoveProgress | Problem {
  for (let cursor = from, steps = 0; steps < 50; steps += 1) {
    const answer = step(cursor);
    if (!isProgress(answer) || answer.next === null) return answer;
    const read = readCursor(cursorText(answer.next));
    if (read === null) throw new Error('a cursor that is not read');
    cursor = read;
  }
  throw new Error('it never ends');
}
const note = (debtor: DebtorId, fact: LogFact, request: string) => aNewEntry(fact, { debtor, requestId: request as RequestId });
const onServer = () => {
  Object.assign(globalThis, googleServices(sheet.world));
  return createHttpRecords({ address: server.address, cache: null });
};
const json = (entries: readonly LogEntry[]): readonly string[] => entries.map((entry) => canonicalJson(entry));

async function aSheetLog(): Promise<{ readonly garage: DebtorId; readonly peyron: DebtorId }> {
  const desk = sheet.desk(MARIE);
  const [garage, peyron] = [await idOfDebtor(desk, 'canigou'), await idOfDebtor(desk, 'peyron')];
  const drafted = await reminderDue(desk, garage, 'R-7K3F', 'r1');
  value(await desk.log.append({ ...drafted, contentHash: HASH }, TEXT));
  value(await sheet.desk(PAUL).log.append(note(peyron, noted('vu au téléphone'), 'r2'), null));
  value(await desk.log.append(note(garage, noted('=HYPERLINK("x")'), 'r3'), null));
  return { garage, peyron };
}

describe('a sheet’s ledger and log move to the server', () => {
  test('the customers keep their ids, the invoices their sums, the entries their words, the chains hold', async () => {
    const { garage, peyron } = await aSheetLog();
    const desk = sheet.desk(MARIE);
    const before = { garage: value(await desk.source.caseFile(garage)), peyron: value(await desk.source.caseFile(peyron)) };
    expect(move()).toEqual({ next: null, done: 3, of: 3 });
    const records = onServer();
    for (const [debtor, file] of [[garage, before.garage], [peyron, before.peyron]] as const) {
      const moved = value(records.caseFile(debtor));
      expect(json(moved.entries)).toEqual(json(file.entries));
      expect([...moved.invoices].sort((a, b) => (a.number < b.number ? -1 : 1)).map(({ id, number, instalments, kind, means }) => ({ id, number, instalments, kind, means }))).toEqual([...file.invoices].sort((a, b) => (a.number < b.number ? -1 : 1)).map(({ id, number, instalments, kind, means }) => ({ id, number, instalments, kind, means })));
      expect([moved.debtor.name, moved.debtor.code, moved.debtor.contacts]).toEqual([file.debtor.name, file.debtor.code, file.debtor.contacts]);
      expect(value(records.verify(debtor))).toEqual({ intact: true, brokenAt: null, why: null });
    }
    expect(value(records.keptText(garage, before.garage.entries[0]?.id as never))).toEqual(TEXT);
  });

  test('from then on the sheet’s log is only read, for everybody, and the server’s goes on', async () => {
    const { garage } = await aSheetLog();
    move();
    expect(movedMark(sheet.place.spreadsheet)).toEqual({ address: server.address, at: '2026-11-23T10:00:00.000Z', entries: 3 });
    for (const person of [MARIE, PAUL]) expect(await sheet.desk(person).log.append(note(garage, noted('encore'), `late-${person.id}`), null)).toEqual({ ok: false, problem: { code: 'log/read-only' } });
    expect(value(await sheet.desk(MARIE).log.entriesOf(garage))).toHaveLength(2);
    expect(value(onServer().append(note(garage, noted('encore'), 'late'), null)).entry).toMatchObject({ seq: 3, author: MARIE });
  });

  test('twice changes nothing, and asks the server nothing', async () => {
    await aSheetLog();
    move();
    const before = asked.length;
    expect(move()).toEqual({ next: null, done: 3, of: 3 });
    expect(asked.length).toBe(before);
  });

  test('a move that was cut off anywhere is begun anew and ends the same', async () => {
    const { garage, peyron } = await aSheetLog();
    for (const cut of [1, 2, 3, 4]) {
      sheet.world.fetch = (request) => {
        asked.push(request);
        const answer = network.fetch(request);
        // The server did it; its answer never arrived.
        if (asked.length === cut || asked.length === cut + 1) throw new Error('cut', { cause: 'ECONNRESET' });
        return answer;
      };
      asked = [];
      const first = move();
      if (isProgress(first)) break;
      expect(first.code).toBe('source/unreachable');
      expect(movedMark(sheet.place.spreadsheet)).toBeNull();
    }
    sheet.world.fetch = network.fetch;
    expect(move()).toEqual({ next: null, done: 3, of: 3 });
    expect([value(onServer().entriesOf(garage)).length, value(onServer().entriesOf(peyron)).length]).toEqual([2, 1]);
  });

  test('what a colleague appends while it moves is not lost', async () => {
    const { peyron } = await aSheetLog();
    let cursor: MoveCursor = FIRST_STEP;
    while (cursor.step !== 'close') {
      const answer = step(cursor);
      if (!isProgress(answer) || answer.next === null) throw new Error('not on its way');
      cursor = answer.next;
    }
    value(await sheet.desk(PAUL).log.append(note(peyron, noted('au dernier moment'), 'r9'), null));
    expect(step(cursor)).toMatchObject({ next: { step: 'log', from: 0, of: 4 } });
    expect(move(cursor)).toEqual({ next: null, done: 4, of: 4 });
    expect(value(onServer().entriesOf(peyron)).map(({ fact }) => fact)).toEqual([noted('vu au téléphone'), noted('au dernier moment')]);
  });

  test('a Journal that was changed by hand stays, with its row named', async () => {
    await aSheetLog();
    const journal = sheet.tab('journal');
    const content = (journal.rows[0] ?? []).indexOf('Contenu');
    journal.write(2, content, [[String(journal.rows[2]?.[content]).replace('téléphone', 'restaurant')]]);
    expect(move()).toEqual({ code: 'log/changed-by-hand', row: 3 });
    expect([asked.length, movedMark(sheet.place.spreadsheet)]).toEqual([0, null]);
  });

  test('a Journal whose end was cut off stays', async () => {
    await aSheetLog();
    sheet.tab('journal').deleteRows(4, 1);
    expect(move()).toEqual({ code: 'log/changed-by-hand', row: null });
  });

  test('a server that has its ledger keeps it; of another one it says which customer it does not know', async () => {
    await aSheetLog();
    await server.read({ debtors: [aDebtor()], invoices: [anInvoice()] });
    expect(move()).toMatchObject({ code: 'move/customer-unknown', name: 'Boulangerie Éts Peyron; "Fils"' });
    expect(movedMark(sheet.place.spreadsheet)).toBeNull();
    await server.read(LEDGER);
    expect(move()).toEqual({ next: null, done: 3, of: 3 });
  });

  test('a server that does not let us in stops it before anything is sent', async () => {
    await aSheetLog();
    const problem: Problem = { code: 'source/account-refused', because: 'domain', domain: 'gmail.com' };
    sheet.world.fetch = (request) => {
      asked.push(request);
      return { status: 403, headers: {}, body: JSON.stringify({ apiVersion: 1, problem, reference: null }) };
    };
    expect(move()).toEqual(problem);
    expect(asked.map(({ url }) => url.slice(server.address.length))).toEqual(['/api/v1/session']);
  });
});

test.each(['', 'log', 'log.1', 'log.x.2', 'close', 'close.1.2', 'ledger.1', 'drop', 'log.99999999.1', 'reading.0.0'])('a cursor that is not ours is none: %j', (text) => {
  expect(readCursor(text)).toBeNull();
});
