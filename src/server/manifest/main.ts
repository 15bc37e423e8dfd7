import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { builtFiles } from './built-files';
import { checkManifest } from './check-manifest';
import type { ManifestFault } from './check-manifest';
import { parseCompany, parseHost } from './host-name';
import type { ManifestInputProblem } from './host-name';
import { writeManifest } from './write-manifest';

export const USAGE = 'npm run manifest -- --host relance.example.fr --company "Dupont SA" [--out FILE] [--local]\nnpm run manifest -- --check FILE';

type Asked =
  | { readonly kind: 'write'; readonly host: string; readonly company: string; readonly out: string | null }
  | { readonly kind: 'check'; readonly file: string };

/** The words of the command line, or what is wrong with them. */
export function parseArguments(words: readonly string[]): Asked | { readonly kind: 'wrong'; readonly problem: ManifestInputProblem } {
  const wrong = (problem: ManifestInputProblem): { readonly kind: 'wrong'; readonly problem: ManifestInputProblem } => ({ kind: 'wrong', problem });
  const values = new Map<string, string>();
  let local = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, name, attached] = /^--(host|company|out|check)(?:=(.*))?$/s.exec(word) ?? [];
    if (word === '--local') local = true;
    else if (name === undefined) return wrong({ code: 'option-unknown', given: word });
    else {
      const value = attached ?? words[(at += 1)];
      if (value === undefined || (attached === undefined && value.startsWith('--'))) return wrong({ code: 'value-missing', option: name });
      values.set(name, value);
    }
  }
  const file = values.get('check');
  if (file !== undefined) return { kind: 'check', file };
  const host = parseHost(values.get('host') ?? '', local);
  if ('problem' in host) return wrong(host.problem);
  const company = parseCompany(values.get('company') ?? '');
  if ('problem' in company) return wrong(company.problem);
  return { kind: 'write', host: host.host, company: company.company, out: values.get('out') ?? null };
}

/** For the person at the command line, in English as the whole command line is. */
export function sayProblem(problem: ManifestInputProblem): string {
  switch (problem.code) {
    case 'host-missing':
      return 'Say where Relance is served: --host relance.example.fr';
    case 'host-not-https':
      return `${problem.given}: Outlook loads add-ins over https only. Give the name that the certificate is made out to.`;
    case 'host-is-local':
      return `${problem.given} is this machine alone: colleagues could not load it. If that is meant, add --local.`;
    case 'host-has-a-path':
      return `${problem.given}: the name of the host alone, without a path: Relance is served at its root.`;
    case 'host-unreadable':
      return `${problem.given} is no host name such as relance.example.fr or relance.example.fr:8443`;
    case 'company-missing':
      return 'Say who provides the add-in: --company "Dupont SA"';
    case 'company-too-long':
      return `The company's name: at most ${problem.limit} characters.`;
    case 'company-unreadable':
      return "The company's name holds characters that a manifest cannot hold.";
    case 'option-unknown':
      return `${problem.given} is no option.`;
    case 'value-missing':
      return `--${problem.option} needs a value.`;
  }
}

export interface ManifestTool {
  /** The checkout: package.json, dist/outlook. */
  readonly root: string;
  readonly words: readonly string[];
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** @returns the exit code: 0 well, 1 a fault in the manifest, 2 the words were not understood or the pane is not built. */
export function main({ root, words, print, complain }: ManifestTool): number {
  const asked = parseArguments(words);
  if (asked.kind === 'wrong') {
    complain(`${sayProblem(asked.problem)}\n${USAGE}`);
    return 2;
  }
  const pane = join(root, 'dist/outlook');
  if (!existsSync(join(pane, 'index.html'))) {
    complain('The pane is not built: npm run build');
    return 2;
  }
  const files = builtFiles(pane);
  if (asked.kind === 'check') {
    const read = readOrNull(resolve(asked.file));
    if (read === null) {
      complain(`${asked.file} cannot be read.`);
      return 2;
    }
    const faults = checkManifest(read, files);
    if (faults.length === 0) print(`${asked.file}: no fault`);
    return tell(faults, complain);
  }
  const xml = writeManifest({ host: asked.host, company: asked.company, version: versionOf(root) });
  // A manifest with a fault is never written: an administrator would deploy it to everybody.
  const faults = checkManifest(xml, files);
  if (faults.length > 0) return tell(faults, complain);
  if (asked.out === null) print(xml.trimEnd());
  else if (!isWritten(resolve(asked.out), xml)) {
    complain(`${asked.out} cannot be written.`);
    return 2;
  } else print(`${asked.out}: https://${asked.host}, no fault`);
  return 0;
}

function tell(faults: readonly ManifestFault[], complain: (line: string) => void): number {
  for (const { rule, detail } of faults) complain(`${rule}: ${detail}`);
  return faults.length === 0 ? 0 : 1;
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error) return null;
    throw error;
  }
}

function isWritten(file: string, text: string): boolean {
  try {
    writeFileSync(file, text);
    return true;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error) return false;
    throw error;
  }
}

function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return version;
}
