import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';

/** An installation with a built pane, whatever is built here; it stands for the tests of one file. */
export function anInstallation(): { readonly root: string } {
  const root = mkdtempSync(join(tmpdir(), 'relance-installation-'));
  beforeAll(() => {
    mkdirSync(join(root, 'dist/outlook'), { recursive: true });
    writeFileSync(join(root, 'dist/outlook/index.html'), '<!doctype html><html><head><title>Relance</title></head><body></body></html>');
    for (const part of ['assets', 'node_modules']) symlinkSync(resolve(part), join(root, part));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return { root };
}
