import { describe, expect, test } from '@jest/globals';
import { factsOf } from '../../../src/core';
import type { Instant, MailMessage, ReminderReference, ThreadFacts } from '../../../src/core';
import { aMailbox, aProfile, aThread, at, reference } from '../builders';
import { printedDay } from '../../../src/core/identify/printed-day';
import { zoneDay } from '../../../src/core/identify/zone-day';
import { COLLEAGUE, mailFrom, OURS, threadOf } from './story';

const known: ReadonlySet<ReminderReference> = new Set([reference('R-7K3F'), reference('R-2M9Q')]);
const profile = aProfile();
const facts = (...messages: readonly MailMessage[]): ThreadFacts['provenSent'] => factsOf(threadOf(...messages), profile, known).provenSent;
const CLIENT = aMailbox('compta@garage-canigou.fr', 'Compta');
const ours = (over: Partial<MailMessage> = {}): MailMessage => mailFrom(OURS.address, { from: OURS, to: [CLIENT], sentAt: at('2026-11-16T08:12:00.000Z'), text: 'Bonjour,\nVotre facture est échue.\nCordialement\nMarie\nRéf. R-7K3F', ...over });
const theirs = (text: string, over: Partial<MailMessage> = {}): MailMessage => mailFrom(CLIENT.address, { text, sentAt: at('2026-11-18T08:00:00.000Z'), ...over });
const quote = 'Oui.\n\nLe lun. 16 nov. 2026 à 09:12, Marie Lefèvre <marie.lefevre@atelier-nord.fr> a écrit :\n> Votre facture est échue.\n> Réf. R-7K3F';

describe('what a thread proves about our reminders', () => {
  test('our own message with the reference was sent on its day', () => {
    expect(facts(ours())).toEqual([{ reference: 'R-7K3F', on: '2026-11-16', proof: 'own-message' }]);
  });
  test('an answer that quotes the reference proves it, on the day printed above the quote', () => {
    expect(facts(theirs(quote))).toEqual([{ reference: 'R-7K3F', on: '2026-11-16', proof: 'quoted-in-answer' }]);
  });
  test('our own message says the day better than a quote', () => {
    expect(facts(ours(), theirs(quote.replace('lun. 16', 'ven. 13')))).toEqual([{ reference: 'R-7K3F', on: '2026-11-16', proof: 'own-message' }]);
  });
  test('no day printed, or one after the answer: the day of the answer', () => {
    expect(facts(theirs('> Réf. R-7K3F'))).toEqual([{ reference: 'R-7K3F', on: '2026-11-18', proof: 'quoted-in-answer' }]);
    expect(facts(theirs(quote.replace('16 nov. 2026', '16 nov. 2027')))[0]?.on).toBe('2026-11-18');
  });
  test('a reference that they cite themselves proves it too', () => {
    expect(facts(theirs('Suite à votre Réf. R-7K3F'))).toHaveLength(1);
    expect(facts(theirs('Oui', { subject: 'Re: Rappel – Réf. R-7K3F' }))).toHaveLength(1);
  });
  test('a colleague who passes on their answer: they had it', () => {
    const text = 'Pour toi.\n\nDe : Compta <compta@garage-canigou.fr>\nEnvoyé : mardi 17 novembre 2026 09:00\nObjet : RE\n\nOui.\n\nDe : Marie Lefèvre <marie.lefevre@atelier-nord.fr>\nEnvoyé : lundi 16 novembre 2026 09:12\nObjet : Rappel\n\nRéf. R-7K3F';
    expect(facts(mailFrom(COLLEAGUE.address, { from: COLLEAGUE, to: [OURS], text }))).toEqual([{ reference: 'R-7K3F', on: '2026-11-16', proof: 'quoted-in-answer' }]);
  });
  test.each([
    ['a reference that the log does not know', [ours({ text: 'Réf. R-9ZZ9' })]],
    ['a mail to a colleague alone', [ours({ to: [COLLEAGUE] })]],
    ['our own quote of it in another mail', [ours({ text: 'Suite.\n\nLe 16/11/2026 à 09:12, Marie <marie.lefevre@atelier-nord.fr> a écrit :\n> Réf. R-7K3F' })]],
    ['the subject of a later mail of ours', [ours({ subject: 'Re: Réf. R-7K3F', text: 'Merci.' })]],
    ['a message without a date', [ours({ sentAt: null })]],
  ])('nothing: %s', (_, messages) => {
    expect(facts(...messages)).toEqual([]);
  });
  test('a draft in the compose window proves nothing, what stands before it does', () => {
    const draft = ours({ id: 'd', from: null, text: 'Réf. R-2M9Q\n\nLe 16/11/2026, X <x@y.fr> a écrit :\n> Réf. R-2M9Q' });
    expect(factsOf(aThread({ mode: 'compose', messages: [draft] }), profile, known).provenSent).toEqual([]);
    expect(factsOf(aThread({ mode: 'compose', messages: [ours({ text: 'Réf. R-2M9Q' })] }), profile, known).provenSent).toEqual([]);
    expect(factsOf(aThread({ mode: 'compose', messages: [ours(), draft] }), profile, known).provenSent.map((p) => p.reference)).toEqual(['R-7K3F']);
  });
  test('two reminders in one thread', () => {
    expect(facts(ours(), ours({ id: 'm2', sentAt: at('2026-11-27T08:00:00.000Z'), text: 'Réf. R-2M9Q' })).map((p) => [p.reference, p.on])).toEqual([['R-7K3F', '2026-11-16'], ['R-2M9Q', '2026-11-27']]);
  });
});

