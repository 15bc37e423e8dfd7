import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf, hintsOf, identify, parseInstant } from '../../../src/core';
import type { MailMessage, MailThread } from '../../../src/core';
import { splitLines } from '../../../src/core/identify/split-message';
import { cleanHtml, composeReminder, parseTemplate } from '../../../src/core/writing';
import { linesOfHtml } from '../../../src/gmail/html-lines-of';
import { obstacleOf, previewOf, proposeForFile, takeFile } from '../../../src/server/feeds/ledger-file';
import { at, COMPANY, daysAgo, anInvoice, TODAY } from '../../core/builders';
import { lookUpIn } from '../../core/identify/in-memory-look-up';
import { LEDGER, mailFrom, OURS, packOf, threadOf } from '../../core/identify/story';
import { aRequest, aShippedPack, TEMPLATE_FILES, templateText } from '../../core/reminder/shipped';
import { mutated, mutatedBytes, shape, text } from './pieces';
import type { Random } from './random';
import { anyRequest, fuzzedServer, requestShape } from './requests';
import type { Asked, FuzzedServer } from './requests';
import { brokenWorkbook, workbookShape } from './workbooks';

export interface Input {
  /** What is kept when it breaks something. */
  readonly bytes: Uint8Array;
  /** What the time is counted for, in bytes: of a packed file the content. */
  readonly size: number;
}

/** One reader of foreign content. It may answer what it likes, but it answers. */
export interface Target {
  readonly name: string;
  /** Two lengths, one four times the other, between which no limit of the reader lies. */
  readonly lengths: readonly [number, number];
  /** False: the reader refuses everything beyond the larger length, so that only the time of the largest counts. */
  readonly grows: boolean;
  make(random: Random): Input;
  /** Inputs of any length by one rule. */
  shape(random: Random): (length: number) => Input;
  /** @throws what is a crash. */
  run(input: Input): void | Promise<void>;
}

// UTF-16 keeps half surrogates, which UTF-8 cannot.
const asText = (words: string): Input => ({ bytes: Buffer.from(words, 'utf16le'), size: Buffer.byteLength(words, 'utf8') });
const textOf = ({ bytes }: Input): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le');
const root = join(__dirname, '../../..');

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/* ---- a thread ---- */

