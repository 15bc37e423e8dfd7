import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import type { ManifestFiles } from './fault';

/** What the addresses of a manifest stand for: the files of the built pane (`dist/outlook`), whatever the host is called. */
export function builtFiles(folder: string): ManifestFiles {
  const bytesOf = (url: string): Buffer | null => {
    const file = join(folder, normalize(decodeURIComponent(new URL(url).pathname)));
    return existsSync(file) ? readFileSync(file) : null;
  };
  return {
    iconSize: (url) => sizeOfPng(bytesOf(url)),
    functions: (url) => {
      const page = bytesOf(url)?.toString('utf8');
      if (page === undefined) return null;
      const sources = [...page.matchAll(/<script\b[^>]*\bsrc=["']?([^"'\s>]+)/gi)].map(([, source]) => source ?? '');
      const office = sources.findIndex((source) => /^https:\/\/appsforoffice\.microsoft\.com\/.*\/office\.js$/.test(source));
      const own = sources.findIndex((source) => !/^https?:/.test(source));
      if (office < 0 || own < office) return null;
      return sources.slice(own).flatMap((source) => functionsIn(bytesOf(new URL(source, url).href)?.toString('utf8') ?? ''));
    },
  };
}

/** `Office.actions.associate("name", ...)`: the names stand as literals, so that they can be read in the built script. */
export const functionsIn = (script: string): readonly string[] => [...script.matchAll(/\bactions\.associate\(\s*(["'`])([^"'`\\]+)\1/g)].map(([, , name]) => name ?? '');

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Width and height stand in the first chunk of a PNG, IHDR (ISO/IEC 15948, 11.2.2). */
export function sizeOfPng(bytes: Buffer | null): { readonly width: number; readonly height: number } | null {
  if (bytes === null || bytes.length < 24 || !bytes.subarray(0, 8).equals(SIGNATURE) || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
