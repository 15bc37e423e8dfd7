import { basename } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { refuse } from '../answers';
import type { FeedDesk } from '../feeds/desk/feed-desk';
import { MAX_DOCUMENT_BYTES, isPdf, readPdf } from '../feeds/read-pdf';
import { documentParam } from '../schemas/requests';
import type { Store } from '../store/store';

/**
 * The PDF of an invoice. The client knows an opaque reference; the path comes from the ledger's reading and must lie
 * below the documents' root after symbolic links are resolved: a column of a ledger file is untrusted. No root, no documents.
 */
export function documentRoutes(app: OpenAPIHono, { store, tenant, root, feeds }: DocumentSources): void {
  app.openAPIRegistry.registerPath({
    method: 'get', path: '/api/v1/documents/{reference}', summary: 'The PDF of an invoice', request: { params: documentParam },
    responses: { 200: { description: 'the PDF', content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } }, default: { description: 'a problem: code and data, no text' } },
  });
  app.get('/api/v1/documents/:reference', async (c) => {
    const reference = c.req.param('reference').slice(0, 1_000);
    const missing = { code: 'ledger/document-missing', file: '', number: reference.slice(0, 100) } as const;
    const fetched = (await feeds?.document(reference, c.req.raw.signal)) ?? null;
    if (fetched !== null) {
      if (!fetched.ok) return refuse(c, fetched.problem);
      return isPdf(fetched.value.bytes) && fetched.value.bytes.length <= MAX_DOCUMENT_BYTES ? pdf(c, fetched.value.name, new Uint8Array(fetched.value.bytes)) : refuse(c, missing);
    }
    const path = await store.documentPath(tenant, reference.replace(/\u0000/g, ''));
    const bytes = path === null || root === null ? null : await readPdf(path, root);
    if (bytes === null || path === null) return refuse(c, missing);
    return pdf(c, basename(path), bytes);
  });
}

export interface DocumentSources {
  readonly store: Store;
  readonly tenant: string;
  /** Documents of files lie below it; null: none are served. */
  readonly root: string | null;
  readonly feeds: FeedDesk | null;
}

const pdf = (c: Context, name: string, bytes: Uint8Array<ArrayBuffer>): Response => c.body(bytes, 200, {
  'content-type': 'application/pdf',
  'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
  'cache-control': 'private, no-store',
});
