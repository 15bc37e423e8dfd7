import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { factsOf, findReferences, hintsOf, identify, matchLevel, parseAddress } from '../../../src/core';
import type { Clue, MailMessage, MailThread, Pack } from '../../../src/core';
import { addressesIn } from '../../../src/core/identify/automatic-mail';
import { plainText } from '../../../src/core/identify/fold-text';
import { indexWords, holdsName, mayBeCut, nameTokens } from '../../../src/core/identify/names';
import { splitMessage } from '../../../src/core/identify/split-message';
import { compileShapes, findNumbers } from '../../../src/core/identify/written-numbers';
import { aMailbox, aThread } from '../builders';
import { LEDGER, mailFrom, OURS, packOf } from './story';
import { lookUpIn } from './in-memory-look-up';

const pack: Pack = packOf(LEDGER);
const look = lookUpIn({ ...LEDGER, reminders: [] });

/** Pieces of real mails in any order, between any characters: what a hostile or broken mail looks like. */
const piece = fc.constantFrom(
  'De : ', 'From: ', 'Envoyé : ', 'Sent: ', 'À : ', 'To: ', 'Objet : ', '-----Message d’origine-----', '---------- Forwarded message ---------', 'Le 16/11/2026 à 09:12, ', 'On Mon, Nov 16, 2026 at 9:12 AM ', ' a écrit :', ' wrote:',
  '> ', '>>> ', '\n', '\n\n', '\r\n', '-- \n', 'Cordialement\n', 'compta@garage-canigou.fr', 'tramier@orange.fr', 'marie.lefevre@atelier-nord.fr', '<', '>', '@', ';', ',', '"', 'FA-2026-0297', 'fa 2026/0301', 'AV-2026-302', '2026-0302', 'facture ', 'n° ',
  'SIREN 732 829 320', 'TVA FR 44 732829320', 'SIRET 356 000 000 49837', 'IBAN FR14 2004 1010 0505 0001 3M02 606', '04 68 12 34 56', '1 250,00 €', '12/10/2026', 'Réf. R-7K3F', 'Garage du Canigou', '<script>', '\u202e', '\u200b', '\u0000', '\ud800',
);
const hostile = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 60 }).map((pieces) => pieces.join(''));
const mailbox = fc.oneof(fc.constantFrom('compta@garage-canigou.fr', 'tramier@orange.fr', 'cabinet@expert-sud.fr', 'x@inconnu.fr', 'x@sfr.fr', OURS.address), fc.string({ maxLength: 30 })).map((a) => aMailbox(a, a.slice(0, 5)));
const message: fc.Arbitrary<MailMessage> = fc
  .record({ from: fc.option(mailbox), to: fc.array(mailbox, { maxLength: 3 }), cc: fc.array(mailbox, { maxLength: 2 }), replyTo: fc.array(mailbox, { maxLength: 1 }), subject: hostile, text: hostile, attachmentNames: fc.array(hostile, { maxLength: 3 }) })
  .map((over) => mailFrom('x@y.fr', over));
const thread: fc.Arbitrary<MailThread> = fc
  .record({ messages: fc.array(message, { maxLength: 4 }), open: fc.integer({ min: -1, max: 4 }), mode: fc.constantFrom('read' as const, 'compose' as const), mailbox: fc.option(mailbox.map((m) => m.address)) })
  .map((over) => aThread(over));

const textAt = (open: MailMessage, place: Clue['place'], all: MailThread): string => {
  const split = splitMessage(open.text);
  switch (place) {
    case 'subject': return open.subject;
    case 'message': return split.newest;
    case 'signature': return split.signature;
    case 'quoted': return split.quoted.map((q) => q.text).join('\n\n\n');
    case 'attachment': return open.attachmentNames.join('\n');
    case 'thread': return all.messages.map((m) => m.text).join('\n\n\n');
    default: return '';
  }
};
const peopleAt = (open: MailMessage, place: Clue['place'], all: MailThread): readonly string[] => {
  const quoted = splitMessage(open.text).quoted;
  switch (place) {
    case 'sender': return [open.from?.address ?? '', open.from?.name ?? ''];
    case 'recipient': return open.to.flatMap((b) => [b.address, b.name ?? '']);
    case 'copy': return open.cc.flatMap((b) => [b.address, b.name ?? '']);
    case 'reply-to': return open.replyTo.flatMap((b) => [b.address, b.name ?? '']);
    case 'quoted-sender': return quoted.flatMap((q) => [q.from?.address ?? '', q.from?.name ?? '']);
    case 'quoted': return quoted.flatMap((q) => q.to.flatMap((p) => [p.address ?? '', p.name ?? '']));
    case 'message': return addressesIn(open.text, '');
    case 'thread': return all.messages.flatMap((m) => [m.from, ...m.to, ...m.cc].map((b) => b?.address ?? ''));
    default: return [];
  }
};

