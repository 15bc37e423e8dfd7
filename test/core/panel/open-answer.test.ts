import { expect, test } from '@jest/globals';
import { answerOf, answerToHeed, assess, factsOf, foldHistory, presentDebtor } from '../../../src/core';
import type { LogFact, MailThread } from '../../../src/core';
import { aCaseFile, aDebtor, aLog, aMessage, anInvoice, aPack, aProfile, aThread, at, daysAgo, eur, MARIE, TODAY } from '../builders';
import type { EntryOver } from '../builders';
import { reminded } from '../dunning/standard';
import { strings } from './reading';

const invoice = anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(1000) });
const noted = (ago: number): readonly [LogFact, EntryOver] => [{ kind: 'answer-noted', receivedOn: daysAgo(ago), read: false }, { on: daysAgo(ago) }];
const openThat = (text: string, ago: number): MailThread => aThread({ messages: [aMessage({ text, sentAt: at(`${daysAgo(ago)}T08:00:00.000Z`) })] });

function saidOf(thread: MailThread, log: readonly (readonly [LogFact, EntryOver])[], debtor = aDebtor()): readonly string[] {
  const pack = aPack({ profile: aProfile({ remindsConsumers: true }) });
  const file = aCaseFile({ debtor, invoices: [invoice], entries: aLog(...reminded('R1', daysAgo(11), invoice), ...log) });
  const facts = { ...factsOf(thread, pack.profile, foldHistory(file.entries).references), answer: answerOf(thread, pack.profile) };
  const assessment = assess(file, pack, facts, TODAY);
  return strings(presentDebtor({ language: 'fr', me: MARIE, pack, file, assessment, facts, identification: null, recipient: null, chosen: null, offsetMinutes: 60, heed: answerToHeed(thread, pack.profile) }, TODAY)).map(([, text]) => text);
}

const PAID = 'Bonjour,\n\nLe virement a été effectué hier.\n\nCordialement';
const untreated = (said: readonly string[]): readonly string[] => said.filter((text) => /La réponse du .* n’a pas été traitée/.test(text));

test('of the answer that lies open the card says what it says, and not beside it that it was not dealt with', () => {
  const said = saidOf(openThat(PAID, 5), [noted(5)]);
  expect(said.filter((text) => /payé|paiement|règlement a|virement/i.test(text))).not.toEqual([]);
  expect(untreated(said)).toEqual([]);
});

test('of an earlier answer, while another message is open, it is said', () => {
  expect(untreated(saidOf(openThat('Bonjour,\n\nPouvez-vous nous renvoyer la facture ?', 1), [noted(5)]))).toHaveLength(1);
  expect(untreated(saidOf(openThat(PAID, 7), [noted(5)]))).toHaveLength(1);
});

test('a consumer’s over-indebtedness is pointed out without the law of companies', () => {
  const thread = openThat('Bonjour,\n\nMon dossier de surendettement a été déclaré recevable.', 1);
  const [company, consumer] = [aDebtor(), aDebtor({ kind: 'consumer' })].map((debtor) => saidOf(thread, [], debtor).join(' '));
  expect(company).toMatch(/procédure collective.*L622-7/);
  expect(consumer).toMatch(/parler de surendettement ou d’une autre procédure.: ne réclamez rien/);
  expect(consumer).not.toMatch(/L622/);
});
