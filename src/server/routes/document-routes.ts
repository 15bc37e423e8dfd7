import { basename } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { refuse } from '../answers';
import { readPdf } from '../feeds/read-pdf';
import { documentParam } from '../schemas/requests';
import type { Store } from '../store/store';

/**
 * The PDF of an invoice. The client knows an opaque reference; the path comes from the ledger's reading and must lie
 * below the documents' root after symbolic links are resolved: a column of a ledger file is untrusted. No root, no documents.
 */
export function documentRoutes(app: OpenAPIHono, store: Store, tenant: string, root: string | null): void {
  app.openAPIRegistry.registerPath({
    method: 'get', path: '/api/v1/documents/{reference}', summary: 'The PDF of an invoice', request: { params: documentParam },
    responses: { 200: { description: 'the PDF', content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } }, default: { description: 'a problem: code and data, no text' } },
  });
  app.get('/api/v1/documents/:reference', async (c) => {
    const reference = c.req.param('reference').slice(0, 1_000);
    const missing = { code: 'ledger/document-missing', file: '', number: reference.slice(0, 100) } as const;
    const path = await store.documentPath(tenant, reference.replace(/\u0000/g, ''));
    const bytes = path === null || root === null ? null : await readPdf(path, root);
    if (bytes === null || path === null) return refuse(c, missing);
    return c.body(bytes, 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${basename(path).replace(/[^\w.-]/g, '_')}"`,
      'cache-control': 'private, no-store',
    });
  });
}
