import { describe, expect, test } from '@jest/globals';
import { sha256Hex } from '../../../src/core';
import type { Debtor, Invoice, Money, Proposal, TemplateName } from '../../../src/core';
import { composeReminder, parseTemplate } from '../../../src/core/writing';
import type { ReminderRequest } from '../../../src/core/writing';
import { aContact, aDebtor, address, anInstalment, anInvoice, aProfile, aTemplate, chf, daysAgo, eur, gbp, inDays, TODAY, usd } from '../builders';
import { aRequest, aShippedPack, assessmentOf, itemsOf, problemOf, proposalOf, recipient, SHIPPED, signedProfile, valueOf } from './shipped';
import type { Situation } from './shipped';

const write = (situation: Situation, over: Partial<ReminderRequest> = {}, debtor: Partial<Debtor> = {}) =>
  valueOf(composeReminder(aRequest(situation, over, { debtor: aDebtor(debtor) }), TODAY));
const textOf = (...args: Parameters<typeof write>): string => write(...args).draft.text;

const old = anInvoice({ document: 'doc-297' });
const second = anInvoice({ number: 'FA-2026-0311', due: daysAgo(21), amount: eur(3116.4) });
const recent = anInvoice({ number: 'FA-2026-0330', due: daysAgo(4), amount: eur(500) });

describe('an invoice of several instalments', () => {
  const split = anInvoice({ amount: eur(10_000), instalments: [anInstalment({ due: daysAgo(34), amount: eur(5000) }), anInstalment({ due: daysAgo(3), amount: eur(5000) })] });
  test('is not said to have fallen due as a whole on the day of the first', () => {
    for (const stage of ['R1', 'R2'] as const)
      for (const tone of stage === 'R1' ? (['courteous'] as const) : (['firm', 'courteous'] as const)) {
        const french = textOf({ stage, invoices: [split] }, { tone });
        expect(french).toContain('dont 2\u00a0échéances sont dépassées');
        expect(french).not.toMatch(/(?:échue|attendu) le/);
        const english = textOf({ stage, invoices: [split] }, { tone, language: 'en' });
        expect(english).toContain('of which 2 instalments are overdue');
        expect(english).not.toMatch(/due on \d/);
      }
  });
  test('of which one is overdue keeps its day', () => {
    expect(textOf({ stage: 'R2', invoices: [anInvoice({ amount: eur(10_000), instalments: [anInstalment({ due: daysAgo(34), amount: eur(5000) }), anInstalment({ due: inDays(30), amount: eur(5000) })] })] })).toMatch(/échue le/);
  });
});

describe('a credit that no invoice took', () => {
  const credit = anInvoice({ number: 'AV-2026-0012', kind: 'credit-note', due: daysAgo(30), amount: eur(-112.4) });
  test('is told in every letter that demands money, with its sum: the debtor chooses what it pays', () => {
    for (const stage of ['R1', 'R2'] as const)
      expect(textOf({ stage, invoices: [old, credit] })).toContain('Votre compte présente par ailleurs 112,40\u00a0€ d’avoirs ou de versements non encore imputés, non déduits de cette somme\u00a0: merci de nous indiquer la facture à laquelle les imputer.');
    expect(textOf({ stage: 'R2', invoices: [old, credit] }, { tone: 'courteous' })).toContain('112,40');
    expect(textOf({ stage: 'R1', invoices: [old, credit] }, { language: 'en' })).toContain('Your account also holds €112.40 of credit notes or payments that are not yet allocated and not deducted from this sum: please tell us which invoice they are for.');
  });
  test('is not told where it was deducted, where there is none, or in another currency', () => {
    expect(textOf({ stage: 'R1', invoices: [old, { ...credit, corrects: old.number }] })).not.toContain('imputés');
    expect(textOf({ stage: 'R1', invoices: [old] })).not.toContain('imputés');
    expect(textOf({ stage: 'R1', invoices: [old, anInvoice({ number: 'AV-1', kind: 'credit-note', due: daysAgo(3), amount: gbp(-5) })] })).not.toContain('imputés');
  });
});

