import { fail, foldName, ok } from '../../../core';
import type { FeedProblem, Result } from '../../../core';
import { FIELDS, PERHAPS } from './odoo-fields';
import type { AskedModel, Present } from './odoo-fields';
import type { Books, Company } from './odoo-books';
import type { OdooClient } from './odoo-client';

/** Which company's receivables are read, and what this Odoo knows of the fields that are asked for. @param chosen its id or its name; empty: the only one. */
export async function openBooks(client: OdooClient, chosen: string, feed: string, signal: AbortSignal): Promise<Result<Books, FeedProblem>> {
  const version = await client.version(signal);
  if (!version.ok) return version;
  const company = await chooseCompany(client, chosen.trim(), feed, signal);
  if (!company.ok) return company;
  client.company = company.value.id;
  const models = Object.keys(PERHAPS) as AskedModel[];
  const [journals, french, ...found] = await Promise.all([
    client.rows('account.journal', { domain: [['company_id', '=', company.value.id], ['type', 'in', ['bank', 'cash', 'credit']]], fields: ['type'], archived: true }, signal),
    client.rows('res.lang', { domain: [['code', '=like', 'fr_%']], fields: ['code'] }, signal),
    ...models.map((model) => fieldsOf(client, model, signal)),
  ]);
  if (!journals.ok) return journals;
  if (!french.ok) return french;
  const present: Partial<Record<AskedModel, ReadonlySet<string>>> = {};
  for (const [at, model] of models.entries()) {
    const fields = found[at];
    if (fields === undefined) throw new Error('a model was not asked for its fields');
    if (!fields.ok) return fields;
    const needed: readonly string[] = model === 'account.payment' ? [] : FIELDS[model];
    const missing = needed.find((field) => !fields.value.has(field));
    if (missing !== undefined) return fail({ code: 'feed/version-not-read', feed, found: `Odoo ${version.value} (${model}.${missing})`, needs: 'Odoo 17' });
    present[model] = fields.value;
  }
  return ok({ company: company.value, present: present as Present, speaksFrench: french.value.length > 0, moneyJournals: new Set(journals.value.map((row) => Number(row['id']))) });
}

async function chooseCompany(client: OdooClient, chosen: string, feed: string, signal: AbortSignal): Promise<Result<Company, FeedProblem>> {
  const rows = await client.rows('res.company', { domain: [], fields: ['name'] }, signal);
  if (!rows.ok) return rows;
  const companies: readonly Company[] = rows.value.map(({ id, name }) => ({ id: Number(id), name: typeof name === 'string' ? name : '' }));
  const [only] = companies;
  if (chosen === '') return only !== undefined && companies.length === 1 ? ok(only) : fail({ code: 'feed/setting-refused', feed, field: 'company', because: 'missing' });
  const byName = companies.filter(({ name }) => foldName(name) === foldName(chosen));
  const found = companies.find(({ id }) => String(id) === chosen) ?? companies.find(({ name }) => name === chosen) ?? (byName.length === 1 ? byName[0] : undefined);
  return found === undefined ? fail({ code: 'feed/not-found', feed, what: 'company' }) : ok(found);
}

async function fieldsOf(client: OdooClient, model: AskedModel, signal: AbortSignal): Promise<Result<ReadonlySet<string>, FeedProblem>> {
  const fields = await client.call(model, 'fields_get', { allfields: [...(model === 'account.payment' ? [] : FIELDS[model]), ...PERHAPS[model]], attributes: ['type'] }, signal);
  return fields.ok ? ok(new Set(Object.keys(fields.value ?? {}))) : fields;
}
