import { describe, expect, test } from '@jest/globals';
import type { Clue, CluePlace, Identification, LearnedChoice, MailMessage } from '../../../src/core';
import { address, aMailbox, aProfile, aThread, reference } from '../builders';
import { COLLEAGUE, customer, debtorId, found, inShort, invoice, LEDGER, mailFrom, OURS, packOf, threadOf } from './story';

const said = (from: string, text: string, over: Partial<MailMessage> = {}): string => inShort(found(threadOf(mailFrom(from, { text, ...over }))));
const clues = (id: Identification): readonly Clue[] => (id.kind === 'one' ? id.candidate.clues : id.kind === 'several' ? id.candidates.flatMap((c) => c.clues) : []);

describe('who writes', () => {
  test('a known contact is its debtor', () => {
    const id = found(threadOf(mailFrom('compta@garage-canigou.fr')));
    expect(inShort(id)).toBe('C-1');
    expect(clues(id)).toEqual([{ kind: 'contact-address', value: 'compta@garage-canigou.fr', place: 'sender', favours: true, open: null, count: null }]);
  });
  test('case and display name of the address do not matter', () => {
    expect(inShort(found(threadOf(mailFrom('COMPTA@Garage-Canigou.FR'))))).toBe('C-1');
  });
  test('a new person at the customer’s own domain is that customer, and the pane says that the address is new', () => {
    const id = found(threadOf(mailFrom('nouveau@garage-canigou.fr')));
    expect(inShort(id)).toBe('C-1');
    expect(clues(id).map((c) => [c.kind, c.favours])).toEqual([['company-domain', true], ['not-a-contact', false]]);
  });
  test('a sub-domain counts for the domain that the ledger has', () => {
    expect(inShort(found(threadOf(mailFrom('a@factures.garage-canigou.fr'))))).toBe('C-1');
  });
  test('a private address stands for itself alone, never for its provider', () => {
    expect(inShort(found(threadOf(mailFrom('tramier@orange.fr'))))).toBe('C-2');
    expect(inShort(found(threadOf(mailFrom('somebody@orange.fr'))))).toBe('none:nothing-found');
  });
  test('a platform names no customer, unless the ledger’s owner says so', () => {
    const ledger = { debtors: [customer('C-9', 'Qonto', { mail: ['ap@qonto.com'], domains: ['qonto.com'] })] };
    const thread = threadOf(mailFrom('notifications@qonto.com'));
    expect(inShort(found(thread, ledger))).toBe('none:nothing-found');
  });
  test('an accountant of two customers: both are shown, with how many share the address', () => {
    const id = found(threadOf(mailFrom('cabinet@expert-sud.fr')));
    expect(inShort(id)).toBe('several:shared C-2 C-3');
    expect(clues(id)).toContainEqual({ kind: 'shared-address', value: 'cabinet@expert-sud.fr', place: 'sender', favours: false, open: null, count: 2 });
    expect(clues(id)).toContainEqual(expect.objectContaining({ kind: 'cites-nothing', favours: false }));
  });
  test('an invoice number decides for one of the accountant’s customers', () => {
    const id = found(threadOf(mailFrom('cabinet@expert-sud.fr', { subject: 'FA-2026-0302' })));
    expect(inShort(id)).toBe('C-3');
    expect(id.kind === 'one' && id.others.map((o) => o.debtor.id)).toEqual(['C-2']);
    expect(id.kind === 'one' && id.invoices).toEqual(['FA-2026-0302']);
  });
  test('the whole name of one of them decides; of two of them, or only quoted, it does not', () => {
    expect(said('cabinet@expert-sud.fr', 'Pour notre client Menuiserie Peyron, merci.')).toBe('C-3');
    expect(said('cabinet@expert-sud.fr', 'Pour Menuiserie Peyron et Boulangerie Tramier, merci.')).toBe('several:shared C-2 C-3');
    expect(said('cabinet@expert-sud.fr', 'Pour Peyron, merci.')).toBe('several:shared C-2 C-3');
    expect(said('cabinet@expert-sud.fr', 'Merci.\n\nLe 16/11/2026 à 09:12, Marie Lefèvre <marie.lefevre@atelier-nord.fr> a écrit :\n> Menuiserie Peyron')).toBe('several:shared C-2 C-3');
  });
  test('a name that is part of another’s does not choose between the two, the longer one does', () => {
    const ledger = { debtors: [customer('F-1', 'Orval', { mail: ['a@groupe-orval.fr'] }), customer('F-2', 'Transports Orval', { mail: ['b@groupe-orval.fr'] }), customer('F-3', 'Transports Orval Sud', { mail: ['c@groupe-orval.fr'] })] };
    const ask = (text: string): string => inShort(found(threadOf(mailFrom('x@groupe-orval.fr', { text })), ledger));
    expect(ask('Transports Orval')).toBe('several:shared F-1 F-2 F-3');
    expect(ask('Transports Orval Sud')).toBe('F-3');
    expect(ask('Orval')).toBe('several:shared F-1 F-2 F-3');
  });
  test('an accountant who cites an invoice of somebody else: all three', () => {
    expect(said('cabinet@expert-sud.fr', 'la facture FA-2026-0297')).toBe('several:contradiction C-1 C-2 C-3');
  });
  test('companies of a group share a domain: the contact decides, a stranger among them does not, a number does', () => {
    expect(inShort(found(threadOf(mailFrom('finances@ondaine.fr'))))).toBe('C-5');
    expect(inShort(found(threadOf(mailFrom('direction@ondaine.fr'))))).toBe('several:shared C-5 C-6');
    expect(said('direction@ondaine.fr', 'Facture FA-2026-0406 ?')).toBe('C-6');
  });
  test('a new person at an accountant’s domain, of whom the ledger knows one customer only: asked', () => {
    const ledger = { debtors: [customer('C-9', 'Scierie Vidal', { mail: ['julie@cabinet-roux.fr'] }), customer('C-10', 'Cabinet Lenoir', { mail: ['x@cabinet-lenoir.fr'] })] };
    expect(inShort(found(threadOf(mailFrom('julie@cabinet-roux.fr')), ledger))).toBe('C-9');
    expect(inShort(found(threadOf(mailFrom('paul@cabinet-roux.fr')), ledger))).toBe('several:weak C-9');
    expect(inShort(found(threadOf(mailFrom('paul@cabinet-lenoir.fr')), ledger))).toBe('C-10');
  });
  test('more than twenty debtors of one accountant: twenty are shown, the count is true, a number still decides', () => {
    const debtors = Array.from({ length: 25 }, (_, i) => customer(`D-${10 + i}`, `Client ${i}`, { mail: ['cabinet@comptable-nord.fr'] }));
    const ledger = { debtors, invoices: [invoice('FA-2026-0999', 'D-34')] };
    const id = found(threadOf(mailFrom('cabinet@comptable-nord.fr')), ledger);
    expect(id).toMatchObject({ kind: 'several', why: 'shared', count: 25 });
    expect(id.kind === 'several' && id.candidates).toHaveLength(20);
    expect(inShort(found(threadOf(mailFrom('cabinet@comptable-nord.fr', { text: 'la facture FA-2026-0999' })), ledger))).toBe('D-34');
  });
  test('answers that go to another customer are a contradiction', () => {
    expect(said('compta@garage-canigou.fr', 'Bonjour', { replyTo: [aMailbox('a.peyron@menuiserie-peyron.fr')] })).toBe('several:contradiction C-1 C-3');
  });
  test('a person of another customer in copy does not change who writes', () => {
    const id = found(threadOf(mailFrom('compta@garage-canigou.fr', { cc: [aMailbox('a.peyron@menuiserie-peyron.fr')] })));
    expect(inShort(id)).toBe('C-1');
    expect(id.kind === 'one' && id.others.map((o) => o.debtor.id)).toEqual(['C-3']);
  });
  test('a stranger with a customer in copy: asked, not guessed', () => {
    expect(said('avocat@cabinet-inconnu.fr', 'Je vous écris.', { cc: [aMailbox('compta@garage-canigou.fr')] })).toBe('several:weak C-1');
  });
});

