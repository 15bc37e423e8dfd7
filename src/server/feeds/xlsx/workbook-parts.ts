import { WorkbookFault } from './fault';
import { meaningOf } from './number-format';
import type { NumberMeaning } from './number-format';
import { XmlEvents, attributeOf, isTrue } from './xml-events';
import type { XmlHandler } from './xml-events';
import { unpacked } from './zip-entries';
import type { ZipEntry } from './zip-entries';

export interface SheetPlace {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: ZipEntry;
}
export interface WorkbookParts {
  readonly sheets: readonly SheetPlace[];
  readonly dates1904: boolean;
  readonly strings: readonly string[];
  /** By the index that a cell's `s` names. */
  readonly styles: readonly NumberMeaning[];
}

const MAX_SMALL_PART = 64 * 1024 * 1024;
const MAX_STRINGS = 512 * 1024 * 1024;
const ignore = (): void => undefined;

export async function readPart(part: ZipEntry, limit: number, handler: Partial<XmlHandler>, between: () => void = ignore): Promise<void> {
  const events = new XmlEvents({ open: (name, attributes) => handler.open?.(name, attributes), close: (name) => handler.close?.(name), text: (text) => handler.text?.(text) });
  for await (const chunk of unpacked(part, limit)) {
    events.feed(chunk);
    between();
  }
  events.end();
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

async function relationsOf(entries: ReadonlyMap<string, ZipEntry>, path: string): Promise<ReadonlyMap<string, Relation>> {
  const slash = path.lastIndexOf('/') + 1;
  const part = entries.get(`${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`);
  const found = new Map<string, Relation>();
  if (part === undefined) return found;
  await readPart(part, MAX_SMALL_PART, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const target = attributeOf(attributes, 'Target') ?? '';
      found.set(attributeOf(attributes, 'Id') ?? '', { type: attributeOf(attributes, 'Type') ?? '', target: resolved(path.slice(0, slash), target) });
    },
  });
  return found;
}

/** A target is a path from the part's folder, or from the root when it begins with a slash. */
function resolved(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Sheets in the order of their tabs, shared strings and styles (ECMA-376 transitional and strict). */
export async function readWorkbookParts(entries: ReadonlyMap<string, ZipEntry>, between: () => void): Promise<WorkbookParts> {
  const main = [...(await relationsOf(entries, '')).values()].find((each) => each.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  const workbook = entries.get(main);
  if (workbook === undefined) throw new WorkbookFault('damaged');
  const relations = await relationsOf(entries, main);
  const sheets: SheetPlace[] = [];
  let dates1904 = false;
  await readPart(workbook, MAX_SMALL_PART, {
    open: (name, attributes) => {
      if (name === 'workbookPr') dates1904 = isTrue(attributeOf(attributes, 'date1904'));
      if (name !== 'sheet') return;
      const relation = relations.get(attributeOf(attributes, 'id') ?? '');
      const part = relation?.type.endsWith('/worksheet') === true ? entries.get(relation.target) : undefined;
      const state = attributeOf(attributes, 'state') ?? 'visible';
      if (part !== undefined) sheets.push({ name: attributeOf(attributes, 'name') ?? '', hidden: state !== 'visible', part });
    },
  });
  if (sheets.length === 0) throw new WorkbookFault('no-sheet');
  const partOf = (type: string): ZipEntry | undefined => entries.get([...relations.values()].find((each) => each.type.endsWith(`/${type}`))?.target ?? '');
  return { sheets, dates1904, strings: await readStrings(partOf('sharedStrings'), between), styles: await readStyles(partOf('styles')) };
}

async function readStrings(part: ZipEntry | undefined, between: () => void): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === undefined) return strings;
  const text = new RichText();
  await readPart(part, MAX_STRINGS, {
    open: (name) => (name === 'si' ? text.start() : text.open(name)),
    close: (name) => (name === 'si' ? void strings.push(text.take()) : text.close(name)),
    text: (piece) => text.text(piece),
  }, between);
  return strings;
}

/** The text of `<si>` and `<is>`: all its runs, without the readings that stand above East Asian characters (`rPh`). */
export class RichText {
  private value = '';
  private inText = false;
  private inReading = false;

  start(): void {
    this.value = '';
    this.inText = false;
    this.inReading = false;
  }
  open(name: string): void {
    if (name === 't') this.inText = true;
    else if (name === 'rPh') this.inReading = true;
  }
  close(name: string): void {
    if (name === 't') this.inText = false;
    else if (name === 'rPh') this.inReading = false;
  }
  text(piece: string): void {
    if (this.inText && !this.inReading) this.value += piece;
  }
  /** `_x000D_` is how the format writes a character that XML cannot hold. */
  take(): string {
    const value = this.value;
    return value.includes('_x') ? value.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : value;
  }
}

async function readStyles(part: ZipEntry | undefined): Promise<readonly NumberMeaning[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCells = false;
  if (part === undefined) return [];
  await readPart(part, MAX_SMALL_PART, {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) formats.push(Number(attributeOf(attributes, 'numFmtId') ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats.map((id) => meaningOf(id, codes.get(id)));
}
