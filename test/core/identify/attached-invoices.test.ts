import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { hintsOf, identify, passageOf } from '../../../src/core';
import type { AttachedXml, Clue, Identification, MailMessage, MailThread, Pack } from '../../../src/core';
import { evidenceView } from '../../../src/core/panel/evidence';
import { aMailbox, aProfile, aThread } from '../builders';
import { aFacturX, aUblInvoice, FORMS, US } from './an-e-invoice';
import type { PartyOf } from './an-e-invoice';
import { lookUpIn, type Ledger } from './in-memory-look-up';
import { COLLEAGUE, found, inShort, invoice, LEDGER, mailFrom, OURS, packOf, threadOf } from './story';

const CANIGOU: PartyOf = { name: 'Garage du Canigou', siren: '732829320', vat: 'FR44732829320' };
const PEYRON: PartyOf = { name: 'Menuiserie Peyron', siret: '44306184100047' };
const SUPPLIER: PartyOf = { name: 'Quincaillerie Vasseur', siren: '552100554', vat: 'FR96552100554' };
const STRANGER = 'x@plateforme-agreee.fr';

const file = (text: string, name = 'facture.xml'): AttachedXml => ({ name, text });
const mail = (from: string, xmlFiles: readonly AttachedXml[], over: Partial<MailMessage> = {}): MailThread => threadOf(mailFrom(from, { attachmentNames: xmlFiles.map(({ name }) => name), xmlFiles, ...over }));
const answer = (from: string, xml: string, over: Partial<MailMessage> = {}, pack?: Pack): string => inShort(found(mail(from, [file(xml)], over), LEDGER, pack));
const cluesOf = (id: Identification): readonly Clue[] => (id.kind === 'one' ? id.candidate.clues : []);

describe('an invoice of ours that is attached as XML names its buyer', () => {
  test.each(FORMS)('by his SIREN or VAT number: %s', (_, of) => {
    expect(inShort(found(mail(STRANGER, [])))).toBe('none:nothing-found');
    expect(answer(STRANGER, of({ seller: US, buyer: { siren: '732829320' } }))).toBe('C-1');
    expect(answer(STRANGER, of({ seller: US, buyer: { vat: 'FR44732829320' } }))).toBe('C-1');
  });

  test('by a SIRET, of whatever establishment', () => {
    expect(answer(STRANGER, aFacturX({ seller: US, buyer: PEYRON }))).toBe('C-3');
    expect(answer(STRANGER, aUblInvoice({ seller: US, buyer: { siret: '44306184100005' } }))).toBe('C-3');
  });

  test('by its number, as the ledger’s', () => {
    expect(answer(STRANGER, aFacturX({ number: 'FA-2026-0301', seller: US, buyer: {} }))).toBe('C-2');
    expect(answer(STRANGER, aFacturX({ number: 'fa 2026/301', seller: US, buyer: {} }))).toBe('C-2');
    expect(answer(STRANGER, aFacturX({ number: 'FA-2026-9999', seller: US, buyer: {} }))).toBe('none:nothing-found');
  });

  test('not by his name alone, which only supports', () => {
    expect(answer(STRANGER, aFacturX({ seller: US, buyer: { name: 'Garage du Canigou' } }))).toBe('none:nothing-found');
  });

  test('the clue tells the file it stands in, and its words can be shown', () => {
    const thread = mail(STRANGER, [file(aFacturX({ number: 'FA-2026-0297', seller: US, buyer: CANIGOU }), 'factur-x <1>.xml')]);
    const id = found(thread);
    expect(inShort(id)).toBe('C-1');
    if (id.kind !== 'one') return;
    const said = evidenceView(id.candidate, 'fr')?.clues.map(({ text }) => text) ?? [];
    expect(said).toContain('N° de TVA FR44732829320 (pièce jointe factur-x <1>.xml)');
    expect(said).toContain('Facture FA-2026-0297 (pièce jointe factur-x <1>.xml)');
    expect(evidenceView(id.candidate, 'en')?.clues.map(({ text }) => text)).toContain('VAT number FR44732829320 (attachment factur-x <1>.xml)');
    for (const clue of cluesOf(id).filter(({ kind }) => kind === 'vat' || kind === 'invoice-number')) expect([clue.kind, passageOf(thread, packOf(LEDGER), clue)?.hit]).toEqual([clue.kind, clue.value]);
  });

  test('it contradicts somebody else’s address, and is then asked', () => {
    expect(answer('a.peyron@menuiserie-peyron.fr', aFacturX({ seller: US, buyer: CANIGOU }))).toBe('several:contradiction C-1 C-3');
    expect(inShort(found(mail(STRANGER, [file(aFacturX({ seller: US, buyer: CANIGOU }), 'a.xml'), file(aFacturX({ seller: US, buyer: PEYRON }), 'b.xml')])))).toBe('several:contradiction C-1 C-3');
  });

  test('it decides for whom an accountant of several writes', () => {
    expect(answer('cabinet@expert-sud.fr', aFacturX({ seller: US, buyer: {} }))).toBe('several:shared C-2 C-3');
    expect(answer('cabinet@expert-sud.fr', aFacturX({ seller: US, buyer: PEYRON }))).toBe('C-3');
  });

  test('more files than three are a batch and name nobody', () => {
    const files = [1, 2, 3, 4].map((n) => file(aFacturX({ seller: US, buyer: CANIGOU }), `f${n}.xml`));
    expect(inShort(found(mail(STRANGER, files.slice(0, 3))))).toBe('C-1');
    expect(inShort(found(mail(STRANGER, files)))).toBe('none:nothing-found');
  });

  test('only what an invoice may send leaves: tokens of the ledger’s shapes and identifiers', () => {
    const thread = mail(STRANGER, [file(aFacturX({ number: 'FA-2026-0297', order: 'BC 12/77', seller: US, buyer: CANIGOU }))]);
    const hints = hintsOf(thread, packOf(LEDGER));
    expect(hints).toMatchObject({ numbers: ['FA-2026-0297'], sirens: ['732829320'], vats: ['FR44732829320'] });
    expect(JSON.stringify(hints)).not.toMatch(/Canigou|BC|facture\.xml|404833048/i);
    expect(hintsOf(mail(STRANGER, [file(aFacturX({ number: '07 61 10 41 85', order: 'FR7630006000011234567890189', seller: US, buyer: {} }))]), { ...packOf(LEDGER), numberShapes: ['9999999999', '99999999', 'AA9999999999999999999999999'] }).numbers).toEqual([]);
  });
});

