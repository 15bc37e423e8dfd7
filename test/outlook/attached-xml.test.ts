import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { MailThread } from '../../src/core';
import { createOfficeMailHost } from '../../src/outlook/office-mail-host';
import type { OfficeMailHost } from '../../src/outlook/office-mail-host';
import { FakeOffice, placeOffice, refused, removeOffice, well } from './typed-office';
import type { Answer, Callback } from './typed-office';

const INVOICE = '<?xml version="1.0"?><Invoice>Électricité</Invoice>';
const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string => Buffer.from(text, encoding).toString('base64');

interface Attached {
  readonly name: string;
  readonly size?: number;
  readonly isInline?: boolean;
  readonly attachmentType?: string;
}

let office: FakeOffice;
/** The ids that Outlook was asked for, in order. */
let asked: string[];
/** What it answers. */
let content: (id: string, callback: Callback) => void;
const gives = (answer: Answer): void => { content = (_, callback) => callback(answer); };
const isInvoice = (text: string): boolean => text.includes('<Invoice>');
const file = (text: string): Answer => well({ content: base64(text), format: 'base64' });

beforeEach(() => {
  jest.useFakeTimers();
  office = new FakeOffice();
  placeOffice(office, new Map());
  asked = [];
  gives(file(INVOICE));
});
afterEach(() => {
  jest.useRealTimers();
  removeOffice();
});

function mailWith(...files: readonly Attached[]): void {
  office.item = {
    ...office.message('thread-1', 'mail-1'), attachments: files.map((each, at) => ({ id: `a${at}`, size: 1_000, isInline: false, attachmentType: 'file', ...each })),
    getAttachmentContentAsync: (id: string, callback: Callback) => {
      asked.push(id);
      content(id, callback);
    },
  };
}

async function opened(host: OfficeMailHost): Promise<MailThread> {
  const read = await host.openThread();
  if (!read.ok) throw new Error(read.problem.code);
  return read.value;
}

/** Whether there is more to read, and what the thread then holds; undefined: nothing. */
async function lookedInside(): Promise<readonly [boolean, unknown]> {
  const host = await createOfficeMailHost();
  const more = host.readFiles(await opened(host), isInvoice);
  await jest.advanceTimersByTimeAsync(60_000);
  return [await more, (await opened(host)).messages[0]?.xmlFiles];
}

