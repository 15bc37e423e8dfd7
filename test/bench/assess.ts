import { assess, presentDebtor, recipientsFor, STANDARD_POLICY } from '../../src/core';
import type { CaseFile } from '../../src/core';
import { aCaseFile, aListed, aLog, anInvoice, aPack, aReminderSent, called, daysAgo, eur, idOf, inDays, MARIE, noted, reference, TODAY } from '../core/builders';
import { atLeast } from './figure';
import type { Bench } from './figure';

const PACK = aPack({ policies: [STANDARD_POLICY], defaultPolicy: STANDARD_POLICY.id });
const FILES = 200;
const SECONDS = 3;

/** Ten open invoices of different ages, eight entries of log; no two files alike. */
function caseFileOf(at: number): CaseFile {
  const invoices = Array.from({ length: 10 }, (_, place) => {
    const number = `FA-2026-${String(at * 10 + place).padStart(5, '0')}`;
    const days = 70 - place * 9 - (at % 5);
    return anInvoice({ number, id: idOf(number), due: days >= 0 ? daysAgo(days) : inDays(-days), amount: eur(100 + at + place) });
  });
  const listed = (step: string, from: number): ReturnType<typeof aListed>[] => invoices.slice(0, from).map((invoice) => aListed({ of: invoice, step }));
  const first = invoices[0];
  if (first === undefined) throw new Error('no invoice');
  return aCaseFile({
    invoices,
    entries: aLog(
      ...aReminderSent({ on: daysAgo(40 + (at % 7)), stage: 'R1', reference: reference('R-2A3B'), invoices: listed('R1', 4) }),
      noted('a rappelé, change de logiciel'),
      ...aReminderSent({ on: daysAgo(25), stage: 'R2', tone: 'firm', reference: reference('R-4C5D'), invoices: listed('R2', 5) }),
      called({ invoices: [first.id], outcome: 'voicemail' }),
      called({ invoices: [first.id], outcome: 'no-answer' }),
      noted('comptable absente'),
    ),
  });
}

export const bench: Bench = {
  run({ broken, say }) {
    const files = Array.from({ length: FILES }, (_, at) => caseFileOf(at));
    let words = 0;
    const once = (file: CaseFile): void => {
      const assessment = assess(file, PACK, null, TODAY);
      if (assessment.kind === 'unknown-debtor') throw new Error('nobody');
      const recipient = recipientsFor(null, null, file.debtor, PACK.profile, null);
      words += presentDebtor({ language: 'fr', me: MARIE, pack: PACK, file, assessment, identification: null, recipient, chosen: null, offsetMinutes: 60 }, TODAY).announcement.length;
      // The planted fault: the work is done many times over.
      if (broken) for (let again = 0; again < 40; again += 1) assess(file, PACK, null, TODAY);
    };
    for (let at = 0; at < 2000; at += 1) once(files[at % FILES] as CaseFile);
    const rounds: number[] = [];
    for (let round = 0; round < SECONDS * 2; round += 1) {
      const from = process.hrtime.bigint();
      let count = 0;
      while (process.hrtime.bigint() - from < BigInt(500_000_000)) {
        once(files[count % FILES] as CaseFile);
        count += 1;
      }
      rounds.push(count / (Number(process.hrtime.bigint() - from) / 1e9));
    }
    const median = [...rounds].sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
    say(`${FILES} case files, ${files[0]?.invoices.length ?? 0} open invoices and ${files[0]?.entries.length ?? 0} log entries each; one core; ${words} characters of words`);
    return Promise.resolve([atLeast('assessed and put in words', median, 'case files / s', 10_000)]);
  },
};
