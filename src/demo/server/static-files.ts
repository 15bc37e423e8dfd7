import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8', '.png': 'image/png', '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8', '.map': 'application/json',
};

export interface StaticFile {
  readonly bytes: Buffer;
  readonly type: string;
  /** Its name says its content: it can be kept for good. */
  readonly hashed: boolean;
}

/** null: no such file below the folder. */
export async function fileBelow(folder: string, path: string): Promise<StaticFile | null> {
  const wanted = inside(path);
  if (wanted === null) return null;
  try {
    return { bytes: await readFile(join(folder, wanted)), type: TYPES[extname(wanted)] ?? 'application/octet-stream', hashed: /\.[0-9a-f]{8,}\.\w+$/.test(wanted) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw error;
  }
}

function inside(path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
  if (decoded.includes('\u0000') || decoded.includes('\\')) return null;
  const parts = normalize(decoded.replace(/^\/+/, '')).split(sep);
  return parts.some((part) => part.startsWith('.')) ? null : parts.join(sep);
}
