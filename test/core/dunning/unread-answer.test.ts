import { describe, expect, test } from '@jest/globals';
import { answerOf, assess, factsOf, foldHistory } from '../../../src/core';
import type { LocalDate, LogFact } from '../../../src/core';
import { aCaseFile, aLog, aMailbox, aMessage, anInvoice, aPack, aThread, at, called, day, daysAgo, disputed, eur, held, noted, promised, readOn, replied, TODAY, voided, entryId } from '../builders';
import type { EntryOver } from '../builders';
import { assessed, inShort, reminded, withPolicy } from './standard';

const invoice = anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(1000) });
type Log = readonly (readonly [LogFact, EntryOver])[];
const R1: Log = reminded('R1', daysAgo(11), invoice);
const seen = (ago: number): readonly [LogFact, EntryOver] => [{ kind: 'answer-noted', receivedOn: daysAgo(ago), read: false }, { on: daysAgo(ago) }];
const on = (fact: LogFact, ago = 0): readonly [LogFact, EntryOver] => [fact, { on: daysAgo(ago) }];
const answer = (log: Log, today: LocalDate = TODAY): string => inShort(assessed({ invoices: [invoice], log: [...R1, ...log] }, today));

describe('an answer that a colleague saw and nobody settled', () => {
  test('holds for two business days, then the reminder is possible again, with a word on it', () => {
    // Friday 20 November: Monday and Tuesday are the two days.
    expect(['2026-11-23', '2026-11-24', '2026-11-25'].map((today) => answer([seen(3)], day(today)))).toEqual(['held unread-answer', 'held unread-answer', 'remind R2']);
    expect(assessed({ invoices: [invoice], log: [...R1, seen(3)] })).toMatchObject({ until: '2026-11-24', recheckOn: '2026-11-25' });
    const after = assessed({ invoices: [invoice], log: [...R1, seen(3)] }, day('2026-11-25'));
    expect('arithmetic' in after && after.arithmetic).toContainEqual({ kind: 'answer-unsettled', receivedOn: '2026-11-20' });
  });

  test.each<[string, LogFact, string]>([
    ['read, nothing to note', { kind: 'answer-noted', receivedOn: daysAgo(3), read: true }, 'remind R2'],
    ['a note', noted(), 'remind R2'],
    ['an answer of ours', replied({ reply: 'invoice-copy' }), 'remind R2'],
    ['the person was reached by phone', called({ stage: null, outcome: 'reached', invoices: [] }), 'remind R2'],
    ['a promise, which holds by itself', promised({ promisedFor: day('2026-11-27'), invoices: [] }), 'held promise'],
    ['a dispute, likewise', disputed({ invoices: [invoice.id] }), 'held dispute'],
    ['a hold, likewise', held({ until: null }), 'held manual'],
    ['an empty line is no answer', called({ stage: null, outcome: 'no-answer', invoices: [] }), 'held unread-answer'],
    ['a new address says nothing of it', { kind: 'contact-changed', address: aMailbox('neuf@garage-canigou.fr').address, change: 'added' }, 'held unread-answer'],
  ])('is settled, or not, by: %s', (_, fact, said) => {
    expect(answer([seen(3), on(fact)])).toBe(said);
  });

  test('comes back when what settled it is undone, and goes when it was noted by mistake', () => {
    expect(answer([seen(3), on({ kind: 'answer-noted', receivedOn: daysAgo(3), read: true }), on(voided(entryId('entry-4')))])).toBe('held unread-answer');
    expect(answer([seen(3), on(voided(entryId('entry-3')))])).toBe('remind R2');
  });

  test('a reminder that left later was sent by somebody who had it before him', () => {
    expect(answer([seen(13)])).toBe('remind R2');
    expect(assessed({ invoices: [invoice], log: [seen(13), ...R1] })).toMatchObject({ kind: 'remind', arithmetic: expect.not.arrayContaining([expect.objectContaining({ kind: 'answer-unsettled' })]) });
  });
});

describe('the answer that lies open', () => {
  const pack = aPack({ policies: withPolicy().policies });
  const saying = (text: string, sentAt = '2026-11-23T07:40:00.000Z') => aThread({ messages: [aMessage({ from: aMailbox('compta@garage-canigou.fr'), subject: 'RE: Facture FA-1', text, sentAt: at(sentAt) })] });
  const onCard = (thread: ReturnType<typeof saying>, log: Log = []): string => {
    const file = aCaseFile({ invoices: [invoice], entries: aLog(...R1, ...log), source: readOn(TODAY) });
    return inShort(assess(file, pack, { ...factsOf(thread, pack.profile, foldHistory(file.entries).references), answer: answerOf(thread, pack.profile) }, TODAY));
  };

  test.each<[string, string]>([
    ['Bonjour, nous contestons cette facture : deux palettes manquent.', 'held unread-answer'],
    ['Bonjour, le virement a été effectué ce matin.', 'held unread-answer'],
    ['Bonjour, notre société est en redressement judiciaire.', 'held unread-answer'],
    // Read by lying there: a reminder may answer it, nothing is asked of the clerk.
    ['Bonjour, bien reçu, je transmets à ma collègue.', 'remind R2'],
    ['Réponse automatique : je suis en congés.', 'remind R2'],
  ])('%s', (text, said) => {
    expect(onCard(saying(text))).toBe(said);
  });

  test('holds nothing once something was noted on its day or later, or the clerk says that it is read', () => {
    const thread = saying('Nous contestons cette facture.');
    expect(onCard(thread, [on({ kind: 'answer-noted', receivedOn: TODAY, read: true })])).toBe('remind R2');
    expect(onCard(thread, [on(noted())])).toBe('remind R2');
    expect(onCard(thread, [on(noted(), 1)])).toBe('held unread-answer');
  });

  test('of last week holds nothing any more: the card says what it says', () => {
    expect(onCard(saying('Nous contestons cette facture.', '2026-11-16T07:40:00.000Z'))).toBe('remind R2');
  });

  test('our own mail, and one that came back, are no answer', () => {
    const own = aThread({ messages: [aMessage({ from: aMailbox('marie.lefevre@atelier-nord.fr'), text: 'Nous contestons.' })] });
    const returned = aThread({ messages: [aMessage({ from: aMailbox('mailer-daemon@outlook.example'), subject: 'Non remis : facture en litige', text: 'compta@garage-canigou.fr : erreur 550, adresse inconnue' })] });
    expect([answerOf(own, pack.profile), answerOf(returned, pack.profile)]).toEqual([null, null]);
  });
});
