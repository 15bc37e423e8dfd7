import { describe, expect, test } from '@jest/globals';
import { presentDebtor, recipientsFor, STANDARD_POLICY } from '../../../src/core';
import type { CaseFile, DebtorInput, DebtorPanel, Hold, Invoice, Language } from '../../../src/core';
import { holdInWords } from '../../../src/core/panel/holds';
import type { Saying } from '../../../src/core/panel/sentences';
import { aCaseFile, anInstalment, anInvoice, daysAgo, eur, gbp, inDays, MARIE, TODAY } from '../builders';
import { assessed, PACK } from './every-state';

const F = '\u00a0';
const saying = (language: Language): Saying => ({ language, today: TODAY, policy: STANDARD_POLICY });

function card(file: CaseFile, language: Language, over: Partial<DebtorInput> = {}): DebtorPanel {
  const recipient = recipientsFor(null, null, file.debtor, PACK.profile, null);
  return presentDebtor({ language, me: MARIE, pack: PACK, file, assessment: assessed(file), identification: null, recipient, chosen: null, offsetMinutes: 60, ...over }, TODAY);
}

test('a sum below the threshold: nothing is asked, and what lifts it', () => {
  const { nextStep } = card(aCaseFile({ invoices: [anInvoice({ due: daysAgo(32), amount: eur(3.2) })] }), 'fr');
  expect([nextStep.pill.kind, nextStep.title, nextStep.primary]).toEqual(['held', 'Sous le seuil de relance', null]);
  const small: Hold = { kind: 'below-tolerance', amount: eur(3.2), tolerance: eur(5), until: null };
  const french = `Sous le seuil de relance. Échu 3,20${F}€, seuil de votre plan 5,00${F}€${F}: rien n’est demandé. La relance reprend dès que l’échu atteint ce seuil`;
  expect(holdInWords(small, saying('fr'))).toBe(`${french}.`);
  expect(holdInWords({ ...small, until: inDays(8) }, saying('fr'))).toBe(`${french}${F}: sans règlement, le\u00a002/12.`);
  // What falls due on a Friday is late on Saturday; nothing is sent before Monday.
  expect(holdInWords({ ...small, until: inDays(4) }, saying('en'))).toBe(`Below the threshold. Overdue €3.20, threshold of your plan €5.00: nothing is asked. Reminders resume once what is overdue reaches it: without payment, on 30${F}Nov.`);
});

describe('a sum in another currency than the account’s', () => {
  const pounds = (over: Partial<Invoice> = {}) => aCaseFile({ invoices: [anInvoice({ due: daysAgo(32), amount: gbp(900), ...over })] });
  const notices = (file: CaseFile, language: Language, iban: string | null = 'FR7630006000011234567890189') => card(file, language, { pack: { ...PACK, profile: { ...PACK.profile, iban } } }).nextStep.notices;

  test('the card says why the letter holds no account, and what to do', () => {
    expect(notices(pounds(), 'fr')).toEqual([{ intent: 'warning', text: `À régler en livres sterling (GBP)${F}: vos réglages n’indiquent pas de compte dans cette devise, la lettre n’en donne aucun. Si votre IBAN convient, ajoutez-le dans l’aperçu.` }]);
    expect(notices(pounds(), 'en')).toEqual([{ intent: 'warning', text: 'Payable in pounds sterling (GBP): your settings name no account in this currency, so the letter gives none. If your IBAN fits, add it in the preview.' }]);
  });
  test('nothing to say in euros, of an account of that country, of a factor’s, or where no account is known at all', () => {
    expect(notices(pounds({ instalments: [anInstalment({ due: daysAgo(32), amount: eur(900) })] }), 'fr')).toEqual([]);
    expect(notices(pounds(), 'fr', 'GB29NWBK60161331926819')).toEqual([]);
    expect(notices(pounds({ assignee: { name: 'Factor SA', iban: 'FR1420041010050500013M02606' } }), 'fr')).toEqual([]);
    expect(notices(pounds(), 'fr', null)).toEqual([]);
    expect(notices(pounds(), 'fr', ' ')).toEqual([]);
  });
});
