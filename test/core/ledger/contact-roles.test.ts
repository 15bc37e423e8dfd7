import { describe, expect, test } from '@jest/globals';
import { roleOfAddress } from '../../../src/core';
import type { ContactRole } from '../../../src/core';

describe('what an address says of itself', () => {
  test.each<readonly [ContactRole, string]>([
    ['accounting', 'compta comptabilite comptable comptafournisseurs service.comptabilite servicecompta compta75 facturation factures accounting invoices billing accounts fournisseurs daf finance marie.compta contact-compta'],
    ['payer', 'reglements paiements tresorerie ap accounts-payable payables ap.invoices service.reglements'],
    ['generic', 'contact info accueil secretariat office mairie commercial ventes sales contact33 info.lyon service-clients'],
    ['management', 'direction gerance pdg presidence ceo dg secretariat.direction direction.generale'],
    ['unknown', 'marie.martin m.dupont jdurand a.p.leroy ap.martin comptoir 33 paie garage chateau paul.dg n2'],
  ])('%s', (role, locals) => {
    expect(locals.split(' ').map((local) => `${local} ${roleOfAddress(`${local}@client.example`)}`)).toEqual(locals.split(' ').map((local) => `${local} ${role}`));
  });

  test('only what stands before the sign counts', () => {
    expect(roleOfAddress('marie@compta.example')).toBe('unknown');
    expect(roleOfAddress('contact')).toBe('unknown');
    expect(roleOfAddress('')).toBe('unknown');
  });

  test('nobody becomes a salesperson by an address', () => {
    for (const local of ['commercial', 'vendeur', 'sales', 'representant']) expect(roleOfAddress(`${local}@client.example`)).not.toBe('sales');
  });
});

test.each([['ap--factures@x.fr', 'payer'], ['-dg@x.fr', 'management'], ['dg.@x.fr', 'management'], ['jcompta@x.fr', 'unknown'], ['dg.martin@x.fr', 'unknown']])('%s: signs beside words count for nothing, a word inside another neither', (address, role) => {
  expect(roleOfAddress(address)).toBe(role);
});
