import { SaxesParser } from 'saxes';
import { WorkbookFault } from './fault';

/** By the name that the file gives them, prefix included. */
export type XmlAttributes = Readonly<Record<string, string>>;

/** What a part of a workbook says, in order. Names come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void;
  close(name: string): void;
  text(text: string): void;
}

/** Reads XML as it comes in. A DOCTYPE is refused: OPC forbids it, and it is the door of entity bombs. */
export class XmlEvents {
  private decoder: InstanceType<typeof TextDecoder> | null = null;
  private readonly parser = new SaxesParser({ position: false, xmlns: false } as const);

  constructor(handler: XmlHandler) {
    const { parser } = this;
    parser.on('opentag', ({ name, attributes }) => handler.open(localName(name), attributes));
    parser.on('closetag', ({ name }) => handler.close(localName(name)));
    parser.on('text', (text) => handler.text(text));
    parser.on('cdata', (text) => handler.text(text));
    parser.on('doctype', () => {
      throw new WorkbookFault('damaged');
    });
    parser.on('error', () => {
      throw new WorkbookFault('damaged');
    });
  }

  feed(bytes: Uint8Array): void {
    this.decoder ??= new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8');
    this.parser.write(this.decoder.decode(bytes, { stream: true }));
  }

  /** A part that stops within an element was cut off. */
  end(): void {
    if (this.decoder !== null) this.parser.write(this.decoder.decode());
    this.parser.close();
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The value of an attribute by its local name, null when it is not there. */
export function attributeOf(attributes: XmlAttributes, name: string): string | null {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  const prefixed = Object.keys(attributes).find((each) => each.endsWith(`:${name}`));
  return prefixed === undefined ? null : (attributes[prefixed] ?? null);
}

/** xsd:boolean; absent: false. */
export const isTrue = (value: string | null): boolean => value === '1' || value === 'true' || value === 'on';
