import { describe, expect, test } from '@jest/globals';
import { assess, presentDebtor, sha256Hex } from '../../../src/core';
import type { CallOutcome, CaseFile, KeptText, Language, ReplyKind } from '../../../src/core';
import { composeReminder, composeReply, lintReply } from '../../../src/core/writing';
import { aCaseFile, aDebtor, aListed, aLog, anInvoice, aPack, called, daysAgo, deposited, disputed, entryId, eur, inDays, MARIE, promised, TODAY, voided } from '../builders';
import { shippedRates } from '../penalties/rates';
import { aReplyRequest, aRequest, aShippedPack, problemOf, recipient, signedProfile, valueOf } from './shipped';

const old = anInvoice();
const text = (reply: ReplyKind, entries: CaseFile['entries'], language: Language = 'fr', invoices = [old]): string => {
  const request = aReplyRequest(invoices, { reply, language }, { entries, debtor: aDebtor({ language }) });
  const written = valueOf(composeReply(request, TODAY));
  expect(lintReply(written, true, { caseFile: request.caseFile, pack: request.pack, author: MARIE, language, holds: [] }).findings).toEqual([]);
  return `${written.draft.subject}\n${written.draft.text}`.replace(/[\u00a0\u202f]/g, ' ');
};
const call = (outcome: CallOutcome, ago = 1) => [called({ invoices: [old.id], outcome }), { on: daysAgo(ago) }] as const;

describe('what is written after a call', () => {
  test('confirms the promise that came of it, with its sum and day', () => {
    const said = text('call-noted', aLog(call('promise'), [promised({ amount: eur(1200), promisedFor: inDays(4) }), { on: daysAgo(1) }]));
    expect(said).toContain('Merci pour votre disponibilité lors de notre échange téléphonique du 22 novembre 2026, au sujet de la facture FA-2026-0297.');
    expect(said).toContain('Comme convenu, vous procéderez au règlement de 1 200,00 € le 27 novembre 2026.');
    expect(said).toMatch(/^Facture FA-2026-0297 : suite à notre échange du 22 novembre 2026/);
  });
  test('confirms no promise of another day, and asks for the date instead', () => {
    const before = aLog([promised({ promisedFor: inDays(4) }), { on: daysAgo(3) }], call('reached'));
    expect(text('call-noted', before)).not.toContain('Comme convenu');
    expect(text('call-noted', before)).toContain('Pouvez-vous nous confirmer par retour la date prévue pour le règlement ?');
  });
  test('takes up an objection', () => expect(text('call-noted', aLog(call('dispute'), [disputed({ invoices: [old.id] }), { on: daysAgo(1) }]))).toContain('Vous nous avez fait part d’une contestation, que nous étudions.'));
  test.each<CallOutcome>(['no-answer', 'voicemail'])('asks for a better moment after %s', (outcome) => {
    expect(text('call-noted', aLog(call(outcome)))).toContain('Je n’ai pas réussi à vous joindre par téléphone le 22 novembre 2026. Quel serait le bon moment, ou la bonne personne, pour parler de la facture FA-2026-0297 ?');
    expect(text('call-noted', aLog(call(outcome)), 'en')).toContain('I was not able to reach you by telephone on 22 November 2026.');
  });
  test('names no invoice that is paid by now', () => {
    const paid = anInvoice({ outstanding: eur(0) });
    expect(text('call-noted', aLog(call('voicemail')), 'fr', [paid])).toContain('pour parler de votre compte ?');
  });
  const LOGS: Readonly<Record<string, CaseFile['entries']>> = { none: [], undone: aLog(call('reached'), voided(entryId('entry-1'))), 'a week and a day ago': aLog(call('reached', 8)), 'a wrong number': aLog(call('wrong-number')) };
  test.each(Object.keys(LOGS))('needs a call: %s', (name) => {
    const entries = LOGS[name] ?? [];
    expect(problemOf(composeReply(aReplyRequest([old], { reply: 'call-noted' }, { entries }), TODAY))).toMatchObject({ code: 'template/missing', reply: 'call-noted' });
  });
});