describe('our own mail', () => {
  const own = (over: Partial<MailMessage>): MailMessage => mailFrom(OURS.address, { from: OURS, ...over });
  test('a mail that we sent is about its recipient', () => {
    const id = found(threadOf(own({ to: [aMailbox('compta@garage-canigou.fr')] })));
    expect(inShort(id)).toBe('C-1');
    expect(clues(id)[0]).toMatchObject({ kind: 'contact-address', place: 'recipient' });
  });
  test('to a private address, our own invoice number says whose it is', () => {
    expect(inShort(found(threadOf(own({ to: [aMailbox('quelqu.un@sfr.fr')], text: 'Ci-joint la facture FA-2026-0301.' }))))).toBe('C-2');
  });
  test('among ourselves with a customer in copy: that customer', () => {
    expect(inShort(found(threadOf(own({ to: [COLLEAGUE], cc: [aMailbox('compta@garage-canigou.fr')] }))))).toBe('C-1');
  });
  test('among ourselves about nothing: none, because it is our own mail', () => {
    expect(inShort(found(threadOf(own({ to: [COLLEAGUE], text: 'La réunion est à 15 h.\n-- \nAtelier Nord\nSIRET 404 833 048 00022 - TVA FR 83 404 833 048\nIBAN FR76 3000 6000 0112 3456 7890 189' }))))).toBe('none:own-mail');
  });
  test('an Exchange address without @ is one of ours', () => {
    expect(inShort(found(threadOf(mailFrom('/O=EXCHANGELABS/OU=ADMIN/CN=MARIE', { text: 'rien' }))))).toBe('none:own-mail');
  });
  test('a draft in the compose window is about its recipients', () => {
    const thread = aThread({ mode: 'compose', messages: [mailFrom('x@y.fr', { from: null, to: [aMailbox('compta@garage-canigou.fr')] })] });
    expect(inShort(found(thread))).toBe('C-1');
  });
  test('a small firm that writes from orange.fr does not take all of orange.fr for itself', () => {
    const pack = packOf(LEDGER, { profile: aProfile({ domains: ['orange.fr'], addresses: [address('atelier.nord@orange.fr')] }) });
    expect(inShort(found(threadOf(mailFrom('tramier@orange.fr', { to: [aMailbox('atelier.nord@orange.fr')] })), LEDGER, pack))).toBe('C-2');
    expect(inShort(found(threadOf(mailFrom('atelier.nord@orange.fr')), LEDGER, pack))).toBe('none:own-mail');
  });
});