describe('the subject', () => {
  test('names one invoice with its due date', () => {
    expect(write({ stage: 'R1', invoices: [old] }).draft.subject).toBe('Facture FA-2026-0297\u00a0: échéance du 22\u00a0octobre\u00a02026');
  });
  test('names the oldest of several and counts the others', () => {
    expect(write({ stage: 'R2', invoices: [second, old] }).draft.subject).toBe('Facture FA-2026-0297 et 1\u00a0autre facture impayées');
    expect(write({ stage: 'R2', invoices: [recent, second, old] }).draft.subject).toBe('Facture FA-2026-0297 et 2\u00a0autres factures impayées');
    expect(write({ stage: 'R2', invoices: [recent, second, old] }, { language: 'en' }).draft.subject).toBe('Invoice FA-2026-0297 and 2\u00a0other invoices unpaid');
  });
  test('of an answer is the thread’s, with one mark of an answer', () => {
    const reply = (replyingTo: string) => write({ stage: 'R1', invoices: [old] }, { recipient: recipient({ channel: 'reply' }), replyingTo }).draft.subject;
    expect(reply('Facture FA-2026-0297')).toBe('RE: Facture FA-2026-0297');
    expect(reply('Re : TR: RE: Facture FA-2026-0297')).toBe('RE: Facture FA-2026-0297');
    expect(reply('Réclamation')).toBe('RE: Réclamation');
    expect(write({ stage: 'R1', invoices: [old] }, { replyingTo: 'Facture FA-2026-0297' }).draft.subject).toMatch(/échéance du/);
  });
});

describe('"Malgré notre message du ..."', () => {
  const on = daysAgo(11);
  test('stands when the previous message listed all that is demanded', () => {
    expect(textOf({ stage: 'R2', invoices: [old], previous: { on, invoices: [old.id] } })).toContain('Malgré notre message du 12\u00a0novembre\u00a02026, notre facture FA-2026-0297, échue le');
    expect(textOf({ stage: 'R2', invoices: [old, second], previous: { on, invoices: [old.id, second.id] } })).toContain('Malgré notre message du 12\u00a0novembre\u00a02026, les 2\u00a0factures suivantes');
  });
  test('covers only the invoices that it listed', () => {
    const text = textOf({ stage: 'R2', invoices: [old, second, recent], previous: { on, invoices: [second.id] } });
    expect(text).toContain('Malgré notre message du 12\u00a0novembre\u00a02026, notre facture FA-2026-0311 reste impayée à ce jour. S’y ajoutent 2\u00a0autres factures échues.');
  });
  describe('of an instalment that fell due after it', () => {
    const parts = (number: string, ...late: readonly number[]) => anInvoice({ number, instalments: late.map((days) => anInstalment({ due: daysAgo(days), amount: eur(400) })) });
    const one = parts('FA-2026-0298', 20, 3);
    const three = parts('FA-2026-0299', 21, 4, 2);
    const later = (...invoices: readonly Invoice[]) => itemsOf(invoices).filter(({ daysOverdue }) => daysOverdue < 11);
    const said = (invoices: readonly Invoice[], listed: readonly Invoice[], over: Partial<ReminderRequest> = {}): string =>
      textOf({ stage: 'R2', invoices, previous: { on, invoices: listed.map(({ id }) => id), later: later(...listed) } }, over);

    test('is not said: what was listed stands alone, the rest beside it', () => {
      const firm = said([one], [one]);
      expect(firm).toContain('Malgré notre message du 12\u00a0novembre\u00a02026, notre facture FA-2026-0298 reste impayée à ce jour pour la part alors échue. S’y ajoute une échéance dépassée depuis. La somme due est de 800,00\u00a0€.');
      expect(firm).not.toContain('dont 2');
      expect(said([one], [one], { tone: 'courteous' })).toContain('le règlement de notre facture FA-2026-0298 pour la part alors échue. S’y ajoute une échéance dépassée depuis. Le montant total dû est de 800,00\u00a0€.');
    });
    test('several of them, and other invoices beside', () => {
      expect(said([three], [three])).toContain('FA-2026-0299 reste impayée à ce jour pour la part alors échue. S’y ajoutent 2\u00a0échéances dépassées depuis. La somme');
      expect(said([old, one], [old, one])).toContain('nos factures FA-2026-0297 et FA-2026-0298 restent impayées à ce jour pour la part alors échue. S’y ajoute une échéance dépassée depuis. La somme');
      expect(said([one, second], [one])).toContain('pour la part alors échue. S’y ajoutent une autre facture échue et une échéance dépassée depuis. La somme');
      expect(said([three, second, old], [three], { tone: 'courteous' })).toContain('pour la part alors échue. S’y ajoutent 2\u00a0autres factures échues et 2\u00a0échéances dépassées depuis. Le montant');
    });
    test('in English too', () => {
      const say = (invoices: readonly Invoice[], listed: readonly Invoice[], tone: 'firm' | 'courteous') => said(invoices, listed, { tone, language: 'en' });
      expect(say([one], [one], 'firm')).toContain('our invoice FA-2026-0298 remains unpaid for the part then due. In addition, one instalment has fallen due since. The amount due');
      expect(say([three], [three], 'courteous')).toContain('payment of our invoice FA-2026-0299 for the part then due. In addition, 2 instalments have fallen due since. The total amount');
      expect(say([one, second], [one], 'firm')).toContain('for the part then due. In addition, one other invoice and one instalment have fallen due. The amount due');
      expect(say([three, second, old], [three], 'courteous')).toContain('In addition, 2 other invoices and 2 instalments have fallen due. The total amount');
    });
    test('a template can tell each: listed before or not', () => {
      const pack = aShippedPack({ templates: [aTemplate({ name: 'r2' as TemplateName, stage: 'R2', tone: 'firm', body: '{% for f in factures %}{{ f.echeance | date_courte }}{% if f.deja_signalee %} oui{% else %} non{% endif %}, {% endfor %}{{ reference }}' })] });
      expect(said([one], [one], { pack })).toContain('03/11/2026 oui, 20/11/2026 non, R-7K3F');
    });
  });
  test('is not said of invoices that are no longer demanded, nor without a previous message', () => {
    expect(textOf({ stage: 'R2', invoices: [second], previous: { on, invoices: [old.id] } })).not.toMatch(/Malgré|message du/);
    for (const language of ['fr', 'en'] as const) {
      for (const tone of ['firm', 'courteous'] as const) expect(textOf({ stage: 'R2', invoices: [second] }, { tone, language })).not.toMatch(/Malgré|Despite/);
    }
  });
});

