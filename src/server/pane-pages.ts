import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { SESSION_META } from './door';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.png': 'image/png', '.svg': 'image/svg+xml', '.json': 'application/json',
  '.map': 'application/json', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8', '.xml': 'application/xml; charset=utf-8',
};

/** Where Microsoft serves office.js and what it loads beside it. */
const OFFICE_SCRIPTS = 'https://appsforoffice.microsoft.com https://ajax.aspnetcdn.com';
/** Outlook on the web shows the pane in a frame; nobody else may. */
const OUTLOOK = "'self' https://*.office.com https://*.office365.com https://*.live.com https://*.cloud.microsoft https://*.microsoft.com";

const POLICY = [
  "default-src 'self'", `script-src 'self' ${OFFICE_SCRIPTS}`, "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self' data: https://*.cdn.office.net https://res-1.cdn.office.net",
  `connect-src 'self' ${OFFICE_SCRIPTS}`, "object-src 'none'", "base-uri 'none'", "form-action 'self'", `frame-ancestors ${OUTLOOK}`,
].join('; ');

export interface PaneOptions {
  /** dist/outlook */
  readonly folder: string;
  /** Written into every page: only who could read our page can call the API. */
  readonly secret: string | null;
}

/** The built pane. Pages carry the secret and are never cached; hashed files are cached for good. */
export function servePane(app: OpenAPIHono, { folder, secret }: PaneOptions): void {
  app.get('/*', async (c) => {
    const wanted = fileOf(c.req.path);
    const bytes = wanted === null ? null : await readOrNull(join(folder, wanted));
    if (wanted === null || bytes === null) return c.text('not found', 404);
    const page = extname(wanted) === '.html';
    return send(c, wanted, page ? Buffer.from(withSecret(bytes.toString('utf8'), secret)) : bytes, page);
  });
}

/** null: not a path inside the folder. */
function fileOf(path: string): string | null {
  const decoded = decodedOf(path);
  if (decoded === null || decoded.includes('\u0000') || decoded.includes('\\')) return null;
  const inside = normalize(decoded === '/' ? '/index.html' : decoded).slice(1);
  return inside.startsWith('..') || inside.split(sep).some((part) => part.startsWith('.')) ? null : inside;
}

function decodedOf(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

async function readOrNull(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error) return null;
    throw error;
  }
}

function withSecret(html: string, secret: string | null): string {
  if (secret === null) return html;
  const meta = `<meta name="${SESSION_META}" content="${secret}">`;
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => `${head}${meta}`) : `${meta}${html}`;
}

function send(c: Context, name: string, bytes: Buffer, page: boolean): Response {
  const hashed = /\.[0-9a-f]{8,}\.\w+$/.test(name);
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    'cache-control': page ? 'no-store' : hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(page ? { 'content-security-policy': POLICY } : {}),
  });
}