describe('the day of a moment in the company’s zone', () => {
  test.each([
    ['2026-11-16T22:59:59.000Z', 'Europe/Paris', '2026-11-16'],
    ['2026-11-16T23:00:00.000Z', 'Europe/Paris', '2026-11-17'],
    ['2026-07-14T21:59:59.000Z', 'Europe/Paris', '2026-07-14'],
    ['2026-07-14T22:00:00.000Z', 'Europe/Paris', '2026-07-15'],
    ['2026-03-28T22:30:00.000Z', 'Europe/Paris', '2026-03-28'],
    ['2026-03-29T22:30:00.000Z', 'Europe/Paris', '2026-03-30'],
    ['2026-10-24T22:30:00.000Z', 'Europe/Paris', '2026-10-25'],
    ['2026-10-25T22:30:00.000Z', 'Europe/Paris', '2026-10-25'],
    ['2026-07-14T23:30:00.000Z', 'Europe/London', '2026-07-15'],
    ['2026-11-16T20:00:00.000Z', 'Indian/Reunion', '2026-11-17'],
    ['2026-11-16T03:59:00.000Z', 'America/Martinique', '2026-11-15'],
    ['2026-11-16T23:59:00.000Z', 'Nowhere/Land', '2026-11-16'],
  ])('%s in %s is %s', (moment, zone, day) => {
    expect(zoneDay(moment as Instant, zone)).toBe(day);
  });
  test('it agrees with the zone tables of Node, hour by hour over the turns of the clock', () => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });
    for (let hour = 0; hour < 24 * 366 * 2; hour += 1) {
      const moment = new Date(Date.UTC(2026, 0, 1, hour));
      const parts = Object.fromEntries(format.formatToParts(moment).map((p) => [p.type, p.value]));
      expect(zoneDay(moment.toISOString() as Instant, 'Europe/Paris')).toBe(`${parts['year']}-${parts['month']}-${parts['day']}`);
    }
  });
});

describe('the day printed above a quote', () => {
  test.each([
    ['Le lun. 16 nov. 2026 à 09:12, X <x@y.fr> a écrit :', '2026-11-16'],
    ['lundi 16 novembre 2026 09:12', '2026-11-16'],
    ['1er décembre 2026', '2026-12-01'],
    ['Monday, November 16, 2026 9:12 AM', '2026-11-16'],
    ['On Mon, Nov 16, 2026 at 9:12 AM X wrote:', '2026-11-16'],
    ['Mon, 16 Nov 2026 09:12:00 +0100', '2026-11-16'],
    ['Le 03/11/2026 à 09:12, X a écrit :', '2026-11-03'],
    ['16/11/26 09:12', '2026-11-16'],
    ['11/16/2026 9:12 AM', '2026-11-16'],
    ['2026-11-16 09:12', '2026-11-16'],
    ['03/11/2026 9:12 AM', null],
    ['31/02/2026', null],
    ['hier', null],
  ])('%s', (text, day) => {
    expect(printedDay(text)).toBe(day);
  });
});
