import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { json } from './fakes/stumbling-server';
import type { Answered, Asked } from './fakes/stumbling-server';
import { fits, idOf } from './odoo-domain';
import type { Row } from './odoo-domain';

interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}
type Model = 'res.company' | 'res.lang' | 'res.partner' | 'account.move' | 'account.move.line' | 'account.partial.reconcile' | 'account.full.reconcile' | 'account.account' | 'account.journal' | 'mail.message';
type Recorded = { readonly [M in Model]: readonly Row[] } & { readonly fields_get: Readonly<Record<string, Row>>; readonly version_info: Row; readonly get_portal_url: string; readonly message_post: unknown; readonly errors: Readonly<Record<string, Refusal>> };

/** What an Odoo 19.0 answered (test/fixtures/odoo/SOURCES.md). */
export const RECORDED = JSON.parse(readFileSync(join(__dirname, '../fixtures/odoo/answers-19.0.json'), 'utf8')) as Recorded;
export const KEY = 'recorded-key';
const MODELS: readonly Model[] = ['res.company', 'res.lang', 'res.partner', 'account.move', 'account.move.line', 'account.partial.reconcile', 'account.full.reconcile', 'account.account', 'account.journal', 'mail.message'];
const DATABASE = 'odoo19';
const USER = 2;

/** Keeps records of the shapes that were recorded, and answers as the recorded Odoo did. A field, a model or an operator that was not recorded is an error, as there. */
export class RecordedOdoo {
  readonly tables = new Map<string, Map<number, Row>>(MODELS.map((model) => [model, new Map()]));
  private last = 100;

  /** @param serie "19.0", or an older one, which has no JSON-2 */
  constructor(private readonly serie = '19.0') {
    for (const model of ['res.company', 'res.lang', 'account.account', 'account.journal'] as const) for (const row of RECORDED[model]) this.table(model).set(Number(row['id']), { ...row });
  }

  get company(): number {
    return Number(RECORDED['res.company'][0]?.['id']);
  }

  table(model: Model): Map<number, Row> {
    return this.tables.get(model) as Map<number, Row>;
  }

  /** Adds a record: the recorded one that fits, with other values. */
  add(model: Model, like: (row: Row) => boolean, values: Row): number {
    const recorded = RECORDED[model].find(like);
    if (recorded === undefined) throw new Error(`no such ${model} was recorded`);
    const unknown = Object.keys(values).find((field) => !(field in recorded) && field !== 'active');
    if (unknown !== undefined) throw new Error(`${model}.${unknown} was not recorded`);
    const id = (this.last += 1);
    this.table(model).set(id, { ...recorded, ...('write_date' in recorded ? { write_date: this.now() } : {}), ...values, id });
    return id;
  }

  /** Changes a record, and when it was written. */
  write(model: Model, id: number, values: Row): void {
    const row = this.table(model).get(id);
    if (row === undefined) throw new Error(`no ${model} ${String(id)}`);
    Object.assign(row, values, 'write_date' in row ? { write_date: this.now() } : {});
  }

  now(): string {
    return new Date().toISOString().slice(0, 19).replace('T', ' ');
  }

