import { WorkbookFault } from './fault';

/** What a part of a workbook says, in order. Names come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

const MAX_PENDING = 8 * 1024 * 1024;
const [LESS, EXCLAMATION, QUESTION, SLASH, QUOTE, APOSTROPHE] = [60, 33, 63, 47, 34, 39];

/**
 * Reads XML as it comes in, in one pass. A DOCTYPE is refused (OPC forbids it; it is the door of entity bombs);
 * only the five entities of XML and character numbers are known.
 */
export class XmlEvents {
  private pending = '';
  private decoder: InstanceType<typeof TextDecoder> | null = null;

  constructor(private readonly handler: XmlHandler) {}

  feed(bytes: Uint8Array): void {
    this.decoder ??= new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8');
    this.pending = this.consume(this.pending + this.decoder.decode(bytes, { stream: true }));
    if (this.pending.length > MAX_PENDING) throw new WorkbookFault('too-large');
  }

  /** A part that stops within a tag was cut off. */
  end(): void {
    if (this.pending.trim() !== '') throw new WorkbookFault('damaged');
  }

  /** Gives back what is not yet whole. */
  private consume(text: string): string {
    let at = 0;
    for (;;) {
      const start = text.indexOf('<', at);
      if (start === -1) return text.slice(at);
      if (start > at) this.handler.text(unescaped(text.slice(at, start)));
      at = start;
      const next = text.charCodeAt(start + 1);
      if (next === EXCLAMATION || next === QUESTION) {
        const after = this.special(text, start);
        if (after === -1) return text.slice(start);
        at = after;
        continue;
      }
      const end = endOfTag(text, start + 1);
      if (end === -1) return text.slice(start);
      if (next === SLASH) this.handler.close(localName(text, start + 2, end));
      else this.tag(text, start + 1, end);
      at = end + 1;
    }
  }

  private special(text: string, start: number): number {
    if (text.startsWith('<!--', start)) return after(text, '-->', start + 4);
    if (text.startsWith('<![CDATA[', start)) {
      const end = text.indexOf(']]>', start);
      if (end === -1) return -1;
      this.handler.text(text.slice(start + 9, end));
      return end + 3;
    }
    if (text.startsWith('<?', start)) return after(text, '?>', start + 2);
    // "<!", "<!-" and "<![CDA" may be cut by the end of the piece.
    if (text.length - start < 9) return -1;
    throw new WorkbookFault('damaged');
  }

  private tag(text: string, from: number, end: number): void {
    const closed = text.charCodeAt(end - 1) === SLASH;
    const stop = closed ? end - 1 : end;
    let nameEnd = from;
    while (nameEnd < stop && text.charCodeAt(nameEnd) > 32) nameEnd += 1;
    const name = localName(text, from, nameEnd);
    this.handler.open(name, nameEnd < stop ? text.slice(nameEnd, stop) : '');
    if (closed) this.handler.close(name);
  }
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}

/** The `>` that ends a tag; one inside quotes does not. */
function endOfTag(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === QUOTE || code === APOSTROPHE) quote = code;
    else if (code === 62) return at;
    else if (code === LESS) throw new WorkbookFault('damaged');
  }
  return -1;
}

function localName(text: string, from: number, to: number): string {
  const name = text.slice(from, to).trimEnd();
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The value of an attribute by its local name, null when it is not there. */
export function attributeOf(attributes: string, name: string): string | null {
  let at = 0;
  for (;;) {
    at = attributes.indexOf(name, at);
    if (at === -1) return null;
    const before = attributes.charCodeAt(at - 1);
    let next = at + name.length;
    at = next;
    if (!(before <= 32 || before === 58)) continue;
    while (attributes.charCodeAt(next) <= 32) next += 1;
    if (attributes.charCodeAt(next) !== 61) continue;
    next += 1;
    while (attributes.charCodeAt(next) <= 32) next += 1;
    const quote = attributes[next];
    if (quote !== '"' && quote !== "'") continue;
    const end = attributes.indexOf(quote, next + 1);
    return end === -1 ? null : unescaped(attributes.slice(next + 1, end));
  }
}

/** xsd:boolean; absent: false. */
export const isTrue = (value: string | null): boolean => value === '1' || value === 'true' || value === 'on';
