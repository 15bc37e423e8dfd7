import { ok, presentContacts, presentPenalties } from '../../core';
import type { DebtorPanel, Problem, Result, Subject } from '../../core';
import { invoiceCard, invoicesCard, logCard } from '../cards/account-sections';
import { show } from '../cards/answer';
import type { Answer } from '../cards/answer';
import { unreadableCard } from '../cards/columns-card';
import { contactsCard } from '../cards/contacts-card';
import { penaltiesCard } from '../cards/penalties-card';
import type { SidebarAction } from '../sidebar-action';
import { cardContext } from './desk';
import type { Office } from './desk';
import { contextFor, readWhose } from './whose-card';
import { viewOf } from './presenting';

type Page = Extract<SidebarAction, { readonly kind: 'show-contacts' | 'show-penalties' | 'show-invoice' | 'show-invoices' | 'show-log' | 'show-unreadable-rows' }>;

/** A page over the card: it shows more of the same debtor and changes nothing. */
export function pageOf(office: Office, action: Page): Result<Answer, Problem> {
  const { language, pack } = office;
  if (action.kind === 'show-unreadable-rows') return unreadable(office);
  const whose = readWhose(office, action.on);
  if (!whose.ok) return whose;
  const { subject } = whose.value;
  const { file } = subject;
  if (file === null) return ok({ kind: 'back' });
  const context = cardContext(office, { ...action.on, debtor: file.debtor.id });
  if (action.kind === 'show-contacts') return ok(show(contactsCard(presentContacts(file, pack, language), file.debtor.name, context), 'push'));
  if (action.kind === 'show-penalties') return penalties(office, subject, action);
  const view = viewOf(contextFor(office, subject, action.on), language, action.on.from !== 'message', office.today);
  if (view?.kind !== 'debtor') return ok({ kind: 'back' });
  return ok(show(listOf(view, action, context), 'push'));
}

function listOf(view: DebtorPanel, action: Extract<Page, { readonly kind: 'show-invoice' | 'show-invoices' | 'show-log' }>, context: ReturnType<typeof cardContext>): ReturnType<typeof logCard> {
  if (action.kind === 'show-invoices') return invoicesCard(view, action.at, context);
  if (action.kind === 'show-log') return logCard(view, action.at, context);
  const row = view.invoices.find(({ invoice }) => invoice === action.invoice);
  return row === undefined ? invoicesCard(view, 0, context) : invoiceCard(row, view, context);
}

function penalties(office: Office, { file, assessment }: Subject, { on }: Page): Result<Answer, Problem> {
  if (file === null || assessment === null || assessment.kind === 'unknown-debtor') return ok({ kind: 'back' });
  const rates = office.records.rates();
  if (!rates.ok) return rates;
  const view = presentPenalties({ file, statement: assessment.statement, rates: rates.value, view: 'ledger', asOf: file.today, language: office.language });
  return ok(show(penaltiesCard(view, cardContext(office, { ...on, debtor: file.debtor.id })), 'push'));
}

/** Rows of the ledger that could not be used: which, why, and what to do. */
function unreadable(office: Office): Result<Answer, Problem> {
  const { records, today } = office;
  const session = records.session();
  if (!session.ok) return session;
  const { unreadable: problems, unreadableCount } = session.value.ledger;
  return ok(show(unreadableCard(problems, unreadableCount ?? problems.length, cardContext(office), today), 'push'));
}
