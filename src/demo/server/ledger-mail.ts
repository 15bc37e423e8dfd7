import { formatLongDate, statementOfAccount } from '../../core';
import type { CompanyId, LocalDate } from '../../core';
import type { Store } from '../../server/store/store';
import type { SampleMail, SampleThread } from '../sample-mail';
import { parisLocal } from '../paris-time';

/** Who sits at the try-out with a ledger of one's own: nobody in particular. */
export const VISITOR = { id: 'try-out', name: 'Votre nom', address: 'vous@votre-entreprise.example' };
const MOST_THREADS = 12;
const MINUTE = 60_000;

/** A message of no customer: behind it lie the worklist and the settings, also while the ledger cannot be read. */
const WELCOME = (now: number): SampleThread => ({
  id: 'welcome', folder: 'inbox', subject: 'Bienvenue dans la boîte d’essai', unread: false, conversationId: 'welcome-conversation',
  messages: [{
    id: 'welcome-message', from: { name: VISITOR.name, address: VISITOR.address }, to: [{ name: VISITOR.name, address: VISITOR.address }], cc: [], date: parisLocal(now - 24 * 60 * MINUTE), attachments: [], internetMessageId: '<welcome@boite-d-essai.example>',
    html: '<p>Les messages de cette boîte sont fictifs et rien n’est envoyé. Les clients et les factures viennent de votre fichier.</p>',
  }],
});

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

/** A few made-up messages from the debtors of the visitor's own ledger, oldest debt first, so that there is something to open. */
export async function mailOfLedger(store: Store, company: CompanyId, today: LocalDate, now: number): Promise<SampleMail> {
  const { debtors } = await store.overdue(company, today, 0, MOST_THREADS);
  const accounts = await store.accounts(company, debtors);
  const threads = debtors.flatMap((id, index): readonly SampleThread[] => {
    const account = accounts.get(id);
    if (account === undefined) return [];
    const { debtor, invoices } = account;
    const { items } = statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: [] }, today);
    const oldest = items[0];
    const contact = debtor.contacts[0];
    if (oldest === undefined) return [];
    const from = { name: contact?.name ?? debtor.name, address: contact?.address ?? `contact-${index + 1}@sans-adresse.example` };
    const body = `<p>Bonjour,</p><p>Nous avons bien reçu la facture ${escaped(oldest.number)} (échéance du ${formatLongDate(oldest.due, 'fr')}). Pouvez-vous nous redire ce qui reste ouvert${'\u202f'}?</p><p>Cordialement,<br>${escaped(debtor.name)}</p>`;
    return [{
      id: `ledger-${index + 1}`, folder: 'inbox', subject: `Facture ${oldest.number}`, unread: index > 0, conversationId: `ledger-conversation-${index + 1}`,
      messages: [{ id: `ledger-message-${index + 1}`, from, to: [{ name: VISITOR.name, address: VISITOR.address }], cc: [], date: parisLocal(now - (index + 1) * 47 * MINUTE), html: body, attachments: [], internetMessageId: `<ledger-${index + 1}@boite-d-essai.example>` }],
    }];
  });
  return { user: { name: VISITOR.name, address: VISITOR.address }, signatureHtml: `<p>${VISITOR.name}</p>`, threads: [...threads, WELCOME(now)] };
}
