import { describe, expect, test } from '@jest/globals';
import { completeMapping, missingFields, obstacleIn, proposeMapping, readLedgerRows, runningBalance } from '../../../src/core';
import type { Cell, CompanyId, LedgerField, LedgerRows, Row } from '../../../src/core';

const sheet = (text: string): readonly Row[] => text.trim().split('\n').map((line): Row => line.split(';').map((cell): Cell => cell.trim()));

function read(rows: readonly Row[]): LedgerRows {
  const { mapping } = proposeMapping(rows, null);
  return readLedgerRows(rows, completeMapping(rows, mapping).mapping, 'martel' as CompanyId, 'clients.csv');
}

const openOf = ({ invoices }: LedgerRows): Readonly<Record<string, number>> => Object.fromEntries(invoices.map((invoice) => [invoice.number, invoice.instalments.reduce((sum, each) => sum + each.outstanding.minor, 0)]));
const told = ({ unreadable, remarks }: LedgerRows): readonly string[] => [...unreadable, ...remarks].map((each) => (each.code === 'ledger/row-unreadable' ? `${each.row} ${each.column} ${each.why}` : each.code === 'ledger/rows-skipped' ? `${each.rows} ${each.why} from ${each.row}` : each.code));

describe('the columns of accounting programs', () => {
  test.each<[string, string, Partial<Record<LedgerField, number>>]>([
    ['Sage', 'N° tiers;Intitulé du tiers;N° pièce;N° facture;Date;Échéance;Montant échéance;Montant réglé;Solde', { 'debtor-code': 0, 'debtor-name': 1, 'invoice-number': 3, issued: 4, due: 5, amount: 6, paid: 7, outstanding: 8 }],
    ['Cegid', 'Auxiliaire;Raison sociale;Nature;Référence interne;Date comptable;Échéance;Montant;Couverture;Reste dû;Lettrage', { 'debtor-code': 0, 'debtor-name': 1, 'invoice-kind': 2, 'invoice-number': 3, issued: 4, due: 5, amount: 6, paid: 7, outstanding: 8, matching: 9 }],
    ['an accountant', 'N° de compte;Nom du compte;N° fact.;Date fact.;Échéance;Montant TTC;Reste dû;Let.;Statut', { 'debtor-code': 0, 'debtor-name': 1, 'invoice-number': 2, issued: 3, due: 4, amount: 5, outstanding: 6, matching: 7, status: 8 }],
  ])('of %s are found', (_whose, headers, columns) => {
    expect(proposeMapping(sheet(headers), null).mapping.columns).toEqual(columns);
  });

  test('a column of pieces is the number only where no column of invoices stands beside it', () => {
    expect(proposeMapping(sheet('Client;N° pièce;Échéance;Solde'), null).mapping.columns['invoice-number']).toBe(1);
    expect(proposeMapping(sheet('Client;Pièce;Référence;Facture n°;Échéance;Solde'), null).mapping.columns['invoice-number']).toBe(3);
  });
});

describe('an account with debits and credits', () => {
  const STATEMENT = sheet(`
Compte tiers;N° facture;Date;Échéance;Let.;Débit;Crédit;Solde
411BATI;FC1;01/08/2026;15/09/2026;A;3 000,00;;3 000,00
411BATI;VIR;20/09/2026;20/09/2026;A;;3 000,00;0,00
411BATI;FC2;05/10/2026;19/11/2026;;2 415,35;;2 415,35
411BATI;AV3;12/10/2026;12/10/2026;;;215,35;2 200,00`);

  test('has a balance that runs on from row to row: it is never taken for what is open', () => {
    const { mapping } = proposeMapping(STATEMENT, null);
    expect(mapping.columns.outstanding).toBeUndefined();
    expect(missingFields(mapping.columns)).toContain('outstanding');
  });

  test('is refused with its column, also where the clerk names the balance or the debit as what is open', () => {
    const { mapping } = proposeMapping(STATEMENT, null);
    expect(runningBalance(STATEMENT, mapping)).toBe('Débit');
    expect(runningBalance(STATEMENT, { ...mapping, columns: { ...mapping.columns, outstanding: 7 } })).toBe('Solde');
    expect(runningBalance(STATEMENT, { ...mapping, columns: { ...mapping.columns, amount: 5 } })).toBe('Débit');
  });

  test('whose balance is that of each row says what is open', () => {
    const rows = sheet(`
Compte tiers;N° facture;Échéance;Débit;Crédit;Solde
411BATI;FC1;15/09/2026;3 000,00;1 000,00;2 000,00
411BATI;FC2;19/11/2026;2 415,35;;2 415,35`);
    const { mapping } = proposeMapping(rows, null);
    expect(mapping.columns.outstanding).toBe(5);
    expect(runningBalance(rows, mapping)).toBeNull();
    expect(openOf(read(rows))).toEqual({ FC1: 200_000, FC2: 241_535 });
  });
});