describe('"facture jointe" is said only of what goes along', () => {
  test('nothing attached, nothing said', () => {
    const { draft } = write({ stage: 'R1', invoices: [second] });
    expect(draft.attachments).toEqual([]);
    expect(draft.text).not.toMatch(/joint|pièce/);
  });
  test('a host that cannot attach: neither file nor word', () => {
    const { draft } = write({ stage: 'R1', invoices: [old] }, { attach: false });
    expect(draft.attachments).toEqual([]);
    expect(draft.text).not.toMatch(/joint|pièce/);
  });
  test('some of several: those are named', () => {
    const { draft } = write({ stage: 'R1', invoices: [old, second] });
    expect(draft.attachments).toEqual([{ name: 'FA-2026-0297.pdf', document: 'doc-297' }]);
    expect(draft.text).toContain('La facture FA-2026-0297 est jointe à ce message.');
  });
  test('two instalments of one invoice attach it once', () => {
    const two = anInvoice({ document: 'doc', instalments: [anInstalment({ due: daysAgo(40), amount: eur(100) }), anInstalment({ due: daysAgo(10), amount: eur(50) })] });
    const { draft, listed } = write({ stage: 'R1', invoices: [two] });
    expect(draft.attachments).toHaveLength(1);
    expect(draft.text).toContain('La facture est jointe');
    expect(draft.text).toContain('FA-2026-0297, échéance 2 sur 2');
    expect(listed).toEqual([{ invoice: two.id, number: 'FA-2026-0297', outstanding: eur(150), step: 'R1', instalments: two.instalments.map(({ due }) => ({ due, step: 'R1' })) }]);
  });
  test('a number that is no file name still makes one', () => {
    expect(write({ stage: 'R1', invoices: [anInvoice({ number: '../2026/0297:A', document: 'd' })] }).draft.attachments).toEqual([{ name: '-2026-0297-A.pdf', document: 'd' }]);
  });
});