describe('an XML file attached to the open mail', () => {
  test('is not asked for with the mail', async () => {
    mailWith({ name: 'facture.xml' });
    expect((await opened(await createOfficeMailHost())).messages[0]?.xmlFiles).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('is read when the pane asks, and is in the mail that is read after that', async () => {
    mailWith({ name: 'Facture.XML' }, { name: 'facture.pdf' });
    expect(await lookedInside()).toEqual([true, [{ name: 'Facture.XML', text: INVOICE }]]);
    expect(asked).toEqual(['a0']);
  });

  test('is asked for once: the mail that holds it says no more when asked again', async () => {
    mailWith({ name: 'facture.xml' });
    const host = await createOfficeMailHost();
    const first = await opened(host);
    // Twice before the answer, as when the card is drawn anew meanwhile.
    const both = [host.readFiles(first, isInvoice), host.readFiles(first, isInvoice)];
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(await host.readFiles(await opened(host), isInvoice)).toBe(false);
    expect(await host.readFiles(first, isInvoice)).toBe(true);
    expect(asked).toEqual(['a0']);
  });

  test.each<[string, BufferEncoding, string, string]>([
    ['UTF-8 with its mark', 'utf8', `\ufeff${INVOICE}`, INVOICE],
    ['UTF-16', 'utf16le', `\ufeff${INVOICE}`, INVOICE],
    ['the letters that its first line names', 'latin1', INVOICE.replace('?>', ' encoding="ISO-8859-1"?>'), INVOICE.replace('?>', ' encoding="ISO-8859-1"?>')],
  ])('may be written in %s', async (_, encoding, text, expected) => {
    mailWith({ name: 'f.xml' });
    gives(well({ content: base64(text, encoding), format: 'base64' }));
    expect(await lookedInside()).toEqual([true, [{ name: 'f.xml', text: expected }]]);
  });

  test('is not kept where it is no invoice', async () => {
    mailWith({ name: 'plan.xml' }, { name: 'facture.xml' });
    content = (id, callback) => callback(id === 'a0' ? file('<plan/>') : file(INVOICE));
    expect(await lookedInside()).toEqual([true, [{ name: 'facture.xml', text: INVOICE }]]);
    mailWith({ name: 'plan.xml' });
    gives(file('<plan/>'));
    expect(await lookedInside()).toEqual([false, undefined]);
  });

  test.each<[string, readonly Attached[]]>([
    ['is no XML by its name', [{ name: 'facture.xml.pdf' }, { name: 'xml' }]],
    ['is 500 001 bytes long', [{ name: 'f.xml', size: 500_001 }]],
    ['stands in the text', [{ name: 'f.xml', isInline: true }]],
    ['lies in a cloud', [{ name: 'f.xml', attachmentType: 'cloud' }]],
    ['is a mail', [{ name: 'f.xml', attachmentType: 'item' }]],
    ['is one of four', ['1', '2', '3', '4'].map((n) => ({ name: `${n}.xml` }))],
    ['is one of two, the other too large', [{ name: 'a.xml' }, { name: 'b.xml', size: 600_000 }]],
  ])('is not asked for where it %s', async (_, files) => {
    mailWith(...files);
    expect(await lookedInside()).toEqual([false, undefined]);
    expect(asked).toEqual([]);
  });

  test('is asked for up to 500 000 bytes, and three of them, one after another', async () => {
    mailWith({ name: 'a.xml', size: 500_000 }, { name: 'b.xml' }, { name: 'c.xml' });
    let waiting: Callback | null = null;
    content = (_, callback) => { waiting = callback; };
    const host = await createOfficeMailHost();
    const more = host.readFiles(await opened(host), isInvoice);
    for (const turn of [1, 2, 3]) {
      await jest.advanceTimersByTimeAsync(10_000);
      expect(asked).toHaveLength(turn);
      (waiting as Callback | null)?.(file(INVOICE));
    }
    expect(await more).toBe(true);
  });

  test.each<[string, Answer | 'silent' | 'throws']>([
    ['refuses', refused(9003)], ['lacks the permission', refused(7000)], ['never answers', 'silent'], ['throws', 'throws'],
    ['gives an address instead of a file', well({ content: 'https://example.org/f.xml', format: 'url' })], ['gives a mail', well({ content: base64(INVOICE), format: 'eml' })],
    ['gives what is no base64', well({ content: '<Invoice/>', format: 'base64' })], ['gives far more than it said', well({ content: 'A'.repeat(700_004), format: 'base64' })],
  ])('is left out, with all others, where Outlook %s', async (_, answer) => {
    mailWith({ name: 'a.xml' }, { name: 'b.xml' });
    content = (id, callback) => {
      if (id === 'a0') callback(file(INVOICE));
      else if (answer === 'throws') throw Object.assign(new Error('refused'), { code: 9043 });
      else if (answer !== 'silent') callback(answer);
    };
    expect(await lookedInside()).toEqual([false, undefined]);
    expect(asked).toEqual(['a0', 'a1']);
  });

  test.each([[14_999, false], [15_000, true]])('is given up after 15 seconds of silence: after %i ms %s', async (ms, over) => {
    mailWith({ name: 'a.xml' });
    content = () => undefined;
    const host = await createOfficeMailHost();
    let done = false;
    void host.readFiles(await opened(host), isInvoice).then(() => { done = true; });
    await jest.advanceTimersByTimeAsync(ms);
    expect(done).toBe(over);
  });

  test('of a mail that is no longer open changes nothing', async () => {
    mailWith({ name: 'a.xml' });
    const host = await createOfficeMailHost();
    const before = await opened(host);
    content = (_, callback) => {
      office.item = office.message('thread-2', 'mail-2');
      callback(file(INVOICE));
    };
    expect(await host.readFiles(before, isInvoice)).toBe(false);
    expect((await opened(host)).messages[0]?.xmlFiles).toBeUndefined();
  });

  test.each<[string, () => void]>([
    ['an Outlook before Mailbox 1.8', () => { office.mailbox = '1.7'; }],
    ['a client that lacks the call', () => { delete office.item?.['getAttachmentContentAsync']; }],
    ['a message that is being written', () => { office.item = office.draft().item; }],
  ])('is not asked for in %s', async (_, arrange) => {
    mailWith({ name: 'a.xml' });
    arrange();
    expect(await lookedInside()).toEqual([false, undefined]);
    expect(asked).toEqual([]);
  });
});
