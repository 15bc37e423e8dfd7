import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { partsOf } from '../../src/core/identify/message-parts';
import type { SplitMessage } from '../../src/core/identify/split-message';
import { linesOfHtml } from '../../src/gmail/html-lines-of';
import { atLeast } from './figure';
import type { Bench, BenchOptions, Figure } from './figure';

const LIMIT = 0.95;
export const LABELLED = join(__dirname, '..', 'fixtures', 'mail');
const MOST_TOLD = 60;

interface Label {
  readonly newest: string;
  readonly from?: unknown;
}

interface Sample {
  readonly name: string;
  readonly text: string;
  /** Where NAME.html stands beside it. */
  readonly html: string | null;
  readonly label: Label;
}

/** As the hosts give it: the text, and the HTML body where there is one. */
const read = (text: string, html: string | null): SplitMessage =>
  partsOf({ id: '', from: null, to: [], cc: [], replyTo: [], sentAt: null, subject: '', text, attachmentNames: [], ...(html === null ? {} : { html: linesOfHtml(html) }) });

/** Every NAME.json of a folder, the folders inside it included, with its NAME.txt, its NAME.html or both. */
function samplesIn(folder: string): readonly Sample[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name.slice(0, -'.json'.length)))
    .sort()
    .flatMap((base) => {
      const label = JSON.parse(readFileSync(`${base}.json`, 'utf8')) as Partial<Label>;
      const [text, html] = [`${base}.txt`, `${base}.html`].map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : null));
      if (typeof label.newest !== 'string' || (text === null && html === null)) return [];
      return [{ name: relative(folder, base), text: text ?? '', html: html ?? null, label: label as Label }];
    });
}

/** White space of any kind and number is one space; marks that nobody sees are nothing. */
const normal = (text: string): string => text.normalize('NFC').replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
const folded = (text: string): string => normal(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const CLOSING = /^(?:(?:tres|bien|bonne?|belle|excellente|sinceres?|meilleures?|avec|mes|nos|je vous|veuillez|dans l'attente|en vous|merci|best|kind|warm|many|yours|mit|met|un|cordiali|distinti)\b.{0,90}|(?:cordiale|cordialement|sincerement|salutations|respectueusement|amicalement|cdlt|cdt|bav|regards|sincerely|thanks|cheers|saludos|saluti|atentamente)\b.{0,40})$/;
const NAME = /^\p{Lu}[\p{L}'.-]{0,30}(?: \p{Lu}[\p{L}'.-]{0,30}){0,3}$/u;

/** Without the closing formula and the name below it: labellers differ about whose they are. */
function apartFromClosing(text: string): string {
  const lines = text.split('\n').map(normal).filter((line) => line !== '');
  const last = (back: number): string => lines[lines.length - back] ?? '';
  const closes = (line: string): boolean => line.length <= 100 && CLOSING.test(folded(line));
  if (NAME.test(last(1)) && closes(last(2))) lines.pop();
  while (lines.length > 0 && closes(last(1))) lines.pop();
  return lines.join(' ');
}

type Verdict = 'to the word' | 'apart from the closing' | 'wrong';
function newestAs(label: string, found: string): Verdict {
  if (normal(label) === normal(found)) return 'to the word';
  return apartFromClosing(label) === apartFromClosing(found) ? 'apart from the closing' : 'wrong';
}

interface Named {
  readonly name?: unknown;
  readonly address?: unknown;
}

/** By the address where the label has one that the mail prints, else by the name. */
function sameSender({ from }: Label, found: { readonly name: string | null; readonly address: string | null } | null, text: string): boolean {
  const told = typeof from === 'string' ? from : `${String((from as Named).name ?? '')} <${String((from as Named).address ?? '')}>`;
  const address = /[^\s<>"()]+@[^\s<>"()]+/.exec(told)?.[0].toLowerCase();
  if (address !== undefined && text.toLowerCase().includes(address)) return found?.address === address;
  const name = folded(told.replace(/<[^<>]*>|"/g, ''));
  return found !== null && (folded(found.name ?? '') === name || found.address === name);
}

const folderAsked = (): string => process.argv.slice(3).find((word) => !word.startsWith('--')) ?? LABELLED;

/** The figures of one folder of labelled mails. */
export function figuresOf(folder: string, { broken, say }: BenchOptions): readonly Figure[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`no folder ${folder}`);
  const samples = samplesIn(folder);
  if (samples.length === 0) throw new Error(`no NAME.txt or NAME.html with a NAME.json {newest, from?} in ${folder}`);
  const misses: string[] = [];
  const both = samples.filter(({ text, html }) => text !== '' && html !== null);
  const right = (sample: Sample, split: SplitMessage): boolean => newestAs(sample.label.newest, split.newest) !== 'wrong';
  const count = { word: 0, newest: 0, senders: 0, sender: 0, both: 0 };
  for (const { name, text, html, label } of samples) {
    const split = read(text, html);
    const newest = newestAs(label.newest, broken ? text : split.newest);
    const first = split.quoted[0]?.from ?? null;
    const asked = label.from !== undefined && label.from !== null && label.from !== '';
    const sender = !asked || sameSender(label, first, text + (html ?? ''));
    count.word += Number(newest === 'to the word');
    count.newest += Number(newest !== 'wrong');
    count.senders += Number(asked);
    count.sender += Number(asked && sender);
    count.both += Number(newest !== 'wrong' && sender);
    if (newest === 'wrong') misses.push(`${name}: newest is ${JSON.stringify(normal(split.newest).slice(-120))}, labelled ${JSON.stringify(normal(label.newest).slice(-120))}`);
    if (!sender) misses.push(`${name}: from is ${JSON.stringify(first)}, labelled ${JSON.stringify(label.from)}`);
  }
  say(`${String(samples.length)} labelled mails in ${folder}`);
  say('newest is compared with white space of any kind as one space, invisible marks and the shape of apostrophes ignored; a closing formula at the end (Cordialement, Merci d’avance, Regards) and the name right below it may stand in it or not, in the label and in the answer');
  say(`to the word, closing included: ${String(count.word)} of ${String(samples.length)}`);
  if (both.length > 0) say(`${String(both.length)} have an HTML body too: newest right by the text alone ${String(both.filter((sample) => right(sample, read(sample.text, null))).length)}, with the HTML ${String(both.filter((sample) => right(sample, read(sample.text, sample.html))).length)}`);
  say('from is compared by address where the mail prints it, else by name, without accents and capitals; only where it is labelled');
  for (const miss of misses.slice(0, MOST_TOLD)) say(`MISS ${miss}`);
  if (misses.length > MOST_TOLD) say(`and ${String(misses.length - MOST_TOLD)} more`);
  const share = (right: number, of: number): number => (of === 0 ? 1 : right / of);
  return [
    atLeast('newest and, where labelled, from right', share(count.both, samples.length), 'share', LIMIT),
    atLeast('newest right', share(count.newest, samples.length), 'share', LIMIT),
    atLeast('from right, where labelled', share(count.sender, count.senders), 'share', LIMIT),
  ];
}

export const bench: Bench = { run: (options) => Promise.resolve(figuresOf(resolve(folderAsked()), options)) };
