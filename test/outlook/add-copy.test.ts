import { expect, jest, test } from '@jest/globals';
import type { MailProblem, Result } from '../../src/core';
import { address } from '../core/builders';
import { aDraftDesk } from './a-draft-desk';
import { person } from './typed-office';

const desk = aDraftDesk();

const COMPTA = address('compta@lebrun.example');
async function add(thread = 'thread-1'): Promise<Result<void, MailProblem>> {
  const answer = desk.mail.addCopy(COMPTA, thread);
  await jest.advanceTimersByTimeAsync(400_000);
  return answer;
}
const copied = (): readonly string[] => desk.open.cc.map((each) => (each as { readonly emailAddress: string }).emailAddress);

test('somebody is put in copy of the open draft, beside those who are there', async () => {
  desk.open.cc = [person('marie@lebrun.example')];
  expect(await add()).toEqual({ ok: true, value: undefined });
  expect(copied()).toEqual(['marie@lebrun.example', 'compta@lebrun.example']);
});

test('whoever is in it already, however written, is not put in twice', async () => {
  desk.open.cc = [person('Compta@Lebrun.example', 'Sophie')];
  expect(await add()).toEqual({ ok: true, value: undefined });
  expect(desk.office.calls).toEqual(['cc.getAsync']);
});

test('a refusal, silence, and a yes behind which nobody stands in the draft are no success', async () => {
  desk.office.faults.set('cc.addAsync', { code: 9020 });
  expect(await add()).toMatchObject({ ok: false, problem: { code: 'mail/host-refused', hostCode: 9020 } });
  desk.office.faults.set('cc.addAsync', 'silent');
  expect(await add()).toMatchObject({ ok: false, problem: { code: 'mail/no-answer' } });
  desk.office.faults.clear();
  desk.open.swallow.add('cc.addAsync');
  expect(await add()).toMatchObject({ ok: false, problem: { code: 'mail/host-refused', hostCode: null } });
  expect(copied()).toEqual([]);
});

test('another item that is open by now is left alone', async () => {
  expect(await add('thread-2')).toMatchObject({ ok: false, problem: { code: 'mail/item-changed' } });
  const other = desk.office.draft();
  desk.office.faults.set('cc.getAsync', (go) => {
    desk.office.item = other.item;
    go();
  });
  expect(await add()).toMatchObject({ ok: false, problem: { code: 'mail/item-changed' } });
  expect([copied(), other.cc]).toEqual([[], []]);
});
