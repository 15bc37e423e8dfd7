import type { Pack } from '../case-file';
import type { CompanyId, EmailAddress, PolicyId } from '../ledger/types';
import { hintsOf } from './hints';
import { identify } from './identify';
import type { Mailbox, MailMessage } from './types';

const NOBODYS: Pack = {
  id: '',
  profile: {
    id: '' as CompanyId, name: 'A', legalIds: { siren: null, siret: null, vat: null }, timeZone: 'UTC', language: 'fr', addresses: [], domains: ['a.invalid'], iban: null, bic: null, phone: null,
    legalMentions: null, signature: 'mail-client',
  },
  policies: [], defaultPolicy: '' as PolicyId, templates: [], numberShapes: ['AA-9999-9999'], domainOverrides: { company: [], freeMail: [] },
};

/** What makes a reader look twice: a number, an amount, a signature, an answered mail, a notice. */
const LINES = [
  'Bonjour,', 'La facture FA-0000-0000 de 1 000,00 € du 01/01/2000 (Réf. R-2222) est réglée.', '', 'Cordialement,', 'A. Durand', 'Comptabilité', 'Tél. : 01 00 00 00 00', '',
  'Ce message est confidentiel.', '', 'De : A <a@a.invalid>', 'Envoyé : lundi 3 janvier 2000 10:00', 'À : B <b@b.invalid>', 'Objet : Facture', '', 'Bonjour,',
  'Le lun. 3 janv. 2000 à 10:00, A <a@a.invalid> a écrit :', '> Bonjour',
].join('\n');

function mail(text: string): MailMessage {
  const box = (address: string): Mailbox => ({ name: 'A', address: address as EmailAddress });
  return { id: '', from: box('b@b.invalid'), to: [box('a@a.invalid')], cc: [], replyTo: [], sentAt: null, subject: 'RE: Facture FA-0000-0000', text, attachmentNames: ['FA-0000-0000.pdf'] };
}

/**
 * A browser compiles an expression when it is first used, and again for texts with characters beyond Latin-1, and better when
 * it is used a second time: reading a mail of nobody's while Outlook is still opening spares the first real one all that.
 */
export function readAhead(): void {
  for (const text of [LINES, LINES.replace('€', 'EUR')]) {
    const thread = { key: '', mode: 'read', open: 0, messages: [mail(text)], mailbox: null, wholeThread: false } as const;
    hintsOf(thread, NOBODYS);
    identify(thread, { hits: [], debtors: [] }, NOBODYS);
  }
}
