import type { CaseFile, Pack } from '../case-file';
import type { LogFact } from '../log/types';
import { templateKey } from '../reminder/template-book';

type Drafted = Extract<LogFact, { readonly kind: 'reminder-drafted' }>;

/** Written for this kind of customer: a company that turned out to be a public buyer is not told of the commercial code. */
export function isForThisCustomer({ template, tone, language }: Drafted, { debtor: { kind } }: CaseFile, { templates }: Pack): boolean {
  const used = template === undefined ? undefined : templates.find((one) => templateKey(one) === template.key);
  if (used === undefined || used.audience === kind) return true;
  return used.audience === undefined && !templates.some((one) => one.audience === kind && one.name === used.name && one.reply === null && one.tone === tone && one.language === language);
}

const compact = (account: string | null): string => (account ?? '').replace(/[^A-Za-z0-9]/g, '').toUpperCase();

/** The text names our account, and an invoice that it asks for was assigned meanwhile to somebody whose account it does not name. */
export function paysSomebodyElse(text: string | null, { invoices: listed }: Drafted, { invoices }: CaseFile, { profile }: Pack): boolean {
  const ours = compact(profile.iban);
  if (text === null || ours === '' || compact(profile.legalMentions).includes(ours)) return false;
  const asked = new Set(listed.map(({ invoice }) => invoice));
  const assigned = invoices.filter(({ id, assignee }) => assignee !== null && asked.has(id));
  if (assigned.length === 0) return false;
  const said = compact(text);
  return said.includes(ours) && assigned.some(({ assignee }) => compact(assignee?.iban ?? null) === '' || !said.includes(compact(assignee?.iban ?? null)));
}