/** Whether the clue really stands where it says. */
function isReal(clue: Clue, open: MailMessage, all: MailThread): boolean {
  const text = plainText(textAt(open, clue.place, all));
  const people = peopleAt(open, clue.place, all).map((p) => p.toLowerCase());
  switch (clue.kind) {
    case 'customer-code': case 'order-number': return text.replace(/[^\p{L}\d]/gu, '').toUpperCase().includes(clue.value.replace(/[^\p{L}\d]/gu, '').toUpperCase());
    case 'amount': return text.replace(/\D/g, '').includes(String(Math.floor(Number(clue.value.split(' ')[0]) / 100)));
    case 'look-alike-domain': return people.some((p) => p.includes(clue.value));
    case 'contact-address': case 'shared-address': case 'not-a-contact': return people.some((p) => parseAddress(p) === clue.value);
    case 'company-domain': case 'shared-domain': return people.some((p) => p.trim().replace(/[>.']+$/, '').endsWith(clue.value));
    case 'learned': return true;
    case 'cites-nothing': return true;
    case 'reference': return findReferences(textAt(open, clue.place, all)).includes(clue.value as never);
    case 'iban': return text.replace(/[ .-]/g, '').toUpperCase().includes(clue.value);
    case 'siren': case 'vat': return text.replace(/\D/g, '').includes(clue.value.replace(/\D/g, '').slice(-9));
    case 'invoice-number': case 'other-debtors-invoice':
      return textAt(open, clue.place, all).split('\n').some((line) => findNumbers(plainText(line), compileShapes(pack.numberShapes), []).some((n) => matchLevel(n.value, clue.value) !== null));
    case 'name': return [text, ...people.map((p) => p.toUpperCase())].some((t) => holdsName(indexWords(t), nameTokens(clue.value), mayBeCut(clue.value, nameTokens(clue.value))));
  }
}

describe('any mail at all', () => {
  test('splitting loses no word and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        const split = splitMessage(text);
        const kept = [split.newest, split.signature, ...split.quoted.map((q) => q.text)].join('\n');
        expect(kept.length).toBeLessThanOrEqual(text.normalize('NFC').length + split.quoted.length + 2);
        // Only what makes a header or a delimiter (GroupWise's is >>>) may vanish; without its signs every word stays.
        const plain = text.replace(/[:_\-\u2010-\u2015]|message|>>+/gi, '');
        const again = splitMessage(plain);
        const words = (t: string): string => t.normalize('NFC').replace(/[\s>]/g, '');
        expect(words([again.newest, again.signature].join('\n') + again.quoted.map((q) => q.text).join('\n')).length).toBe(words(plain).length);
      }),
      { numRuns: 400 },
    );
  });

  test('identification never throws, answers in range, and every clue stands where it says', () => {
    fc.assert(
      fc.property(thread, (t) => {
        const hits = look(hintsOf(t, pack));
        const id = identify(t, hits, pack);
        expect(() => factsOf(t, pack.profile, new Set())).not.toThrow();
        const open = t.messages[t.open];
        const candidates = id.kind === 'one' ? [id.candidate, ...id.others] : id.kind === 'several' ? id.candidates : [];
        if (id.kind === 'several') expect(candidates.length).toBeGreaterThan(0);
        expect(new Set(candidates.map((c) => c.debtor.id)).size).toBe(candidates.length);
        for (const c of candidates) {
          expect(c.score).toBeGreaterThanOrEqual(0);
          expect(c.score).toBeLessThanOrEqual(1);
          expect(c.clues.some((clue) => clue.favours)).toBe(true);
          for (const clue of c.clues) if (open !== undefined && !isReal(clue, open, t)) throw new Error(`not there: ${JSON.stringify(clue)}`);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('hints hold nothing of ours and only well-formed values', () => {
    fc.assert(
      fc.property(thread, (t) => {
        const h = hintsOf(t, pack);
        for (const a of h.addresses) {
          expect(parseAddress(a)).toBe(a);
          expect(a.endsWith('atelier-nord.fr')).toBe(false);
        }
        for (const n of h.numbers) expect(n).toMatch(/^[\p{L}\d]+(?:-[\p{L}\d]+)*$/u);
        for (const s of h.sirens) expect(s).toMatch(/^\d{9}$/);
        expect(h.domains.some((d) => d === 'orange.fr' || d === 'sfr.fr' || d === 'atelier-nord.fr')).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a megabyte of text', () => {
  const MEGABYTE = 1_000_000;
  const filled = (unit: string): string => unit.repeat(Math.ceil(MEGABYTE / unit.length)).slice(0, MEGABYTE);
  test.each([
    'a', '1', ' ', '>', '> ', '\n', '>\n', '@', 'a@', 'a.', 'De : \n', 'De : a <a@x.fr>\n', 'Le 1 ', 'Le 1\n', 'On 1 wrote: \n', 'FR76 ', 'FR76', '1 234 ', '1,', '12/', '0612345678', 'FA-2026-0297 ', 'A1', 'A-1-', '<', '"', '(', ' a écrit :\n', '--\n',
    'Cordialement\n', 'Réf. R-', 'r ', '732829320 ', '2026 ', '1.1.', 'http://', 'facture n° ', '\u200b', 'é', '-----Message d’origine-----\n', 'wrote:', 'a: ', '> De : a <a@x.fr>\n> À : b\n',
  ])('of %j is read to its end', (unit) => {
    const text = filled(unit);
    splitMessage(text);
    const t = aThread({ messages: [mailFrom('x@sfr.fr', { text, subject: text, attachmentNames: [text] })] });
    const found = identify(t, look(hintsOf(t, pack)), pack);
    factsOf(t, pack.profile, new Set());
    // No clock here: one quadratic pattern would keep this run busy for minutes.
    expect(['one', 'several', 'none']).toContain(found.kind);
  });
});