describe('penalties and indemnity', () => {
  const r2: Situation = { stage: 'R2', invoices: [old] };
  const recalls = (debtor: Partial<Debtor>, over: Partial<ReminderRequest> = {}) => /L441-10|D441-5|pénalité|penalt/.test(textOf(r2, over, debtor));
  test('are recalled to a business under French law', () => expect(recalls({})).toBe(true));
  test('are never mentioned to a consumer', () => expect(recalls({ kind: 'consumer' })).toBe(false));
  test('are left out for a public buyer, who has other articles', () => expect(recalls({ kind: 'public' })).toBe(false));
  test('are left out where another law governs', () => expect(recalls({ lawCountry: 'BE' })).toBe(false));
  test('in English too', () => {
    expect(recalls({}, { language: 'en' })).toBe(true);
    expect(recalls({ kind: 'consumer' }, { language: 'en', tone: 'courteous' })).toBe(false);
  });
});

describe('what is demanded', () => {
  test('a disputed part is neither demanded nor hidden', () => {
    const partly = anInvoice({ disputed: eur(200) });
    const { draft, demanded, listed } = write({ stage: 'R1', invoices: [partly] });
    expect(demanded).toEqual(eur(1000));
    expect(listed[0]?.outstanding).toEqual(eur(1000));
    expect(draft.text).toContain('La part contestée (200,00\u00a0€) n’est pas comprise');
    expect(draft.text).toMatch(/1\u202f200,00\u00a0€ {3}1\u202f000,00\u00a0€/);
  });
  test('other overdue invoices stand apart, outside the sum, with their counter unmoved', () => {
    const { draft, demanded, listed } = write({ stage: 'R2', invoices: [old], informational: [recent] });
    expect(demanded).toEqual(eur(1200));
    expect(draft.text.indexOf('Également échues, pour information')).toBeGreaterThan(draft.text.indexOf('1\u202f200,00'));
    expect(draft.text).toContain('FA-2026-0330');
    expect(listed.map(({ number, step }) => [number, step])).toEqual([['FA-2026-0297', 'R2'], ['FA-2026-0330', null]]);
    expect(write({ stage: 'R2', invoices: [old] }).draft.text).not.toContain('Également échues');
  });
  test('a sum that is not that of its invoices is a bug and never written', () => {
    const request = aRequest({ stage: 'R1', invoices: [old] });
    const proposal: Proposal = { ...proposalOf({ stage: 'R1', invoices: [old] }), sum: eur(1) };
    expect(() => composeReminder({ ...request, assessment: assessmentOf(proposal, [old]) }, TODAY)).toThrow('sum demanded');
  });
  test('pounds to an English customer', () => {
    const text = textOf({ stage: 'R1', invoices: [anInvoice({ amount: gbp(4316.4) })] }, {}, { language: 'en' });
    expect(text).toContain('£4,316.40');
    expect(text).toContain('22\u00a0Oct\u00a02026');
  });
});

describe('language, tone and template', () => {
  test('the debtor’s language unless another is chosen, the stage’s first tone unless another is chosen', () => {
    expect(write({ stage: 'R2', invoices: [old] }, {}, { language: 'en' }).draft).toMatchObject({ language: 'en' });
    expect(write({ stage: 'R2', invoices: [old] }, { language: 'fr' }, { language: 'en' }).draft.text).toMatch(/^Madame, Monsieur,/);
    expect(write({ stage: 'R2', invoices: [old] }).tone).toBe('firm');
    expect(write({ stage: 'R2', invoices: [old] }, { tone: 'courteous' }).draft.text).toContain('nous chercherons une solution avec vous');
  });
  test('a tone that the stage does not allow is not written', () => {
    expect(problemOf(composeReminder(aRequest({ stage: 'R0', invoices: [anInvoice({ due: inDays(4) })] }, { tone: 'firm' }), TODAY))).toEqual({ code: 'template/missing', stage: 'R0', reply: null, language: 'fr', tone: 'firm' });
  });
  test('a stage without a template says so: there is no hand-over to a consumer', () => {
    expect(problemOf(composeReminder(aRequest({ stage: 'R5', invoices: [old] }, {}, { debtor: aDebtor({ kind: 'consumer' }) }), TODAY))).toEqual({ code: 'template/missing', stage: 'R5', reply: null, language: 'fr', tone: 'formal' });
  });
  test('a template that forgot the reference gets it at its end', () => {
    const mine = valueOf(parseTemplate('---\nname: r1\nstage: R1\nlanguage: fr\ntone: courteous\nsubject: {{ objet_factures }}\n---\n\nBonjour,', 'mine.md'));
    const { draft } = write({ stage: 'R1', invoices: [old] }, { pack: aShippedPack({ templates: [mine] }) });
    expect(draft.text).toBe('Bonjour,\n\nRéf.\u00a0R-7K3F\n');
    expect(draft.html).toContain('Réf.\u00a0R-7K3F</p>');
  });
});