interface SampleMail {
  readonly threads: readonly { readonly messages: readonly { readonly html: string }[] }[];
}
const MAILS_HTML = (JSON.parse(readFileSync(join(root, 'assets/demo/mail.json'), 'utf8')) as SampleMail).threads.flatMap((thread) => thread.messages.map((message) => message.html));
const MAILS = MAILS_HTML.map((html) => html.replace(/<\/p>|<br\/?>|<\/div>/g, '\n').replace(/<[^>]*>/g, '').replace(/&nbsp;/g, '\u00a0').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'));
const pack = packOf(LEDGER);
const look = lookUpIn({ ...LEDGER, reminders: [] });
const everyReference = { has: (): boolean => true };

function threadFrom(words: string): MailThread {
  const message = (over: Partial<MailMessage>): MailMessage => mailFrom('compta@garage-canigou.fr', { text: words, sentAt: parseInstant('2026-11-20T08:00:00.000Z'), ...over });
  return threadOf(message({ subject: words.slice(0, 300), attachmentNames: [words.slice(0, 200)] }));
}

const thread: Target = {
  name: 'thread text', lengths: [30_000, 120_000], grows: true,
  make: (random) => asText(random.chance(0.5) ? mutated(random, random.one(MAILS), 'mail', MAILS) : text(random, 'mail', random.size(30_000))),
  shape: (random) => {
    const made = shape(random, 'mail');
    return (length) => asText(made(length));
  },
  run: (input) => {
    const read = threadFrom(textOf(input));
    const found = identify(read, look(hintsOf(read, pack)), pack);
    check(['one', 'several', 'none'].includes(found.kind), 'no answer');
    factsOf(read, pack.profile, everyReference);
  },
};

/** The same text as our own message and as a long conversation of short ones: other ways through the readers. */
const conversation: Target = {
  ...thread, name: 'conversation',
  run: (input) => {
    const words = textOf(input);
    const piece = Math.max(200, Math.ceil(words.length / 12));
    const messages = Array.from({ length: Math.ceil(words.length / piece) }, (_, place) => mailFrom(place % 2 === 0 ? OURS.address : 'tramier@orange.fr', { text: words.slice(place * piece, (place + 1) * piece), subject: words.slice(place, place + 200) }));
    if (messages.length === 0) return;
    const read = threadOf(...messages);
    identify(read, look(hintsOf(read, pack)), pack);
    factsOf(read, pack.profile, everyReference);
  },
};

/* ---- HTML ---- */

const ALLOWED = /<(?!\/?(?:p|strong|ul|li|table|thead|tbody|tr|td|th)[ >]|br>)/;
const html: Target = {
  name: 'HTML', lengths: [60_000, 240_000], grows: true,
  make: (random) => asText(random.chance(0.5) ? mutated(random, random.one(MAILS_HTML), 'html', MAILS_HTML) : text(random, 'html', random.size(30_000))),
  shape: (random) => {
    const made = shape(random, 'html');
    return (length) => asText(made(length));
  },
  run: (input) => {
    const clean = cleanHtml(textOf(input), 'fr');
    check(!ALLOWED.test(clean), `a tag is left: ${ALLOWED.exec(clean)?.[0] ?? ''}${clean.slice(clean.search(ALLOWED), clean.search(ALLOWED) + 60)}`);
    check(!/<[^>]*\son\w+\s*=/i.test(clean), 'a handler is left');
  },
};

/** The HTML body of a mail, read into lines and parted. */
const body: Target = {
  ...html, name: 'HTML body',
  run: (input) => {
    const lines = linesOfHtml(textOf(input));
    const split = splitLines(lines);
    check(split.newest.length + split.signature.length <= lines.reduce((sum, line) => sum + line.text.length + 1, 1), 'text is made up');
  },
};

/* ---- templates ---- */

const TEMPLATES = TEMPLATE_FILES.map(templateText);
const templateRequest = aRequest({ stage: 'R1', invoices: [anInvoice({ number: 'FA-2026-0297', due: daysAgo(9) }), anInvoice({ number: 'FA-2026-0301', due: daysAgo(4) })] });
const template: Target = {
  name: 'template', lengths: [4_500, 18_000], grows: false,
  make: (random) => asText(random.chance(0.8) ? mutated(random, random.one(TEMPLATES), 'template', TEMPLATES) : text(random, 'template', random.size(20_000))),
  shape: (random) => {
    const made = shape(random, 'template');
    const [front = ''] = /^---\n[\s\S]*?\n---\n/.exec(random.one(TEMPLATES)) ?? [];
    return (length) => asText(`${front}${made(length - front.length)}`);
  },
  run: (input) => {
    const parsed = parseTemplate(textOf(input), 'fuzz.md');
    if (!parsed.ok || parsed.value.stage === null) return;
    const used = { ...parsed.value, stage: 'R1', tone: 'courteous' as const };
    composeReminder({ ...templateRequest, language: used.language, tone: 'courteous', pack: aShippedPack({ templates: [used] }) }, TODAY);
  },
};

/* ---- ledger files ---- */

const WHEN = at('2026-11-23T07:12:00.000Z');

async function readLedger({ bytes }: Input): Promise<void> {
  const taken = await takeFile('fuzz', bytes, WHEN, null);
  if (!taken.ok) return;
  const { mapping } = proposeForFile(taken.value);
  // Whatever the headers say, the rows are read: by the clerk's own mapping, where the proposed one does not do.
  const usable = obstacleOf(taken.value, mapping) === null;
  const columns = Object.keys(mapping.columns).length >= 3 ? mapping.columns : { 'debtor-name': 0, 'invoice-number': 1, due: 2, amount: 3 };
  previewOf(taken.value, 'u', usable ? mapping : { ...mapping, columns, dateOrder: mapping.dateOrder ?? 'day-first' }, 'by-headers', COMPANY);
}

const CSV_HEAD = 'Code client;Client;E-mail;Facture;Date facture;Échéance;Montant TTC;Reste dû;Devise;Type\n';
const csvRow = (row: number): string => `C-${row % 7};Garage ${row % 7};compta@garage-${row % 7}.fr;FA-2026-${row};22/09/2026;${1 + (row % 28)}/10/2026;1 836,40;${row},40;EUR;Facture\n`;
const CSVS = [CSV_HEAD + Array.from({ length: 60 }, (_, row) => csvRow(row)).join(''), readFileSync(join(root, 'test/demo/sample/clients.csv'), 'utf8')];
const encoded = (random: Random, words: string): Buffer => {
  const dice = random.next();
  return dice < 0.6 ? Buffer.from(words, 'utf8') : dice < 0.8 ? Buffer.from(words, 'latin1') : Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(words, 'utf16le')]);
};
const asFile = (bytes: Uint8Array): Input => ({ bytes, size: bytes.length });

const csv: Target = {
  name: 'CSV', lengths: [50_000, 200_000], grows: true,
  make: (random) => asFile(random.chance(0.5) ? mutatedBytes(random, encoded(random, random.one(CSVS))) : encoded(random, random.chance(0.7) ? mutated(random, random.one(CSVS), 'csv', CSVS) : text(random, 'csv', random.size(30_000)))),
  shape: (random) => {
    if (random.chance(0.3)) return (length) => asFile(Buffer.from(CSV_HEAD + Array.from({ length: Math.ceil(length / 85) }, (_, row) => csvRow(row)).join(''), 'utf8'));
    const made = shape(random, 'csv');
    const head = random.chance(0.6) ? CSV_HEAD : '';
    return (length) => asFile(Buffer.from(head + made(length), 'utf8'));
  },
  run: readLedger,
};

const xlsx: Target = {
  name: 'XLSX', lengths: [100_000, 400_000], grows: true,
  make: (random) => {
    const { bytes, unpacked } = brokenWorkbook(random);
    return { bytes, size: unpacked };
  },
  shape: (random) => {
    const made = workbookShape(random);
    return (length) => {
      const { bytes, unpacked } = made(length);
      return { bytes, size: unpacked };
    };
  },
  run: readLedger,
};


/* ---- the server ---- */

let server: Promise<FuzzedServer> | null = null;
const asRequest = (asked: Asked): Input => ({ bytes: Buffer.from(JSON.stringify(asked), 'utf8'), size: asked.body === null ? 0 : Math.floor((asked.body.length * 3) / 4) });

const http: Target = {
  name: 'HTTP', lengths: [60_000, 240_000], grows: true,
  make: (random) => asRequest(anyRequest(random)),
  shape: (random) => {
    const made = requestShape(random);
    return (length) => asRequest(made(length));
  },
  run: async ({ bytes }) => {
    server ??= fuzzedServer();
    await (await server).ask(JSON.parse(Buffer.from(bytes).toString('utf8')) as Asked);
  },
};

export const TARGETS: readonly Target[] = [thread, conversation, html, body, template, csv, xlsx, http];