describe('what a program says of an invoice in a word', () => {
  test('a cancelled invoice and a draft are no debt, and it is said', () => {
    const found = read(sheet(`
Client;N° facture;Échéance;Montant TTC;Restant dû;Statut
Perle;F1;04/11/2026;360,00;360,00;Annulée
Perle;F2;24/11/2026;360,00;360,00;Brouillon
Perle;F3;24/11/2026;100,00;100,00;En retard
Perle;F4;24/11/2026;100,00;40,00;Partiellement payée`));
    expect(openOf(found)).toEqual({ F3: 10_000, F4: 4_000 });
    expect(told(found)).toEqual(['1 cancelled from 2', '1 draft from 3']);
  });

  test('an invoice called paid or matched is settled where nothing else says what is open, and it is said', () => {
    const found = read(sheet(`
Client;N° facture;Échéance;Montant TTC;Lettrage;État
Perle;F1;04/11/2026;360,00;AB;
Perle;F2;24/11/2026;360,00;;Réglée
Perle;F3;24/11/2026;100,00;;Non réglée`));
    expect(openOf(found)).toEqual({ F1: 0, F2: 0, F3: 10_000 });
    expect(told(found)).toEqual(['2 settled from 2']);
  });

  test('an invoice called paid with something open is not used: one of the two is wrong', () => {
    const found = read(sheet(`
Client;N° facture;Échéance;Montant TTC;Restant dû;Statut
Perle;F1;04/11/2026;360,00;360,00;Payée
Perle;F2;24/11/2026;360,00;0,00;Payée`));
    expect(openOf(found)).toEqual({ F2: 0 });
    expect(told(found)).toEqual(['2 Statut paid-yet-open']);
  });

  test('a letter of partial matching leaves what the ledger says is open', () => {
    expect(openOf(read(sheet(`
Client;N° facture;Échéance;Montant;Reste dû;Lettrage
Leroy;VE1;31/10/2026;12 845,20;7 845,20;aa`)))).toEqual({ VE1: 784_520 });
  });

  test('a small letter without what is open is a partial matching: the row is named, not used', () => {
    const found = read(sheet(`
Client;N° facture;Échéance;Montant;Lettrage
Leroy;VE1;31/10/2026;12 845,20;aa`));
    expect(openOf(found)).toEqual({});
    expect(told(found)).toEqual(['2 Lettrage partly-matched']);
  });
});

describe('small things of real exports', () => {
  test('a credit without a due date counts from its own day: nobody demands a credit', () => {
    const found = read(sheet(`
Client;N° facture;Date;Échéance;Reste dû
Roux;26-0311;30/09/2026;30/10/2026;1 512,40
Roux;AV26-012;20/10/2026;;- 112,40 €
Roux;26-0350;31/10/2026;;640,00`));
    expect(openOf(found)).toEqual({ '26-0311': 151_240, 'AV26-012': -11_240 });
    expect(told(found)).toEqual(['4 Échéance no-due-date']);
  });

  test('two addresses in one cell are two contacts, whatever stands between them', () => {
    const found = read(sheet(`
Client;E-mail;N° facture;Échéance;Reste dû
Brun;facture@brun.example / p.brun@brun.example;F1;31/10/2026;99,99
Cano;a@cano.example ou b@cano.example;F2;31/10/2026;99,99`));
    expect(found.debtors.map(({ contacts }) => contacts.map(({ address }) => address))).toEqual([['facture@brun.example', 'p.brun@brun.example'], ['a@cano.example', 'b@cano.example']]);
    expect(told(found)).toEqual([]);
  });

  test('a total that names its customer by code is a total', () => {
    const found = read(sheet(`
N° document;Date;Échéance;1 à 30 jours;Solde dû
Client : CL00012 - DUBOIS PAYSAGE
FA871;15/10/2026;14/11/2026;350,40;350,40
FA902;02/11/2026;02/12/2026;;1 200,00
Total CL00012;;;350,40;1 550,40
Client : CL00015 - GARAGE DU STADE
FA650;05/07/2026;04/08/2026;;125,00
Total CL00015;;;;100,00
Total général;;;350,40;1 675,40`));
    expect(openOf(found)).toEqual({ FA871: 35_040, FA902: 120_000, FA650: 12_500 });
    expect(told(found)).toEqual(['2 heading from 2', '3 total from 5', 'ledger/total-differs']);
  });
});