describe('an invoice that somebody else makes out', () => {
  test.each(FORMS)('is a supplier’s, and names nobody: %s', (_, of) => {
    expect(answer(STRANGER, of({ number: 'V-12', seller: SUPPLIER, buyer: US }))).toBe('none:supplier');
  });

  test('not even where its number looks like one of ours, wherever that stands', () => {
    const xml = aFacturX({ number: 'FA-2026-0297', seller: SUPPLIER, buyer: US });
    for (const over of [{}, { subject: 'Facture FA-2026-0297' }, { text: 'Bonjour,\n\nCi-joint la facture FA-2026-0297.' }, { text: 'Règlement de la facture FA-2026-0297 à prévoir.' }]) {
      for (const from of [STRANGER, 'vasseur.quincaillerie@orange.fr']) expect([from, over, answer(from, xml, over)]).toEqual([from, over, 'none:supplier']);
    }
    // Without the file it would be taken for a customer's.
    expect(inShort(found(threadOf(mailFrom('vasseur.quincaillerie@orange.fr', { subject: 'Facture FA-2026-0297' }))))).toBe('C-1');
  });

  test('beside which an invoice of ours is cited is asked about: he may be a customer who sets one off against the other', () => {
    const xml = aFacturX({ number: 'V-12', seller: SUPPLIER, buyer: US });
    for (const from of [STRANGER, 'vasseur.quincaillerie@orange.fr']) {
      expect([from, answer(from, xml, { text: 'À déduire de votre facture FA-2026-0297, svp.' })]).toEqual([from, 'several:weak C-1']);
      // Who asks for money is a supplier, whatever he cites.
      expect([from, answer(from, xml, { text: 'Facture V-12 à régler. Vos réf. : FA-2026-0297' })]).toEqual([from, 'none:supplier']);
    }
  });

  test('its buyer is not looked for, nor does its seller leave the machine', () => {
    const hints = hintsOf(mail(STRANGER, [file(aFacturX({ number: 'FA-2026-0297', seller: SUPPLIER, buyer: CANIGOU }))]), packOf(LEDGER));
    expect([hints.numbers, hints.sirens, hints.vats]).toEqual([[], [], []]);
  });

  test('leaves a customer who sends it a customer, and its number is his', () => {
    expect(answer('compta@garage-canigou.fr', aFacturX({ number: 'FA-2026-0301', seller: SUPPLIER, buyer: US }), { subject: 'Facture FA-2026-0301' })).toBe('C-1');
  });

  test('that a colleague passes on is our own mail', () => {
    expect(inShort(found(mail('paul.garnier@atelier-nord.fr', [file(aFacturX({ number: 'FA-2026-0297', seller: SUPPLIER, buyer: US }))], { from: COLLEAGUE, to: [OURS] })))).toBe('none:own-mail');
  });

  test.each<[string, PartyOf, Pack, string]>([
    ['our SIREN, whatever the name', { name: 'AN SARL', siren: '404833048' }, packOf(LEDGER), 'C-1'],
    ['our VAT number', { vat: 'FR83404833048' }, packOf(LEDGER), 'C-1'],
    ['our name, where it gives no identifier', { name: 'SARL ATELIER NORD' }, packOf(LEDGER), 'C-1'],
    ['our name and another’s SIREN', { name: 'Atelier Nord', siren: '552100554' }, packOf(LEDGER), 'none:supplier'],
    ['a name like ours', { name: 'Atelier Nord Est' }, packOf(LEDGER), 'none:supplier'],
    ['our name, where we have told no identifier', { name: 'Atelier Nord', siren: '552100554' }, packOf(LEDGER, { profile: aProfile({ legalIds: { siren: null, siret: null, vat: null } }) }), 'C-1'],
    ['nobody', {}, packOf(LEDGER), 'none:nothing-found'],
  ])('who is told by its seller: %s', (_, seller, pack, expected) => {
    expect(answer(STRANGER, aFacturX({ seller, buyer: { siren: '732829320' } }), {}, pack)).toBe(expected);
  });
});