describe('forwarded by a colleague', () => {
  const forwarded = (...header: readonly string[]): string =>
    inShort(found(threadOf(mailFrom(COLLEAGUE.address, { from: COLLEAGUE, to: [OURS], subject: 'TR : Règlement', text: ['Pour toi.', '', 'Paul', 'Atelier Nord', '', ...header, '', 'Bonjour, merci de me rappeler.'].join('\n') }))));
  test('the quoted sender is the customer', () => {
    expect(forwarded('De : Compta <compta@garage-canigou.fr>', 'Envoyé : lundi 16 novembre 2026 09:12', 'À : Marie Lefèvre <marie.lefevre@atelier-nord.fr>', 'Objet : Règlement')).toBe('C-1');
    expect(forwarded('---------- Forwarded message ---------', 'From: <a.peyron@menuiserie-peyron.fr>', 'Date: Mon, Nov 16, 2026', 'Subject: x', 'To: marie.lefevre@atelier-nord.fr')).toBe('C-3');
    expect(forwarded('Le 16/11/2026 à 09:12, Compta <autre@garage-canigou.fr> a écrit :')).toBe('C-1');
  });
  test('the clue says where it stands', () => {
    const id = found(threadOf(mailFrom(COLLEAGUE.address, { from: COLLEAGUE, text: 'Vu ?\n\nDe : Compta <compta@garage-canigou.fr>\nEnvoyé : hier\nObjet : Règlement\n\nBonjour' })));
    expect(clues(id)[0]).toMatchObject({ kind: 'contact-address', place: 'quoted-sender' });
  });
  test('our own mail below, forwarded among ourselves: its recipient', () => {
    expect(forwarded('De : Marie Lefèvre <marie.lefevre@atelier-nord.fr>', 'Envoyé : lundi 16 novembre 2026 09:12', 'À : compta@garage-canigou.fr', 'Objet : Rappel')).toBe('C-1');
  });
  test('a private quoted sender who cites a number', () => {
    const text = 'Pour toi.\n\nDe : Zoé <zoe@sfr.fr>\nEnvoyé : hier\nObjet : Facture\n\nJe conteste la facture FA-2026-0301.';
    expect(inShort(found(threadOf(mailFrom(COLLEAGUE.address, { from: COLLEAGUE, subject: 'TR: Facture', text }))))).toBe('C-2');
  });
});