describe('headers found in programs that read French exports', () => {
  const obstacleOf = (rows: readonly Row[]): string | undefined => {
    const found = obstacleIn({ sheet: null, rows }, proposeMapping(rows, null).mapping, 'export.csv');
    return found === null ? undefined : 'field' in found ? `${found.code} ${found.field}` : 'column' in found ? `${found.code} ${found.column}` : found.code;
  };

  // Of a program that writes and reads them for EBP Gestion commerciale (SDK, import and export of documents), and of analyses of its "listedefactures" (ISO-8859-1, semicolons); read 2026-11-23.
  const EBP = 'Document - Numéro du document;Document - Date;Document - Code client;Document - Civilité;Document - Nom du client;Document - Adresse 1 (facturation);Document - Adresse 2 (facturation);Document - Code postal (facturation);Document - Ville (facturation);Document - Code Pays (facturation);Document - E-mail (facturation);Document - Adresse 1 (livraison);Document - Ville (livraison);Document - E-mail (livraison);Document - Numéro de TVA intracommunautaire;Document - Total Brut HT;Document - Total TTC;Ligne - Code article;Ligne - PV TTC;Ligne - Montant Net TTC';

  test('the list of documents of EBP is read by its documents, not by their lines, deliveries or totals before tax; the due date, which it has not, is asked for', () => {
    const rows = sheet(EBP);
    const headers = EBP.split(';');
    const { columns } = proposeMapping(rows, null).mapping;
    expect(Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, headers[column]]))).toEqual({
      'invoice-number': 'Document - Numéro du document', issued: 'Document - Date', 'debtor-code': 'Document - Code client', 'debtor-name': 'Document - Nom du client', street: 'Document - Adresse 1 (facturation)', 'street-more': 'Document - Adresse 2 (facturation)',
      postcode: 'Document - Code postal (facturation)', 'postal-town': 'Document - Ville (facturation)', country: 'Document - Code Pays (facturation)', 'contact-address': 'Document - E-mail (facturation)', vat: 'Document - Numéro de TVA intracommunautaire', amount: 'Document - Total TTC',
    });
    expect(obstacleOf(rows)).toBe('ledger/column-missing due');
  });

  test('with a due date beside them, the total that EBP repeats on each line of a document counts once', () => {
    const found = read(sheet(`
Document - Numéro du document;Document - Date;Document - Code client;Document - Nom du client;Date d'échéance;Document - Total TTC;Ligne - Code article;Ligne - Montant Net TTC
FA001;01/09/2026;CL1;Vidal;30/10/2026;1 200,00;POSE;1 000,00
FA001;01/09/2026;CL1;Vidal;30/10/2026;1 200,00;VIS;200,00
FA002;02/09/2026;CL1;Vidal;31/10/2026;90,00;POSE;60,00
FA002;02/09/2026;CL1;Vidal;31/10/2026;90,00;VIS;30,00
FA003;03/09/2026;CL2;Roux;31/10/2026;50,00;POSE;20,00
FA003;03/09/2026;CL2;Roux;31/10/2026;50,00;VIS;30,00`));
    expect(openOf(found)).toEqual({ FA001: 120_000, FA002: 9_000, FA003: 5_000 });
    expect(told(found)).toEqual(['3 repeated-amount from 3']);
  });

  test.each<[string, string]>([
    // The header that a reader of EBP Compta's export of 2017 gives (get_data_ebp_v19), shortened; read 2026-11-23.
    ['EBP Compta', 'Journal;Compte;Date;Date de valeur;Date de saisie;Echéance;Poste;Pièce;N° document;Libellé;Débit;Crédit;Devise;Cours;Débit devise;Crédit devise;Contrevaleur débit;Contrevaleur crédit;Lettre;Date de lettrage'],
    // Sage 100 Comptabilité, journal of entries and "Interrogation tiers", as three programs have it ("Header attendu : ..."); read 2026-11-23.
    ['Sage 100', 'Code journal;Date;N° pièce;N° facture;Référence;N° compte général;N° compte tiers;Libellé écriture;Date échéance;Lettrage montant;Débit;Crédit'],
  ])('entries of %s are an account, not a list of what is open: debits are never taken for debts', (_program, header) => {
    expect(obstacleOf(sheet(header))).toBe('ledger/account-statement Débit');
    expect(proposeMapping(sheet(header), null).mapping.columns.matching).toBeDefined();
  });

  test.each(['Document - Référence', 'Document - Total Brut HT', 'Document - Montant de la remise', 'Ligne - PV TTC', 'Ligne - Montant Net TTC', 'Document - Adresse 1 (livraison)', 'Partenaire'])('a column headed %s is left to the clerk', (header) => {
    expect(proposeMapping(sheet(`${header};N° de facture;Client;Échéance;Montant TTC`), null).mapping.columns).toEqual({ 'invoice-number': 1, 'debtor-name': 2, due: 3, amount: 4 });
  });
});

describe('an invoice that a word calls paid in part', () => {
  test.each(['Partiellement payée', 'Partiellement réglée', 'Réglée partiellement', 'Payée en partie', 'Règlement partiel', 'Partially paid'])('(%s) is not demanded as a whole where nothing says which part', (word) => {
    const found = read(sheet(`
Client;N° facture;Échéance;Montant TTC;Statut
Perle;F1;04/11/2026;360,00;${word}
Perle;F2;24/11/2026;100,00;Envoyée`));
    expect(openOf(found)).toEqual({ F2: 10_000 });
    expect(told(found)).toEqual(['2 Statut partly-matched']);
  });

  test('is read by what was paid of it where that stands beside', () => {
    expect(openOf(read(sheet(`
Client;N° facture;Échéance;Montant TTC;Déjà réglé;Statut
Perle;F1;24/11/2026;360,00;60,00;Partiellement payée`)))).toEqual({ F1: 30_000 });
  });
});
