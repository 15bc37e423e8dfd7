import { open, realpath } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { refuse } from '../answers';
import { documentParam } from '../schemas/requests';
import type { Store } from '../store/store';

/** Mail servers refuse attachments beyond this. */
const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024;

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

async function readPdf(path: string, root: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const real = await realpath(resolve(path));
    if (!real.startsWith((await realpath(resolve(root))) + sep)) return null;
    const file = await open(real, 'r');
    try {
      const { size } = await file.stat();
      if (size < 5 || size > MAX_DOCUMENT_BYTES) return null;
      const bytes = new Uint8Array(size);
      await file.read(bytes, 0, size, 0);
      // Only PDFs leave this door, whatever the path's name says.
      return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-' ? bytes : null;
    } finally {
      await file.close();
    }
  } catch (error) {
    // Moved, deleted, not ours to read: to the clerk it is missing.
    if (typeof error === 'object' && error !== null && 'code' in error) return null;
    throw error;
  }
}