describe('the message about a notice that was posted', () => {
  const posted = [deposited({ invoices: [aListed({ of: old, step: 'R4' })], depositNumber: '1A 234 567', depositedOn: daysAgo(3) }), { on: daysAgo(3) }] as const;
  test('names the letter and its number, and does not stand for it', () => {
    const said = text('notice-copy', aLog(posted));
    expect(said).toContain('Nous vous avons adressé le 20 novembre 2026, par lettre recommandée n° 1A 234 567, une mise en demeure portant sur la facture suivante. Ce message vous en informe et ne la remplace pas');
    expect(said).not.toMatch(/tenir compte|mettons en demeure/);
    expect(text('notice-copy', aLog(posted), 'en')).toContain('does not replace it');
  });
  describe('with the notice as it was kept', () => {
    const of = (language: Language) => aRequest({ stage: 'R4', invoices: [old] }, { pack: aShippedPack({ profile: signedProfile }), rates: shippedRates(), language }, { debtor: aDebtor({ postal: { lines: ['12 rue des Lilas'], postcode: '66500', town: 'Prades', country: null } }) });
    const written = (kept: Partial<KeptText> = {}, language: Language = 'fr', hash?: string) => {
      const { draft: letter } = valueOf(composeReminder(of(language), TODAY));
      const request = aReplyRequest([old], { reply: 'notice-copy', language, noticeText: { subject: letter.subject, html: letter.html, text: letter.text, ...kept } }, { entries: aLog([posted[0], { on: daysAgo(3), contentHash: hash ?? letter.contentHash }]), debtor: aDebtor({ language }) });
      return { letter, request, reply: valueOf(composeReply(request, TODAY)), language };
    };
    const found = ({ request, reply, language }: ReturnType<typeof written>) => lintReply(reply, true, { caseFile: request.caseFile, pack: request.pack, author: MARIE, language, holds: [] }).findings;

    test.each<[Language, string]>([['fr', 'Copie, pour information, de la lettre recommandée n° 1A 234 567 déposée le 20 novembre 2026'], ['en', 'Copy, for information, of registered letter no. 1A 234 567, posted on 20 November 2026']])('repeats it whole below the signature, as a copy: %s', (language, heading) => {
      const { letter, reply } = written({}, language);
      const [mail = '', copy = ''] = reply.draft.text.replace(/[\u00a0\u202f]/g, ' ').split(heading);
      expect(copy).toBe(`\n\n${letter.text.replace(/[\u00a0\u202f]/g, ' ')}`);
      expect(mail).toContain(language === 'fr' ? 'Ce message vous en informe et ne la remplace pas : ses délais courent de la première présentation de la lettre. Le texte de la lettre est reproduit, pour information, sous la signature.' : 'does not replace it: the time that it gives runs from the first presentation of the letter. The text of the letter is repeated below the signature, for information.');
      expect(reply.draft.html).toContain(letter.html);
    });
    test('its words are not found fault with again, other words are', () => {
      expect(found(written())).toEqual([]);
      const harsh = 'Nous allons saisir le tribunal et vous facturer des frais de dossier.';
      const { letter, ...rest } = written({ html: `<p>${harsh}</p>`, subject: 'x' }, 'fr', sha256Hex(`x\n\n${harsh}\n`));
      expect([rest.reply.quoted, found({ letter, ...rest })]).toEqual([`${harsh}\n`, []]);
      expect(found({ letter, ...rest, reply: { ...rest.reply, draft: { ...rest.reply.draft, text: `${harsh}\n\n${rest.reply.draft.text}` } } })).not.toEqual([]);
    });
    test('what is not that letter word for word is not repeated, and the mail then speaks of no copy', () => {
      const without = text('notice-copy', aLog(posted));
      for (const kept of [{ html: '<p>Autre chose</p>' }, { subject: 'Autre objet' }, { html: '' }]) expect(`${written(kept).reply.draft.subject}\n${written(kept).reply.draft.text}`.replace(/[\u00a0\u202f]/g, ' ')).toBe(without);
      expect(without).not.toMatch(/Copie|reproduit/);
    });
    test('one that no reply form takes is left out whole', () => {
      const long = Array.from({ length: 900 }, (_, at) => `<p>Ligne ${at} de cette longue lettre recommandée</p>`).join('');
      const said = Array.from({ length: 900 }, (_, at) => `Ligne ${at} de cette longue lettre recommandée`).join('\n\n');
      const { reply } = written({ html: long, subject: 'x' }, 'fr', sha256Hex(`x\n\n${said}\n`));
      expect(reply.draft.text).not.toMatch(/Ligne 0|reproduit/);
      expect(reply.quoted).toBeUndefined();
    });
    test('markup in it is text', () => {
      const { reply } = written({ html: '<p>&lt;img src=x onerror=alert(1)&gt;<img src=x onerror=alert(1)></p><script>alert(1)</script>', subject: 'x' }, 'fr', sha256Hex('x\n\n<img src=x onerror=alert(1)>\n'));
      expect(reply.draft.html).toContain('&lt;img src=x onerror=alert(1)&gt;</p>');
      expect(reply.draft.html).not.toMatch(/<img|<script/);
    });
  });
  test('needs a notice about something open', () => {
    for (const entries of [[], aLog(posted, voided(entryId('entry-1')))]) expect(problemOf(composeReply(aReplyRequest([old], { reply: 'notice-copy' }, { entries }), TODAY)).code).toBe('template/missing');
    expect(problemOf(composeReply(aReplyRequest([anInvoice({ outstanding: eur(0) })], { reply: 'notice-copy' }, { entries: aLog(posted) }), TODAY)).code).toBe('template/missing');
  });
});

test('the card offers both only where there is a call, or a notice', () => {
  const offered = (entries: CaseFile['entries']): readonly string[] => {
    const file = aCaseFile({ invoices: [old], entries });
    const assessment = assess(file, aPack(), null, TODAY);
    if (assessment.kind === 'unknown-debtor') throw new Error('unknown');
    const view = presentDebtor({ language: 'fr', me: MARIE, pack: aPack(), file, assessment, identification: null, recipient: recipient(), chosen: null, offsetMinutes: 60 }, TODAY);
    return view.kind === 'debtor' ? view.replies.slice(6).map(({ label, disabledBecause }) => `${label} ${String(disabledBecause)}`) : [];
  };
  expect(offered([])).toEqual([]);
  expect(offered(aLog(call('reached')))).toEqual(['Suite à l’appel null']);
  expect(offered(aLog([deposited({ invoices: [aListed({ of: old, step: 'R4' })], depositedOn: daysAgo(3) }), { on: daysAgo(3) }]))).toEqual(['Avis du recommandé null']);
});