describe('who signs and who is paid', () => {
  test('the mail program’s signature: the text ends with the courtesy', () => {
    expect(textOf({ stage: 'R2', invoices: [old] })).toMatch(/\nCordialement,\n$/);
  });
  test('Relance’s signature: author, company, telephone, legal mentions', () => {
    expect(textOf({ stage: 'R2', invoices: [old] }, { pack: aShippedPack({ profile: signedProfile }) })).toMatch(/\nCordialement,\n\nMarie Lefèvre\nAtelier Nord\n03 20 00 00 00\nSAS au capital .*\n12 rue du Molinel, 59000 Lille\n$/);
  });
  test('an unknown bank account or telephone is left out', () => {
    const text = textOf({ stage: 'R1', invoices: [old] }, { pack: aShippedPack({ profile: aProfile({ iban: null, bic: null, phone: null }) }) });
    expect(text).not.toMatch(/IBAN|BIC|\(\)/);
    expect(text).toContain('votre interlocuteur est Marie Lefèvre. Merci');
  });
  describe('in another currency than the account’s', () => {
    const pounds = anInvoice({ number: 'FA-2026-0400', amount: gbp(3116.4) });
    const account = (iban: string | null) => ({ pack: aShippedPack({ profile: aProfile({ iban }) }) });
    const FRENCH = 'Cette somme est à régler en livres sterling (GBP), référence à indiquer\u00a0: FA-2026-0400. Nos coordonnées bancaires pour cette devise vous sont communiquées sur simple demande.';
    const ENGLISH = 'This sum is payable in pounds sterling (GBP), payment reference FA-2026-0400. Our bank details for this currency are available on request.';

    test.each<readonly ['R0' | 'R1' | 'R2', 'courteous' | 'firm']>([['R0', 'courteous'], ['R1', 'courteous'], ['R2', 'firm'], ['R2', 'courteous']])('%s (%s) names the currency and no account', (stage, tone) => {
      for (const [language, sentence] of [['fr', FRENCH], ['en', ENGLISH]] as const) {
        const text = textOf({ stage, invoices: [pounds] }, { tone, language });
        expect(text).toContain(sentence);
        expect(text).not.toMatch(/IBAN|AGRIFRPP/);
        expect(textOf({ stage, invoices: [old] }, { tone, language })).not.toMatch(/à régler en|payable in/);
      }
    });
    test.each<readonly [string | null, Money, string | null]>([
      ['FR7630006000011234567890189', usd(900), 'dollars américains (USD)'],
      ['FR7630006000011234567890189', chf(900), 'francs suisses (CHF)'],
      ['GB29NWBK60161331926819', chf(900), 'francs suisses (CHF)'],
      ['GB29NWBK60161331926819', usd(900), 'dollars américains (USD)'],
      ['CH9300762011623852957', gbp(900), 'livres sterling (GBP)'],
      ['GB29NWBK60161331926819', gbp(900), null],
      [' gb29 NWBK 6016 1331 9268 19', gbp(900), null],
      ['CH9300762011623852957', chf(900), null],
      ['LI21088100002324013AA', chf(900), null],
      // A transfer in euros reaches every account of the area, whatever its own currency.
      ['GB29NWBK60161331926819', eur(900), null],
      ['CH9300762011623852957', eur(900), null],
      [null, usd(900), 'dollars américains (USD)'],
    ])('an account %s for %j: %s', (iban, amount, named) => {
      const text = textOf({ stage: 'R1', invoices: [anInvoice({ amount })] }, account(iban));
      if (named === null) expect(text).toContain('Coordonnées pour le virement');
      else expect(text).toContain(`Cette somme est à régler en ${named}, référence`);
      expect(text.includes('IBAN')).toBe(named === null);
    });
    test('without an account, in euros, neither is said', () => {
      expect(textOf({ stage: 'R1', invoices: [old] }, account(null))).not.toMatch(/IBAN|à régler en/);
    });
    test('a factor’s account is the one for what he bought', () => {
      const text = textOf({ stage: 'R1', invoices: [anInvoice({ amount: gbp(900), assignee: { name: 'Factor SA', iban: 'FR1420041010050500013M02606' } })] });
      expect(text).toContain('titulaire Factor SA');
      expect(text).not.toContain('à régler en');
    });
    test('with two payees nothing is said of either', () => {
      expect(textOf({ stage: 'R1', invoices: [anInvoice({ amount: gbp(900), assignee: { name: 'Factor SA', iban: 'FR14' } }), pounds] })).not.toMatch(/IBAN|à régler en/);
    });
  });
  test('an invoice sold to a factor is paid to the factor', () => {
    const sold = anInvoice({ assignee: { name: 'Factor SA', iban: 'FR1420041010050500013M02606' } });
    const text = textOf({ stage: 'R1', invoices: [sold] });
    expect(text).toContain('IBAN FR14\u00a02004\u00a01010\u00a00505\u00a00001\u00a03M02\u00a0606, titulaire Factor SA');
    expect(text).not.toContain('FR76');
  });
  test('with two payees no account is given at all', () => {
    expect(textOf({ stage: 'R1', invoices: [anInvoice({ assignee: { name: 'Factor SA', iban: 'FR14' } }), second] })).not.toContain('IBAN');
  });
});

