import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { hintsOf, identify } from '../../../src/core';
import type { Identification, Mailbox, MailMessage, MailThread } from '../../../src/core';
import { aMailbox, aThread } from '../builders';
import { COLLEAGUE, inShort, invoice, LEDGER, mailFrom, OURS, packOf } from './story';
import { lookUpIn, type Ledger } from './in-memory-look-up';

const ledger: Ledger = { ...LEDGER, invoices: [...(LEDGER.invoices ?? []), invoice('20260297', 'C-6')] };
const pack = packOf(ledger);
const look = lookUpIn(ledger);
const found = (thread: MailThread): Identification => identify(thread, look(hintsOf(thread, pack)), pack);

/** Sentences that point to somebody, that seem to, and that do not. Quotes print addresses, as mail clients do for strangers. */
const sentence = fc.constantFrom(
  'La facture FA-2026-0297 est payée.', 'Nous contestons fa 2026/0301.', 'Veuillez trouver ci-joint notre facture FA-2026-0302, à régler.', 'SIREN 732 829 320', 'Garage du Canigou', 'Menuiserie Peyron',
  'Appelez-moi au 04 68 20 26 02 97.', 'commande n° 20260297', 'virement 20260297', 'IBAN FR14 2004 1010 0505 0001 3M02 606', 'Montant : 1 200,00 €', 'Réf. R-7K3F', 'Bonne journée', 'Se désabonner', 'Rendez-vous à 14 h.',
  'Écrivez à compta@garage-canigou.fr', 'TVA FR83 404 833 048', 'facture 2026-0302', 'n° client C-2',
  '\nDe : Marie <marie.lefevre@atelier-nord.fr>\nEnvoyé : lundi 16 novembre 2026 09:12\nÀ : a.peyron@menuiserie-peyron.fr\nObjet : Relance\n\nVotre facture FA-2026-0302.', '\nLe 16/11/2026 à 09:12, Zoé <tramier@orange.fr> a écrit :\n> Bonjour',
);
const outsiders = ['compta@garage-canigou.fr', 'tramier@orange.fr', 'cabinet@expert-sud.fr', 'direction@ondaine.fr', 'x@garage-canigou.com', 'y@inconnu.fr', 'z@sfr.fr', 'newsletter@garage-canigou.fr', 'mailer-daemon@mx.fr', 'no-reply@ar24.fr', 'a.peyron+x@menuiserie-peyron.fr'];
const ours = [OURS, COLLEAGUE, aMailbox('recouvrement@atelier-nord.fr')];
const box: fc.Arbitrary<Mailbox> = fc.oneof(fc.constantFrom(...outsiders).map((a) => aMailbox(a)), fc.constantFrom(...ours));
const message: fc.Arbitrary<MailMessage> = fc
  .record({ from: box, to: fc.array(box, { maxLength: 4 }), cc: fc.array(box, { maxLength: 3 }), subject: sentence, text: fc.array(sentence, { maxLength: 5 }).map((s) => s.join('\n')), files: fc.constantFrom([], ['FA-2026-0301.pdf'], ['scan.pdf']) })
  .map(({ from, files, ...over }) => mailFrom(from.address, { from, attachmentNames: files, ...over }));
const thread: fc.Arbitrary<MailThread> = fc.array(message, { minLength: 1, maxLength: 3 }).map((messages) => aThread({ messages, open: messages.length - 1 }));

/** Scores and order too: only what is shown of the first correspondent may follow the order in which recipients stand. */
const answer = (id: Identification): string => {
  const listed = id.kind === 'one' ? [id.candidate, ...id.others] : id.kind === 'several' ? id.candidates : [];
  return `${inShort(id)} | ${listed.map((c) => `${c.debtor.id} ${c.score.toFixed(9)}`).sort().join(' ')} | ${id.kind === 'none' ? '' : [...id.invoices].sort().join(' ')}`;
};

const RUNS = { numRuns: 2_000 };

describe('whatever a thread holds', () => {
  test('an unrelated message never turns none into one', () => {
    const greeting = fc.constantFrom('Bonne journée à tous', 'La salle est réservée.', 'Merci pour votre accueil', 'Rendez-vous jeudi à 14 h', 'Joyeuses fêtes');
    const unrelated = fc.record({ from: fc.constantFrom('lea@inconnu-un.fr', 'hugo@laposte.net', OURS.address, COLLEAGUE.address), to: fc.constantFrom(OURS, COLLEAGUE), text: greeting })
      .map(({ from, to, text }) => mailFrom(from, { from: aMailbox(from), to: [to], subject: text, text }));
    let silent = 0;
    fc.assert(
      fc.property(thread, unrelated, fc.boolean(), (t, more, before) => {
        if (found(t).kind !== 'none') return;
        silent += 1;
        const messages = before ? [more, ...t.messages] : [...t.messages, more];
        // It may come before the open message, or behind it; and it may itself be opened.
        expect(found({ ...t, messages, open: before ? messages.length - 1 : t.messages.length - 1 }).kind).not.toBe('one');
      }),
      { numRuns: 4_000 },
    );
    expect(silent).toBeGreaterThan(50);
  });

  test('the order of recipients changes nothing', () => {
    const turned = (list: readonly Mailbox[], by: number): readonly Mailbox[] => [...list.slice(by % (list.length || 1)), ...list.slice(0, by % (list.length || 1))].reverse();
    fc.assert(
      fc.property(thread, fc.nat(5), (t, by) => {
        const shuffled = { ...t, messages: t.messages.map((m) => ({ ...m, to: turned(m.to, by), cc: turned(m.cc, by + 1) })) };
        expect(answer(found(shuffled))).toBe(answer(found(t)));
      }),
      RUNS,
    );
  });

  test('removing our own addresses from the recipients changes nothing', () => {
    const strangers = (list: readonly Mailbox[]): readonly Mailbox[] => list.filter((b) => !b.address.endsWith('@atelier-nord.fr'));
    fc.assert(
      fc.property(thread, (t) => {
        const without = { ...t, messages: t.messages.map((m) => ({ ...m, to: strangers(m.to), cc: strangers(m.cc) })) };
        expect(answer(found(without))).toBe(answer(found(t)));
      }),
      RUNS,
    );
  });

  test('our own identifiers, signature and addresses added to a mail change nothing', () => {
    const own = '\n\nAtelier Nord\nSIRET 404 833 048 00022 - TVA FR83 404 833 048\nIBAN FR76 3000 6000 0112 3456 7890 189\nmarie.lefevre@atelier-nord.fr';
    fc.assert(
      fc.property(thread, (t) => {
        // Below a quote it would be a part of what is quoted.
        fc.pre(!t.messages.some((m) => /^De : | a écrit :/m.test(m.text)));
        const signed = { ...t, messages: t.messages.map((m) => ({ ...m, text: `${m.text}${own}` })) };
        expect(answer(found(signed))).toBe(answer(found(t)));
      }),
      RUNS,
    );
  });
});
