import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ColumnMapping } from '../../core';
import { answer, give, refuse } from '../answers';
import type { LedgerService } from '../ledger-service';
import { awaitingBody, columnMapping, uploadParam } from '../schemas/requests';
import { serveRoute } from './serve-route';

/** A workbook of a million rows is about half of this. */
export const MAX_UPLOAD_BYTES = 64 * 1024 * 1024;
const LONGEST_FILE_NAME = 255;

/** null: the parts of the body cannot be told apart (cut off on the way, a header that is none). */
async function formOf(c: Context): Promise<Readonly<Record<string, string | File>> | null> {
  try {
    return await c.req.parseBody();
  } catch (error) {
    // What the Fetch standard has formData() throw; by name, for it may come from another realm.
    if ((error as { readonly name?: unknown }).name === 'TypeError') return null;
    throw error;
  }
}

/** @param by the name of whoever asks. */
export function ledgerRoutes(app: OpenAPIHono, ledger: LedgerService, by: (c: Context) => string): void {
  app.use('/api/v1/ledger/uploads', bodyLimit({ maxSize: MAX_UPLOAD_BYTES, onError: (c) => refuse(c, { code: 'ledger/too-large', file: '', limit: MAX_UPLOAD_BYTES }) }));
  app.openAPIRegistry.registerPath({
    method: 'post', path: '/api/v1/ledger/uploads', summary: 'A ledger file, to be looked at before it is used',
    request: { body: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } } } } },
    responses: { 200: { description: 'LedgerPreview' }, default: { description: 'a problem: code and data, no text' } },
  });
  app.post('/api/v1/ledger/uploads', async (c) => {
    if (!/^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')) return refuse(c, { code: 'log/invalid-entry', field: 'file', detail: 'multipart/form-data expected' });
    const form = await formOf(c);
    if (form === null) return refuse(c, { code: 'log/invalid-entry', field: 'body', detail: 'malformed' });
    const { file } = form;
    if (!(file instanceof File)) return refuse(c, { code: 'log/invalid-entry', field: 'file', detail: 'missing' });
    const name = file.name.replace(/^.*[\\/]/, '').replace(/[\u0000-\u001f]/g, '').slice(0, LONGEST_FILE_NAME);
    return give(c, await ledger.upload(name === '' ? 'ledger' : name, new Uint8Array(await file.arrayBuffer())));
  });

  const forgotten = (id: string) => ({ code: 'ledger/file-unreadable', file: id.slice(0, 100), because: 'missing' }) as const;

  serveRoute(app, { method: 'get', path: '/api/v1/ledger/uploads/{id}', summary: 'How an uploaded file would be read', params: uploadParam, answers: 'LedgerPreview' },
    async ({ params }, c) => {
      const preview = await ledger.preview(params.id);
      return preview === null ? refuse(c, forgotten(params.id), 404) : answer(c, preview);
    });

  serveRoute(app, { method: 'put', path: '/api/v1/ledger/uploads/{id}/mapping', summary: 'Which column holds which field', params: uploadParam, body: columnMapping, answers: 'LedgerPreview' },
    async ({ params, body }, c) => {
      const columns = Object.fromEntries(Object.entries(body.columns).filter(([, column]) => column !== undefined));
      const mapped = await ledger.map(params.id, { ...body, columns } as ColumnMapping);
      return mapped === null ? refuse(c, forgotten(params.id), 404) : give(c, mapped);
    });

  serveRoute(app, { method: 'post', path: '/api/v1/ledger/uploads/{id}/use', summary: 'Makes an uploaded file the ledger', params: uploadParam, answers: 'LedgerState' },
    async ({ params }, c) => {
      const used = await ledger.use(params.id, by(c));
      return used === null ? refuse(c, forgotten(params.id), 404) : give(c, used);
    });

  serveRoute(app, { method: 'get', path: '/api/v1/ledger', summary: 'Where the ledger stands', answers: 'LedgerState' }, async (_, c) => answer(c, await ledger.state()));
  serveRoute(app, { method: 'post', path: '/api/v1/ledger/import/cancel', summary: 'Ends the import that is under way; the ledger in use stays', answers: 'LedgerState' }, async (_, c) => give(c, await ledger.cancelImport()));
  serveRoute(app, { method: 'post', path: '/api/v1/ledger/refresh', summary: 'Reads the watched file again', answers: 'LedgerState' }, async (_, c) => give(c, await ledger.refresh()));
  serveRoute(app, { method: 'post', path: '/api/v1/ledger/awaiting', summary: 'Accepts or refuses the newer file that waits', body: awaitingBody, answers: 'LedgerState' },
    async ({ body }, c) => give(c, await ledger.answerAwaiting(body.accept)));
}
