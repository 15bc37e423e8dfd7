import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, formatMoney, localDate } from '../../../src/core';
import { NADIA, SIMULATED_TODAY } from '../../../src/demo/ledger/company';
import type { SampleMail, SampleThread } from '../../../src/demo/sample-mail';
import { eur } from '../../core/builders';

/** One thread of the mailbox and the customer whose card it must bring. */
export interface SoakThread {
  readonly id: string;
  readonly heading: string;
}

const TRADES = ['Menuiserie', 'Garage', 'Boulangerie', 'Imprimerie', 'Serrurerie', 'Pépinière', 'Cabinet', 'Atelier', 'Transports', 'Maçonnerie'];
const PLACES = ['Aubrac', 'Brouilla', 'Canohès', 'Dorres', 'Estavar', 'Fourques', 'Gorguja', 'Hix', 'Ille', 'Joncet', 'Llo', 'Mosset'];
const CUSTOMERS = TRADES.length * PLACES.length;
const ON_A_PAGE = 3;

const shown = (day: string): string => day.split('-').reverse().join('/');

/** A company with many customers, each with one thread: more than any list that the pane could keep by heart. Made of numbers only: every run is the same. */
export function writeSample(folder: string): readonly SoakThread[] {
  const rows = ['Code client;Client;E-mail;Facture;Date facture;Échéance;Montant TTC;Reste dû;Devise'];
  const threads: SampleThread[] = [];
  const made: SoakThread[] = [];
  for (let at = 0; at < CUSTOMERS; at += 1) {
    const name = `${TRADES[at % TRADES.length] ?? ''} ${PLACES[Math.floor(at / TRADES.length)] ?? ''}`;
    const address = `compta@client-${at}.example`;
    const numbers = Array.from({ length: 1 + (at % ON_A_PAGE) }, (_, place) => `FA-2026-${String(at * 10 + place).padStart(4, '0')}`);
    numbers.forEach((number, place) => {
      const due = addDays(localDate(SIMULATED_TODAY), -(3 + ((at * 7 + place * 11) % 40)));
      const sum = formatMoney(eur(100 + at * 13 + place), 'fr').replace(/[^\d,]/g, '');
      rows.push([`C-${at}`, name, address, number, shown(addDays(due, -30)), shown(due), sum, sum, 'EUR'].join(';'));
    });
    const id = `thread-${at}`;
    made.push({ id, heading: name });
    const quoted = '<p>Pour mémoire, notre commande, la livraison et ce que nous avions convenu au téléphone.</p>'.repeat(1 + (at % 7) * 4);
    threads.push({
      id, folder: 'inbox', subject: `Facture ${numbers[0] ?? ''}`, unread: at % 4 === 0, conversationId: `conversation-${at}`,
      messages: [{
        id: `message-${at}`, from: { name, address }, to: [NADIA], cc: [], date: `2026-11-${String(2 + (at % 20)).padStart(2, '0')}T${String(8 + (at % 10)).padStart(2, '0')}:15:00`, attachments: [],
        internetMessageId: `<message-${at}@client.example>`, html: `<p>Bonjour Nadia,</p><p>Où en est la facture ${numbers.join(', ')}&nbsp;?</p>${quoted}<p>${name}</p>`,
      }],
    });
  }
  const mail: SampleMail = { user: { name: NADIA.name, address: NADIA.address }, signatureHtml: `<p>${NADIA.name}</p>`, threads };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'clients.csv'), `${rows.join('\n')}\n`);
  writeFileSync(join(folder, 'mail.json'), JSON.stringify(mail));
  writeFileSync(join(folder, 'history.json'), '[]');
  return made;
}
