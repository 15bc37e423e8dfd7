import { cpus } from 'node:os';
import Libsql from 'libsql';
import { hintsOf, instant } from '../../src/core';
import type { DebtorHints, EmailAddress, Instant, Mailbox, MailMessage, MailThread, Pack } from '../../src/core';
import { linesOfHtml } from '../../src/gmail/html-lines-of';
import { createRecords } from '../../src/server/records';
import { openStore } from '../../src/server/store/open-store';
import { aMailbox, aPack, COMPANY, MARIE } from '../core/builders';
import { editionOf, filledDatabase, numberAt } from './case-file';
import { atMost, percentile, rounded } from './figure';
import type { Bench, Figure } from './figure';

const NOW: Instant = instant('2026-11-23T08:12:00.000Z');
const MESSAGES = 60;
const THREAD_BYTES = 400_000;
const READINGS = 30;
const LOOK_UPS = 300;
const WARM_UP = 20;
/** Five times as much in at most so many times the time: linear, with room for a busy machine. */
const MOST_GROWTH = 10;
const MEGABYTE = 1_000_000;
/** Among so many messages, so that no limit on one message hides a growth. */
const SPREAD = 20;

const OURS = aMailbox('marie.lefevre@atelier-nord.fr', 'Marie Lefèvre');
const pack: Pack = aPack({ numberShapes: ['AA-9999-9999999', 'AA-9999-9999', '999999', 'AAA99/99999'] });

function messageOf(id: string, from: Mailbox, to: Mailbox, text: string, subject = 'Re: Relance'): MailMessage {
  return { id, from, to: [to], cc: [], replyTo: [], sentAt: NOW, subject, text, attachmentNames: [] };
}

const threadOf = (messages: readonly MailMessage[]): MailThread => ({ key: 'thread', mode: 'read', open: messages.length - 1, messages, mailbox: null, wholeThread: true });

const PROSE =
  'Bonjour, suite à notre échange téléphonique de ce matin, je vous confirme que le règlement de 1 250,00 € est parti le 12/10/2026 depuis notre compte FR14 2004 1010 0505 0001 3M02 606. ' +
  'Vous pouvez me joindre au 04 68 12 34 56 ou au +33 6 12 34 56 78, nos bureaux sont au 12 rue des Tilleuls, 66000 Perpignan. Merci de vérifier de votre côté et de nous adresser un relevé. ';

/** A long quarrel between a customer's people and us: every message cites an invoice and quotes those before it. */
function longThread(n: number): MailThread {
  const people = [aMailbox(`compta@client-${n}.fr`, 'Service comptable'), aMailbox(`direction@client-${n}.fr`, 'Direction')];
  const messages: MailMessage[] = [];
  for (let m = 0; m < MESSAGES; m += 1) {
    const ours = m % 2 === 0;
    const them = people[(m >> 1) % 2] ?? OURS;
    const from = ours ? OURS : them;
    const before = messages[m - 1];
    const quote = before === undefined ? '' : `\n\nLe 16/11/2026 à 09:12, ${before.from?.name ?? ''} <${before.from?.address ?? ''}> a écrit :\n${before.text.split('\n').map((line) => `> ${line}`).join('\n')}`;
    const own = `${PROSE.repeat(3)}\nFacture ${numberAt(n, m % 10)}, commande n° ${40_000 + m}.\n\nCordialement,\n${from.name ?? ''}\nSIREN ${100_000_000 + n}\n`;
    messages.push(messageOf(`m${m}`, from, ours ? them : OURS, `${own}${quote}`.slice(0, Math.floor(THREAD_BYTES / MESSAGES))));
  }
  return threadOf(messages);
}

/** What makes an expression that is not linear take minutes: nearly a number, nearly a header, nearly an address, over and over. */
const ADVERSARIES = ['1 234 ', 'FR76 ', '0612345678', 'FA-2026-0297 ', 'a@', '> De : a <a@x.fr>\n', 'Le 1\n', 'A-1-', '12/', 'veuillez trouver ci-joint la ', 'Re: ', 'http://', '\u200bé', '1.1.'];

function spread(unit: string, bytes: number): MailThread {
  const text = unit.repeat(Math.ceil(bytes / SPREAD / unit.length));
  return threadOf(Array.from({ length: SPREAD }, (_, m) => messageOf(`m${m}`, aMailbox(`x${m}@sfr.fr`), OURS, text)));
}

