/** The ledger and the look-up of these tests: a few customers of Atelier Nord, as clerks know them. */
import { hintsOf, identify, shapesOf } from '../../../src/core';
import type { Debtor, DebtorId, Identification, Invoice, LegalIds, MailMessage, MailThread, Pack } from '../../../src/core';
import { aContact, aDebtor, address, aMailbox, aMessage, anInvoice, aPack, aThread, idOf } from '../builders';
import { lookUpIn, type Ledger } from './in-memory-look-up';

const NO_IDS: LegalIds = { siren: null, siret: null, vat: null };
export const debtorId = (id: string): DebtorId => id as DebtorId;

export function customer(id: string, name: string, over: { readonly mail?: readonly string[]; readonly ids?: Partial<LegalIds>; readonly domains?: readonly string[] } = {}): Debtor {
  return aDebtor({ id: debtorId(id), code: id, name, legalIds: { ...NO_IDS, ...over.ids }, contacts: (over.mail ?? []).map((m) => aContact({ address: address(m), role: 'unknown' })), domains: over.domains ?? [] });
}

export const invoice = (number: string, debtor: string): Invoice => anInvoice({ id: idOf(number), number, debtor: debtorId(debtor) });

export const CANIGOU = customer('C-1', 'Garage du Canigou', { mail: ['compta@garage-canigou.fr'], ids: { siren: '732829320', vat: 'FR44732829320' } });
export const TRAMIER = customer('C-2', 'SARL Boulangerie Tramier', { mail: ['tramier@orange.fr', 'cabinet@expert-sud.fr'] });
export const PEYRON = customer('C-3', 'Menuiserie Peyron', { mail: ['a.peyron@menuiserie-peyron.fr', 'cabinet@expert-sud.fr'], ids: { siret: '44306184100047' } });
export const POSTE = customer('C-4', 'Courrier Express', { ids: { siren: '356000000' } });
export const GROUP_A = customer('C-5', 'Ondaine Transports', { mail: ['finances@ondaine.fr'] });
export const GROUP_B = customer('C-6', 'Ondaine Logistique', { mail: ['achats@ondaine.fr'] });

export const LEDGER: Ledger = {
  debtors: [CANIGOU, TRAMIER, PEYRON, POSTE, GROUP_A, GROUP_B],
  invoices: [
    invoice('FA-2026-0297', 'C-1'), invoice('FA-2026-0310', 'C-1'), invoice('FA-2026-0301', 'C-2'), invoice('FA-2026-0302', 'C-3'), invoice('FA-2026-0405', 'C-5'), invoice('FA-2026-0406', 'C-6'),
    invoice('AV-2026-0302', 'C-2'),
  ],
};

export const packOf = (ledger: Ledger, over: Partial<Pack> = {}): Pack => aPack({ numberShapes: shapesOf((ledger.invoices ?? []).map((i) => i.number)), ...over });

export const OURS = aMailbox('marie.lefevre@atelier-nord.fr', 'Marie Lefèvre');
export const COLLEAGUE = aMailbox('paul.garnier@atelier-nord.fr', 'Paul Garnier');

/** A mail from outside to us, with nothing in it that points anywhere. */
export const mailFrom = (from: string, over: Partial<MailMessage> = {}): MailMessage => aMessage({ from: aMailbox(from), to: [OURS], subject: 'Bonjour', text: 'Bonjour,\n\nMerci de me rappeler.\n', ...over });
export const threadOf = (...messages: readonly MailMessage[]): MailThread => aThread({ messages });

export function found(thread: MailThread, ledger: Ledger = LEDGER, pack: Pack = packOf(ledger)): Identification {
  return identify(thread, lookUpIn(ledger)(hintsOf(thread, pack)), pack);
}

/** The answer in short: the debtor's id; `several:why a b`; `none:why`. */
export function inShort(id: Identification): string {
  switch (id.kind) {
    case 'one': return id.candidate.debtor.id;
    case 'several': return `several:${id.why} ${id.candidates.map((c) => c.debtor.id).sort().join(' ')}`;
    case 'none': return `none:${id.why}`;
  }
}