describe('invoice numbers', () => {
  test.each<[CluePlace, Partial<MailMessage>]>([
    ['subject', { subject: 'Facture FA-2026-0297' }],
    ['message', { text: 'la facture FA-2026-0297 est réglée' }],
    ['attachment', { text: 'Je conteste, voir ci-joint.', attachmentNames: ['FA-2026-0297.pdf'] }],
    ['signature', { text: 'Bonjour\nMerci\nCordialement\nN/réf FA-2026-0297' }],
  ])('from a private address, in the %s', (place, over) => {
    const id = found(threadOf(mailFrom('quelqu.un@sfr.fr', over)));
    expect(inShort(id)).toBe('C-1');
    expect(clues(id)[0]).toEqual({ kind: 'invoice-number', value: 'FA-2026-0297', place, favours: true, open: true, count: null });
  });

  test.each([
    'fa-2026-0297', 'FA 2026 0297', 'FA\u00a02026\u202f0297', 'FA/2026/0297', 'FA20260297', 'FA\u20132026\u20130297', 'FA.2026.0297', 'fa_2026_0297', 'facture FA-2026-297', 'FA-2026-297', 'facture n° 2026-0297',
    'facture nº2026/297', 'Facture_FA-2026-0297', 'FA-\u200b2026-\u200e0297', 'factures FA-2026-0297 et FA-2026-0310', 'factures 2026-0297, 2026-0310',
  ])('as people write it: %s', (written) => {
    expect(said('quelqu.un@sfr.fr', `Bonjour, concernant ${written}.`)).toBe('C-1');
  });

  test.each([
    ['a telephone number', '9999999999', '0468123456', 'facture : 0468123456'],
    ['a telephone number with its label', '999999999', '468123456', 'facture ? Téléphone +33 468123456'],
    ['an IBAN', '9999', '3000', 'facture : IBAN FR14 2004 1010 0505 0001 3M02 606'],
    ['a card', '9999', '4242', 'facture 4242 4242 4242 4242'],
    ['a date', '99-99-9999', '16-11-2026', 'facture du 16-11-2026'],
    ['an amount', '9999', '1250', 'facture de 1250 €'],
    ['an amount with cents', '9999', '1250', 'facture 1250,00'],
    ['a link', 'AA99999999', 'FA20260297', 'facture https://portail.fr/f?id=FA20260297'],
    ['an address', '99999999', '20260297', 'facture 20260297@portail.fr'],
    ['a SIRET', '99999', '00018', 'facture SIRET 552 081 317 00018'],
    ['an order', '99999999', '20260297', 'commande n° 20260297'],
    ['a longer number', '99999999', '20260297', 'facture 20260297-12-3'],
    ['a post code', '99999', '66000', '12 rue des Tilleuls, 66000 Perpignan'],
  ])('never from inside %s', (_, shape, number, text) => {
    const ledger = { debtors: LEDGER.debtors, invoices: [invoice(number, 'C-1')] };
    expect(inShort(found(threadOf(mailFrom('quelqu.un@sfr.fr', { text })), ledger, packOf(ledger, { numberShapes: [shape] })))).toBe('none:nothing-found');
  });

  test('without its prefix a number counts when it is the only one', () => {
    expect(said('quelqu.un@sfr.fr', 'la facture 2026-0297')).toBe('C-1');
    expect(said('quelqu.un@sfr.fr', 'la facture 2026-0302')).toBe('several:contradiction C-2 C-3');
    expect(said('a.peyron@menuiserie-peyron.fr', 'la facture 2026-0302')).toBe('C-3');
  });
  test('figures alone, without the word invoice, are not enough', () => {
    const ledger = { debtors: LEDGER.debtors, invoices: [invoice('20260297', 'C-1')] };
    const ask = (text: string): string => inShort(found(threadOf(mailFrom('quelqu.un@sfr.fr', { text })), ledger));
    expect(ask('payé : 20260297')).toBe('several:weak C-1');
    expect(ask('voir 20260297')).toBe('none:nothing-found');
    expect(ask('facture 20260297')).toBe('C-1');
    expect(ask('facture client n° 20260297')).toBe('C-1');
    expect(ask('devis n° 20260297')).toBe('none:nothing-found');
  });

  test.each([
    ['la facture 2026', '2026', 'several:weak C-1'],
    ['pour avoir 3000 pièces', '3000', 'several:weak C-1'],
    ['facture 3000', '3000', 'C-1'],
    ['avoir n° 3000', '3000', 'C-1'],
    ['paiement n° 3000', '3000', 'several:weak C-1'],
    ['chambre n° 3000', '3000', 'none:nothing-found'],
    ['facture 300', '300', 'several:weak C-1'],
  ])('a short number means little: "%s"', (text, number, answer) => {
    const ledger = { debtors: LEDGER.debtors, invoices: [invoice(number, 'C-1')] };
    expect(inShort(found(threadOf(mailFrom('quelqu.un@sfr.fr', { text })), ledger))).toBe(answer);
  });
  test.each(['notre facture FA-2026-0297', 'mes factures n° FA-2026-0310 et FA-2026-0297', 'our invoice no FA-2026-0297'])('who claims an invoice may be a supplier: "%s"', (text) => {
    expect(said('quelqu.un@sfr.fr', text)).toBe('several:weak C-1');
    expect(said('compta@garage-canigou.fr', text)).toBe('C-1');
    expect(said('a.peyron@menuiserie-peyron.fr', text)).toBe('C-3');
  });
  test('numbers of two customers from a private address: both', () => {
    const id = found(threadOf(mailFrom('quelqu.un@sfr.fr', { text: 'Règlement des factures FA-2026-0297 et FA-2026-0301.' })));
    expect(inShort(id)).toBe('several:contradiction C-1 C-2');
    expect(id.kind === 'several' && id.invoices).toEqual(['FA-2026-0297', 'FA-2026-0301']);
  });
  test('a customer’s employee who cites another customer’s invoice: both, with what speaks against each', () => {
    const id = found(threadOf(mailFrom('compta@garage-canigou.fr', { text: 'Reçu la facture FA-2026-0301 par erreur' })));
    expect(inShort(id)).toBe('several:contradiction C-1 C-2');
    expect(clues(id)).toContainEqual(expect.objectContaining({ kind: 'other-debtors-invoice', value: 'FA-2026-0301', place: 'message', favours: false }));
    expect(clues(id)).toContainEqual(expect.objectContaining({ kind: 'not-a-contact', value: 'compta@garage-canigou.fr', favours: false }));
  });
  test.each([
    'Veuillez trouver notre facture FA-2026-0297, à régler sous 30 jours.', 'Please find attached our invoice FA-2026-0297. Please remit within 30 days.', 'Ci-joint ma facture FA-2026-0297. Merci de me régler par chèque.',
  ])('somebody unknown who sends an invoice and wants to be paid is a supplier: "%s"', (text) => {
    expect(said('factures@fournisseur-inconnu.fr', text)).toBe('none:supplier');
    expect(said('artisan@sfr.fr', text, { attachmentNames: ['FA-2026-0297.pdf'] })).toBe('none:supplier');
    expect(said('compta@garage-canigou.fr', text)).toBe('C-1');
    expect(said('a.peyron@menuiserie-peyron.fr', text)).toBe('C-3');
  });
  test('who sends an invoice may be a supplier, also without "my": asked', () => {
    expect(said('artisan@sfr.fr', 'Veuillez trouver ci-joint la facture de mardi.', { attachmentNames: ['FA-2026-0297.pdf'] })).toBe('several:weak C-1');
    expect(said('client@sfr.fr', 'Veuillez trouver ci-joint le règlement de la facture FA-2026-0297.')).toBe('C-1');
  });
  test('a company that the ledger does not know may number as we do: asked', () => {
    expect(said('factures@societe-inconnue.fr', 'Au sujet de la facture FA-2026-0297.')).toBe('several:weak C-1');
    expect(said('factures@fournisseur-inconnu.fr', 'Veuillez trouver notre facture FA-2026-0297.')).toBe('none:supplier');
  });
  test('with the customer’s name beside it, it is enough', () => {
    const id = found(threadOf(mailFrom('no-reply@portail-achats.fr', { text: 'Destinataire : GARAGE DU CANIGOU\nFacture : FA-2026-0297\nStatut : rejetée' })));
    expect(inShort(id)).toBe('C-1');
    expect(clues(id).map((c) => c.kind)).toEqual(['invoice-number', 'name', 'not-a-contact']);
  });
  test('a portal that names one customer and lists the invoices of two: both', () => {
    expect(said('no-reply@portail-achats.fr', 'Destinataire : GARAGE DU CANIGOU\nFactures : FA-2026-0297, FA-2026-0301')).toBe('several:contradiction C-1 C-2');
  });
  test('a private address that cites one customer’s invoice and copies another customer: both', () => {
    expect(said('quelqu.un@sfr.fr', 'la facture FA-2026-0301', { cc: [aMailbox('compta@garage-canigou.fr')] })).toBe('several:contradiction C-1 C-2');
  });
  test('a private address that gives an account of its own: asked; that asks to be paid there: a supplier', () => {
    expect(said('fournisseur@sfr.fr', 'Au sujet de la facture FA-2026-0297 : IBAN FR14 2004 1010 0505 0001 3M02 606')).toBe('several:weak C-1');
    expect(said('fournisseur@sfr.fr', 'La facture FA-2026-0297 est à régler : IBAN FR14 2004 1010 0505 0001 3M02 606')).toBe('none:supplier');
  });
  test('our own IBAN quoted back changes nothing', () => {
    expect(said('quelqu.un@sfr.fr', 'FA-2026-0297 payée sur FR76 3000 6000 0112 3456 7890 189')).toBe('C-1');
  });
  test('signed with another company’s SIREN: asked', () => {
    expect(said('quelqu.un@sfr.fr', 'La facture FA-2026-0297.\n-- \nX\nSIREN 443 061 841')).toBe('several:contradiction C-1 C-3');
    expect(said('quelqu.un@sfr.fr', 'La facture FA-2026-0297.\n-- \nX\nSIREN 552 081 317')).toBe('several:weak C-1');
  });

  test('only in the part that we wrote, as the answer quotes it', () => {
    const quoted = 'Nous changeons de service.\n\nLe 16/11/2026 à 09:12, Marie Lefèvre <marie.lefevre@atelier-nord.fr> a écrit :\n> Votre facture FA-2026-0301';
    const id = found(threadOf(mailFrom('quelqu.un@sfr.fr', { text: quoted })));
    expect(inShort(id)).toBe('C-2');
    expect(clues(id)[0]).toMatchObject({ kind: 'invoice-number', place: 'quoted' });
    expect(said('nouveau@societe-inconnue.fr', quoted)).toBe('C-2');
    expect(said('quelqu.un@sfr.fr', quoted.replace(' <marie.lefevre@atelier-nord.fr>', ''))).toBe('C-2');
  });
  test('only in what a third party wrote: asked', () => {
    expect(said('quelqu.un@sfr.fr', 'Voir dessous.\n\nLe 16/11/2026 à 09:12, X <x@ailleurs.fr> a écrit :\n> facture FA-2026-0301')).toBe('several:weak C-2');
  });
  test('in an earlier message of ours in the thread', () => {
    const ours = mailFrom(OURS.address, { id: 'm0', from: OURS, to: [aMailbox('quelqu.un@sfr.fr')], text: 'Votre facture FA-2026-0301' });
    expect(inShort(found(threadOf(ours, mailFrom('quelqu.un@sfr.fr'))))).toBe('C-2');
  });
  test('a thread in which we wrote to a customer, answered from a private address', () => {
    const ours = mailFrom(OURS.address, { id: 'm0', from: OURS, to: [aMailbox('compta@garage-canigou.fr')] });
    expect(inShort(found(threadOf(ours, mailFrom('quelqu.un@sfr.fr'))))).toBe('C-1');
    expect(inShort(found(threadOf(ours, mailFrom('compta@menuiserie-peyron.fr'))))).toBe('C-3');
    expect(inShort(found(threadOf(ours, mailFrom('x@societe-inconnue.fr', { text: 'la facture FA-2026-0301' }))))).toBe('several:contradiction C-1 C-2');
  });
});

