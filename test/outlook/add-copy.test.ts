import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { MailProblem, Result } from '../../src/core';
import { createOfficeMailHost } from '../../src/outlook/office-mail-host';
import type { OfficeMailHost } from '../../src/outlook/office-mail-host';
import { address } from '../core/builders';
import { FakeOffice, person, placeOffice, removeOffice } from './typed-office';
import type { FakeDraft } from './typed-office';

let office: FakeOffice;
let open: FakeDraft;
let mail: OfficeMailHost;
beforeEach(async () => {
  jest.useFakeTimers();
  office = new FakeOffice();
  open = office.draft();
  office.item = open.item;
  placeOffice(office, new Map());
  mail = await createOfficeMailHost();
});
afterEach(() => {
  jest.useRealTimers();
  removeOffice();
});

const COMPTA = address('compta@lebrun.example');
async function add(thread = 'thread-1'): Promise<Result<void, MailProblem>> {
  const answer = mail.addCopy(COMPTA, thread);
  await jest.advanceTimersByTimeAsync(400_000);
  return answer;
}
const copied = (): readonly string[] => open.cc.map((each) => (each as { readonly emailAddress: string }).emailAddress);

test('somebody is put in copy of the open draft, beside those who are there', async () => {
  open.cc = [person('marie@lebrun.example')];
  expect(await add()).toEqual({ ok: true, value: undefined });
  expect(copied()).toEqual(['marie@lebrun.example', 'compta@lebrun.example']);
});

test('whoever is in it already, however written, is not put in twice', async () => {
  open.cc = [person('Compta@Lebrun.example', 'Sophie')];
  expect(await add()).toEqual({ ok: true, value: undefined });
  expect(office.calls).toEqual(['cc.getAsync']);
});

test('a refusal, silence, and a yes behind which nobody stands in the draft are no success', async () => {
  office.faults.set('cc.addAsync', { code: 9020 });
  expect(await add()).toMatchObject({ ok: false, problem: { code: 'mail/host-refused', hostCode: 9020 } });
  office.faults.set('cc.addAsync', 'silent');
  expect(await add()).toMatchObject({ ok: false, problem: { code: 'mail/no-answer' } });
  office.faults.clear();
  open.swallow.add('cc.addAsync');
  expect(await add()).toMatchObject({ ok: false, problem: { code: 'mail/host-refused', hostCode: null } });
  expect(copied()).toEqual([]);
});

test('another item that is open by now is left alone', async () => {
  expect(await add('thread-2')).toMatchObject({ ok: false, problem: { code: 'mail/item-changed' } });
  const other = office.draft();
  office.faults.set('cc.getAsync', (go) => {
    office.item = other.item;
    go();
  });
  expect(await add()).toMatchObject({ ok: false, problem: { code: 'mail/item-changed' } });
  expect([copied(), other.cc]).toEqual([[], []]);
});