  answer({ url, headers, body }: Asked): Answered {
    const sent = body === '' ? {} : (JSON.parse(body) as Row);
    const [, door, version, model = '', method = ''] = url.pathname.split('/');
    if (url.pathname === '/web/webclient/version_info') return json(200, JSON.parse(JSON.stringify(RECORDED.version_info).replaceAll('19.0', this.serie)));
    if (url.pathname === '/jsonrpc') return this.rpc(sent['params'] as { readonly service: string; readonly method: string; readonly args: readonly unknown[] });
    if (url.pathname.startsWith('/my/invoices/')) return this.refused('no wkhtmltopdf');
    if (door !== 'json' || version !== '2' || this.serie !== '19.0') return { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<!DOCTYPE html>\n<title>404 Not Found</title>\n' };
    if ((headers['x-odoo-database'] ?? DATABASE) !== DATABASE) return this.refused('unknown database');
    if (headers.authorization !== `bearer ${KEY}`) return this.refused('wrong key');
    if (!this.tables.has(model) && RECORDED.fields_get[model] === undefined) return this.refused('unknown model');
    const result = this.run(model as Model, method, sent);
    return result === undefined ? this.refused('unknown field') : json(200, result);
  }

  private rpc({ service, method, args }: { readonly service: string; readonly method: string; readonly args: readonly unknown[] }): Answered {
    const result = (value: unknown): Answered => json(200, { jsonrpc: '2.0', id: 1, result: value });
    if (args[0] !== DATABASE) return this.refused('json-rpc unknown database');
    if (service === 'common' && method === 'authenticate') return args[2] === KEY ? result(USER) : this.refused('json-rpc wrong key at login');
    if (args[2] !== KEY || args[1] !== USER) return this.refused('json-rpc wrong key');
    const [model, called, records, named] = args.slice(3) as [Model, string, readonly unknown[], Row];
    const found = this.run(model, called, { ...named, ...(records.length === 0 ? {} : { ids: records[0] }) });
    return found === undefined ? this.refused('json-rpc unknown field') : result(found);
  }

  /** undefined: a field that this Odoo does not have. */
  private run(model: Model, method: string, args: Row): unknown {
    switch (method) {
      case 'fields_get': return Object.fromEntries(Object.entries(RECORDED.fields_get[model] ?? {}).filter(([field]) => (args['allfields'] as readonly string[]).includes(field)));
      case 'search': return this.found(model, args).map(({ id }) => id);
      case 'search_count': return this.found(model, args).length;
      case 'search_read': {
        const fields = ['id', ...(args['fields'] as readonly string[])];
        const known = RECORDED[model][0];
        if (known !== undefined && fields.some((field) => !(field in known))) return undefined;
        return this.found(model, args).map((row) => Object.fromEntries(fields.map((field) => [field, row[field]])));
      }
      case 'get_portal_url': return RECORDED.get_portal_url.replace(/\/\d+\?/, `/${String((args['ids'] as readonly number[])[0])}?`);
      case 'message_post': {
        const text = String(args['body']).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        const id = this.add('mail.message', () => true, { body: `<p>${text}</p>` });
        const [partner] = args['ids'] as readonly number[];
        // Where it stands is asked for (search), and was recorded by no answer.
        this.table('mail.message').set(id, { ...this.table('mail.message').get(id), model: 'res.partner', res_id: partner } as Row);
        this.posted.push({ partner: Number(partner), message: id });
        // As mail.thread does, in 17 by the first word of the context and from 18 on by the second.
        const context = args['context'] as Row | undefined;
        if (context?.[this.serie === '19.0' ? 'mail_post_autofollow_author_skip' : 'mail_create_nosubscribe'] !== true) this.follows.add(Number(partner));
        return [id];
      }
      default: throw new Error(`${model}.${method} was not recorded`);
    }
  }

  /** Customers that the key's user follows. */
  readonly follows = new Set<number>();
  readonly posted: { readonly partner: number; readonly message: number }[] = [];

  private found(model: Model, args: Row): readonly Row[] {
    const archived = (args['context'] as Row | undefined)?.['active_test'] === false;
    const rows = [...(this.tables.get(model)?.values() ?? [])].filter((row) => (archived || row['active'] !== false) && fits(this.tables, model, row, args['domain'] as readonly unknown[]));
    return rows.sort((a, b) => Number(idOf(a['id'])) - Number(idOf(b['id']))).slice(0, Number(args['limit'] ?? Infinity));
  }

  private refused(what: string): Answered {
    const refusal = RECORDED.errors[what];
    if (refusal === undefined) throw new Error(`${what} was not recorded`);
    return { status: refusal.status, headers: { 'content-type': refusal.type }, body: typeof refusal.body === 'string' ? refusal.body : JSON.stringify(refusal.body) };
  }
}
