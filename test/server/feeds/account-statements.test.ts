import { expect, test } from '@jest/globals';
import { obstacleOf, proposeForFile, takeFile } from '../../../src/server/feeds/ledger-file';
import type { Instant } from '../../../src/core';
import { csvOf } from './a-workbook';

const obstacle = async (...lines: readonly string[]) => {
  const taken = await takeFile('grand-livre.txt', csvOf(...lines), '2026-11-23T07:00:00.000Z' as Instant, null);
  if (!taken.ok) throw new Error(taken.problem.code);
  return obstacleOf(taken.value, proposeForFile(taken.value).mapping);
};

test.each<[string, readonly string[], string]>([
  ['of the tax office (FEC)', ['JournalCode\tCompteNum\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tDebit\tCredit\tEcritureLet', 'VE\t411000\tDUP\tDUPRAT SARL\tFA1001\t20260915\t1200,00\t0,00\t', 'BQ\t411000\tDUP\tDUPRAT SARL\tVIR\t20261010\t0,00\t700,00\t'], 'Debit'],
  ['of Sage, with a running balance', ['Compte tiers;Intitulé du tiers;N° facture;Échéance;Let.;Débit;Crédit;Solde', '411A;A;F1;15/09/2026;A;3 000,00;;3 000,00', '411A;A;VIR;20/09/2026;A;;3 000,00;0,00', '411A;A;F2;19/11/2026;;200,00;;200,00', '411A;A;F3;19/11/2026;;50,00;;250,00'], 'Débit'],
  ['with the newest movement first', ['Compte tiers;N° facture;Échéance;Débit;Crédit;Solde', '411A;F3;19/11/2026;50,00;;250,00', '411A;F2;19/11/2026;200,00;;200,00', '411A;VIR;20/09/2026;;3 000,00;0,00', '411A;F1;15/09/2026;3 000,00;;3 000,00'], 'Débit'],
])('a listing of movements %s is named as such, not by a column that it happens to lack', async (_whose, lines, column) => {
  expect(await obstacle(...lines)).toEqual({ code: 'ledger/account-statement', file: 'grand-livre.txt', column });
});

test('debits and credits beside what is open are no obstacle', async () => {
  expect(await obstacle('Client;N° facture;Échéance;Débit;Crédit;Restant dû', 'A;F1;15/09/2026;3 000,00;1 000,00;2 000,00', 'A;F2;16/09/2026;300,00;;300,00')).toBeNull();
  // Part of F1 was paid by a movement of another day, which the listing leaves out.
  expect(await obstacle('Client;N° facture;Échéance;Débit;Crédit;Solde', 'A;F1;15/09/2026;1 254,60;;754,60', 'A;F2;16/09/2026;840,00;;840,00', 'A;F3;16/09/2026;300,00;;120,00')).toBeNull();
});