test('what the log needs comes with the draft', () => {
  const reminder = write({ stage: 'R2', invoices: [second, old] }, { recipient: recipient({ channel: 'reply-all', to: [address('sophie@garage-canigou.fr')], cc: [address('compta@garage-canigou.fr')] }), replyingTo: 'Votre relevé' });
  expect(reminder).toMatchObject({
    reference: 'R-7K3F', stage: 'R2', tone: 'firm', demanded: eur(4316.4), deadline: '2026-11-30',
    listed: [{ number: 'FA-2026-0297', outstanding: eur(1200), step: 'R2' }, { number: 'FA-2026-0311', outstanding: eur(3116.4), step: 'R2' }].sort((a) => (a.number === reminder.listed[0]?.number ? -1 : 1)),
    draft: { channel: 'reply-all', to: ['sophie@garage-canigou.fr'], cc: ['compta@garage-canigou.fr'], subject: 'RE: Votre relevé' },
  });
  expect(reminder.items.map((item) => item.number)).toEqual(['FA-2026-0297', 'FA-2026-0311']);
  expect(reminder.draft.contentHash).toBe(sha256Hex(`${reminder.draft.subject}\n\n${reminder.draft.text}`));
});

test('the same request writes the same text', () => {
  const request = aRequest({ stage: 'R2', invoices: [old, second] });
  expect(composeReminder(request, TODAY)).toEqual(composeReminder(request, TODAY));
});

test('a contact’s name can be used by a template of one’s own', () => {
  const mine = valueOf(parseTemplate('---\nname: r1\nstage: R1\nlanguage: fr\ntone: courteous\nsubject: x\n---\n\nBonjour{% if contact.nom %} {{ contact.nom }}{% endif %},', 'mine.md'));
  const debtor = { contacts: [aContact({ name: 'Sophie Marchand' })] };
  expect(textOf({ stage: 'R1', invoices: [old] }, { pack: aShippedPack({ templates: [mine, ...SHIPPED] }) }, debtor)).toMatch(/^Bonjour Sophie Marchand,/);
});