describe('identifiers and references', () => {
  test.each([
    ['SIREN', 'SIREN 732 829 320', 'C-1', 'siren'],
    ['SIRET of another establishment', 'SIRET 732 829 320 00066', 'C-1', 'siren'],
    ['VAT', 'TVA FR 44 732829320', 'C-1', 'vat'],
    ['SIRET, of which the ledger has another', 'RCS Lyon 443 061 841', 'C-3', 'siren'],
    ['La Poste’s own rule', 'SIRET 356 000 000 49837', 'C-4', 'siren'],
  ])('%s in the signature of a private address', (_, text, debtor, kind) => {
    const id = found(threadOf(mailFrom('quelqu.un@sfr.fr', { text: `Bonjour,\nPayé.\nCordialement\nX\n${text}` })));
    expect(inShort(id)).toBe(debtor);
    expect(clues(id)[0]).toMatchObject({ kind, place: 'signature', favours: true });
    expect(clues(id).filter((c) => c.favours)).toHaveLength(1);
  });
  test('in what a third party wrote it only suggests', () => {
    expect(said('quelqu.un@sfr.fr', 'Voir dessous.\n\nLe 16/11/2026 à 09:12, X <x@ailleurs.fr> a écrit :\n> SIREN 732 829 320')).toBe('several:weak C-1');
  });
  test('a wrong check digit is nothing', () => {
    expect(said('quelqu.un@sfr.fr', 'SIREN 732 829 321')).toBe('none:nothing-found');
  });
  test('our own, quoted by a stranger, name nobody', () => {
    const ledger = { debtors: [...LEDGER.debtors, customer('C-7', 'Atelier Nord', { ids: { siren: '404833048' } })], invoices: LEDGER.invoices ?? [] };
    expect(inShort(found(threadOf(mailFrom('quelqu.un@sfr.fr', { text: 'Votre SIRET 404 833 048 00022, TVA FR83404833048 ?' })), ledger))).toBe('none:nothing-found');
  });
  test('one SIREN, two accounts: both', () => {
    const ledger = { debtors: [customer('E-1', 'Mairie, écoles', { ids: { siren: '732829320' } }), customer('E-2', 'Mairie, voirie', { ids: { siren: '732829320' } })], invoices: [invoice('FA-2026-0001', 'E-2')] };
    expect(inShort(found(threadOf(mailFrom('x@sfr.fr', { text: 'SIREN 732829320' })), ledger))).toBe('several:shared E-1 E-2');
    expect(inShort(found(threadOf(mailFrom('x@sfr.fr', { text: 'SIREN 732829320, facture FA-2026-0001' })), ledger))).toBe('E-2');
  });
  test('the reference of our reminder names the debtor wherever it stands', () => {
    const ledger = { ...LEDGER, reminders: [{ reference: reference('R-7K3F'), debtor: debtorId('C-2') }] };
    for (const text of ['Réf. R-7K3F', 'Oui.\n\nLe 16/11/2026 à 09:12, X <x@ailleurs.fr> a écrit :\n> Réf. R-7K3F']) {
      expect(inShort(found(threadOf(mailFrom('inconnu@societe-inconnue.fr', { text })), ledger))).toBe('C-2');
    }
    expect(inShort(found(threadOf(mailFrom('compta@garage-canigou.fr', { text: 'Réf. R-7K3F' })), ledger))).toBe('several:contradiction C-1 C-2');
  });
});