/** As Outlook writes it: a paragraph per line, what is quoted in a block of its own. */
function htmlOf(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p class="MsoNormal">${line.replace(/^(?:> ?)+/, '') || '&nbsp;'}</p>`).join('');
  const lines = escaped.split('\n');
  const quoted = lines.findIndex((line) => line.startsWith('>'));
  const [own, below] = quoted < 0 ? [lines, []] : [lines.slice(0, quoted), lines.slice(quoted)];
  return `<html><body><div class="WordSection1">${paragraphs(own)}${below.length === 0 ? '' : `<blockquote>${paragraphs(below)}</blockquote>`}</div></body></html>`;
}

interface Bodies {
  readonly thread: MailThread;
  readonly html: readonly string[];
}

/** The long thread with HTML bodies of so many characters in all; reading them is the host's part of the work. */
function longBodies(n: number): Bodies {
  const thread = longThread(n);
  return { thread, html: thread.messages.map((m) => htmlOf(m.text).slice(0, Math.floor(THREAD_BYTES / MESSAGES))) };
}

const asRead = ({ thread, html }: Bodies): MailThread => ({ ...thread, messages: thread.messages.map((m, i) => ({ ...m, html: linesOfHtml(html[i] ?? '') })) });

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

/** The shortest of three: a busy machine only ever adds. */
const shortest = (thread: () => MailThread): number => Math.min(...[0, 1, 2].map(() => {
  const fresh = thread();
  return timed(() => hintsOf(fresh, pack));
}));

function steepest(say: (fact: string) => void): number {
  let most = 0;
  for (const unit of ADVERSARIES) {
    const [one, five] = [shortest(() => spread(unit, MEGABYTE)), shortest(() => spread(unit, 5 * MEGABYTE))];
    // What takes no time has no growth that could be told from noise.
    const growth = five < 50 ? 1 : five / one;
    if (growth > most) {
      most = growth;
      say(`steepest so far: ${JSON.stringify(unit)}, 1 MB in ${one.toFixed(0)} ms, 5 MB in ${five.toFixed(0)} ms`);
    }
  }
  return most;
}

const FAULT = 'bills_by_key3';

async function lookUps(broken: boolean, say: (fact: string) => void): Promise<readonly number[]> {
  const file = await filledDatabase(say);
  const repair = new Libsql(editionOf(file));
  const mended = `create index if not exists ${FAULT} on bills (key3, tenant)`;
  repair.exec(broken ? `drop index if exists ${FAULT}` : mended);
  const store = await openStore(`sqlite:${file}`);
  const records = createRecords({ store, clock: { now: () => NOW }, company: COMPANY, author: MARIE, templates: [], rates: null });
  const once = async (k: number): Promise<number> => {
    const n = (k * 49_999 + 17) % 100_000;
    const hints: DebtorHints = { ...hintsOf(longThread(n), pack), thread: `thread-${n}` };
    if (hints.numbers.length < 10 || hints.addresses[0] !== (`direction@client-${n}.fr` as EmailAddress)) throw new Error('not the hints that were meant');
    const from = performance.now();
    const hits = await records.lookUp(hints);
    const took = performance.now() - from;
    if (!hits.ok || hits.value.debtors[0]?.code !== `C-${n}`) throw new Error('the look-up found somebody else');
    return took;
  };
  const samples: number[] = [];
  for (let k = 0; k < (broken ? 1 : WARM_UP); k += 1) await once(k);
  for (let k = 0; k < (broken ? 10 : LOOK_UPS); k += 1) samples.push(await once(WARM_UP + k));
  await store.close();
  repair.exec(mended);
  repair.close();
  return samples;
}

/** Reading a long thread, finding its debtor in a large ledger, and how time grows with hostile text. */
export const bench: Bench = {
  run: async ({ broken, say }): Promise<readonly Figure[]> => {
    const readings: number[] = [];
    for (let k = 0; k < READINGS; k += 1) {
      const bodies = longBodies(k);
      readings.push(timed(() => hintsOf(asRead(bodies), pack)));
    }
    const bytes = longBodies(0).html.reduce((sum, body) => sum + body.length, 0);
    const found = await lookUps(broken, say);
    say(`thread: ${MESSAGES} messages, ${bytes} characters of HTML; its hints in a ledger of 100 000 debtors and 1 000 000 invoices in SQLite, ${found.length} samples, p99 ${rounded(percentile(found, 0.99))} ms; ${cpus().length} cores`);
    return [
      atMost('a thread of 60 messages and 400 kB of HTML read, p50', percentile(readings, 0.5), 'ms', 60),
      atMost('look-up of its hints, p50', percentile(found, 0.5), 'ms', 10),
      atMost('hostile text of 5 MB beside 1 MB', broken ? 1 : steepest(say), 'times', MOST_GROWTH),
    ];
  },
};