describe('whatever is attached', () => {
  const ledger: Ledger = { ...LEDGER, invoices: [...(LEDGER.invoices ?? []), invoice('20260297', 'C-6')] };
  const pack = packOf(ledger);
  const look = lookUpIn(ledger);
  const of = (thread: MailThread): Identification => identify(thread, look(hintsOf(thread, pack)), pack);
  const party = fc.constantFrom<PartyOf>(US, CANIGOU, PEYRON, SUPPLIER, {}, { name: 'Menuiserie Peyron' }, { siren: '356000000' });
  const xml = fc.record({ number: fc.constantFrom('FA-2026-0297', 'FA-2026-0302', '20260297', 'V-1', ''), order: fc.constantFrom('BC-1', ''), seller: party, buyer: party });
  const anyFile = fc.tuple(fc.oneof(xml.map(aFacturX), xml.map((x) => aUblInvoice(x)), fc.constantFrom('', '<a/>', 'x')), fc.nat(9)).map(([text, n]) => file(text, `f${n}.xml`));
  const from = fc.constantFrom(STRANGER, 'compta@garage-canigou.fr', 'cabinet@expert-sud.fr', 'tramier@orange.fr', 'z@sfr.fr', COLLEAGUE.address);
  const words = fc.constantFrom('Bonjour', 'La facture FA-2026-0297 est payée.', 'Ci-joint notre facture FA-2026-0302, à régler.', 'SIREN 732 829 320', 'virement 20260297');
  const any = fc.record({ from, subject: words, text: words }).map(({ from: sender, ...over }) => mailFrom(sender, { ...over, from: aMailbox(sender) }));
  const inFull = (id: Identification): string => `${inShort(id)} | ${(id.kind === 'one' ? [id.candidate, ...id.others] : id.kind === 'several' ? id.candidates : []).map((c) => `${c.debtor.id} ${c.score.toFixed(9)} ${c.clues.map((clue) => `${clue.kind} ${clue.value} ${clue.file ?? ''}`).sort().join(', ')}`).sort().join(' | ')}`;

  test('in whatever order the files stand, the answer is the same', () => {
    fc.assert(fc.property(any, fc.array(anyFile, { maxLength: 4 }).chain((files) => fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length }))), (message, [files, shuffled]) => {
      expect(inFull(of(aThread({ messages: [{ ...message, xmlFiles: shuffled }] })))).toBe(inFull(of(aThread({ messages: [{ ...message, xmlFiles: files }] }))));
    }), { numRuns: 2_000 });
  });

  test('an invoice that is not ours never turns none into one', () => {
    const foreign = xml.filter(({ seller }) => seller !== US).map((x) => file(aFacturX(x)));
    let open = 0;
    fc.assert(fc.property(any, foreign, (message, attached) => {
      const before = of(aThread({ messages: [message] }));
      if (before.kind !== 'none') return;
      open += 1;
      expect(of(aThread({ messages: [{ ...message, xmlFiles: [attached] }] })).kind).not.toBe('one');
    }), { numRuns: 2_000 });
    expect(open).toBeGreaterThan(50);
  });

  test('what is no invoice changes nothing', () => {
    fc.assert(fc.property(any, fc.string(), (message, text) => {
      expect(inFull(of(aThread({ messages: [{ ...message, xmlFiles: [file(text)] }] })))).toBe(inFull(of(aThread({ messages: [message] }))));
    }), { numRuns: 500 });
  });
});