describe('names', () => {
  test('a name alone names nobody', () => {
    expect(said('quelqu.un@sfr.fr', 'Bonjour, ici le Garage du Canigou.')).toBe('none:nothing-found');
  });
  test('a common word is no name', () => {
    const ledger = { debtors: [customer('C-8', 'Central')], invoices: [invoice('FA-2026-0001', 'C-8')] };
    const ask = (text: string): string => inShort(found(threadOf(mailFrom('x@societe-inconnue.fr', { text })), ledger));
    expect(ask('Le bureau central cite FA-2026-0001')).toBe('several:weak C-8');
    expect(ask('La société Central cite FA-2026-0001')).toBe('C-8');
  });
});

describe('what the clerk taught', () => {
  const taught = (choice: LearnedChoice): typeof LEDGER => ({ ...LEDGER, choices: [choice] });
  test('for an address, also a shared one', () => {
    const ledger = taught({ scope: 'address', value: 'cabinet@expert-sud.fr', debtor: debtorId('C-3') });
    expect(inShort(found(threadOf(mailFrom('cabinet@expert-sud.fr')), ledger))).toBe('C-3');
    expect(inShort(found(threadOf(mailFrom('cabinet@expert-sud.fr', { text: 'facture FA-2026-0301' })), ledger))).toBe('several:contradiction C-2 C-3');
  });
  test('a choice does not outweigh what the ledger says of the address or the domain', () => {
    expect(inShort(found(threadOf(mailFrom('compta@garage-canigou.fr')), taught({ scope: 'address', value: 'compta@garage-canigou.fr', debtor: debtorId('C-3') })))).toBe('several:contradiction C-1 C-3');
    expect(inShort(found(threadOf(mailFrom('x@garage-canigou.fr')), taught({ scope: 'domain', value: 'garage-canigou.fr', debtor: debtorId('C-3') })))).toBe('several:contradiction C-1 C-3');
    expect(inShort(found(threadOf(mailFrom('x@garage-canigou.fr')), taught({ scope: 'address', value: 'x@garage-canigou.fr', debtor: debtorId('C-3') })))).toBe('C-3');
    expect(inShort(found(threadOf(mailFrom('direction@ondaine.fr')), taught({ scope: 'domain', value: 'ondaine.fr', debtor: debtorId('C-6') })))).toBe('C-6');
  });
  test('for a domain', () => {
    const id = found(threadOf(mailFrom('x@holding-canigou.fr')), taught({ scope: 'domain', value: 'holding-canigou.fr', debtor: debtorId('C-1') }));
    expect(inShort(id)).toBe('C-1');
    expect(clues(id)[0]).toMatchObject({ kind: 'learned', value: 'holding-canigou.fr', place: 'sender' });
  });
  test.each<[LearnedChoice['scope'], string]>([
    ['thread', 'thread-1'],
    ['address', 'no-reply@fournisseur.fr'],
    ['domain', 'fournisseur.fr'],
  ])('not a customer, by %s', (scope, value) => {
    expect(inShort(found(threadOf(mailFrom('no-reply@fournisseur.fr', { text: 'notre facture FA-2026-0297, Garage du Canigou' })), taught({ scope, value, debtor: null })))).toBe('none:marked-not-a-customer');
  });
  test('a choice for an address outweighs "not a customer" for its domain', () => {
    const ledger = { ...LEDGER, choices: [{ scope: 'domain', value: 'x.fr', debtor: null }, { scope: 'address', value: 'a@x.fr', debtor: debtorId('C-1') }] as const };
    expect(inShort(found(threadOf(mailFrom('a@x.fr')), ledger))).toBe('C-1');
  });
});

test('an empty thread, a look-up without hits and an empty ledger name nobody', () => {
  expect(inShort(found(aThread({ messages: [], open: 0 })))).toBe('none:nothing-found');
  expect(inShort(found(threadOf(mailFrom('compta@garage-canigou.fr')), { debtors: [] }))).toBe('none:nothing-found');
});
