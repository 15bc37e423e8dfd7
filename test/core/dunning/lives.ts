import fc from '../../property';
import { addDays, money } from '../../../src/core';
import type { CaseFile, Currency, DebtorKind, Invoice, LocalDate, LogFact, ThreadFacts } from '../../../src/core';
import { aCaseFile, aDebtor, aListed, aLog, anInstalment, anInvoice, called, creditIdOf, deposited, discarded, disputed, drafted, entryId, held, lifted, noted, promised, readOn, reference, sent, skipped, TODAY } from '../builders';
import type { EntryOver } from '../builders';

/** Random accounts and logs around TODAY: not likely ones, but every kind of thing that a rule looks at. */

const CURRENCY = fc.constantFrom<Currency>('EUR', 'EUR', 'EUR', 'USD');
const cents = fc.integer({ min: 1, max: 300_000 });

const anInvoiceLife = fc.record({
  due: fc.integer({ min: -70, max: 25 }),
  amount: cents,
  paid: fc.constantFrom(0, 0, 0, 0.4, 1),
  currency: CURRENCY,
  parts: fc.constantFrom(1, 1, 1, 1, 3),
  disputed: fc.constantFrom(0, 0, 0, 0, 0.5, 1),
  means: fc.constantFrom<Invoice['means']>('transfer', 'transfer', 'transfer', 'transfer', 'transfer', 'direct-debit-presented'),
  status: fc.constantFrom(null, null, null, null, null, null, null, null, 207, 205, 206, 211, 212),
  statusAgo: fc.option(fc.integer({ min: 0, max: 10 })),
  assigned: fc.constantFrom(null, null, null, null, null, { name: 'Factor', iban: null }),
});

export const invoicesLife: fc.Arbitrary<readonly Invoice[]> = fc
  .array(anInvoiceLife, { minLength: 1, maxLength: 5 })
  .chain((lives) => fc.record({ lives: fc.constant(lives), credit: fc.option(fc.integer({ min: 1, max: 100_000 }), { freq: 3, nil: null }) }))
  .map(({ lives, credit }) => {
    const invoices: Invoice[] = lives.map((life, at) => {
      const part = Math.max(1, Math.floor(life.amount / life.parts));
      const amount = money(part, life.currency);
      return anInvoice({
        number: `FA-${at + 1}`,
        means: life.means,
        eInvoiceStatus: life.status,
        eInvoiceStatusOn: life.statusAgo === null ? null : addDays(TODAY, -life.statusAgo),
        assignee: life.assigned,
        disputed: life.disputed === 0 ? null : money(Math.ceil(part * life.disputed), life.currency),
        instalments: Array.from({ length: life.parts }, (_, index) =>
          anInstalment({ due: addDays(TODAY, life.due + index * 12), amount, outstanding: index === 0 ? money(Math.round(part * (1 - life.paid)), life.currency) : amount }),
        ),
      });
    });
    if (credit !== null) invoices.push(anInvoice({ id: creditIdOf('AV-1'), number: 'AV-1', kind: 'credit-note', corrects: 'FA-1', amount: money(-credit, lives[0]?.currency ?? 'EUR'), due: addDays(TODAY, -10) }));
    return invoices;
  });

const aHappening = fc.record({
  ago: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 45 }), fc.integer({ min: 0, max: 45 })),
  what: fc.constantFrom('sent', 'sent', 'sent', 'sent', 'drafted', 'discarded', 'called', 'deposited', 'skipped', 'promised', 'held', 'lifted', 'disputed', 'noted'),
  stage: fc.constantFrom('R0', 'R1', 'R1', 'R2', 'R2', 'R3', 'R4', 'R5'),
  which: fc.integer({ min: 1, max: 31 }),
  ahead: fc.integer({ min: 0, max: 12 }),
});

export interface Life {
  readonly invoices: readonly Invoice[];
  readonly log: readonly (readonly [LogFact, EntryOver])[];
  readonly file: CaseFile;
}

export const aLife: fc.Arbitrary<Life> = fc
  .record({
    invoices: invoicesLife,
    happenings: fc.array(aHappening, { maxLength: 7 }),
    kind: fc.constantFrom<DebtorKind>('business', 'business', 'business', 'business', 'business', 'business', 'business', 'consumer'),
    excluded: fc.constantFrom(null, null, null, null, null, null, { reason: 'direction', until: addDays(TODAY, 9) }),
    credits: fc.constantFrom(0, 0, 0, 0, 40_000),
  })
  .map(({ invoices, happenings, kind, excluded, credits }) => {
    const log: (readonly [LogFact, EntryOver])[] = [];
    [...happenings].sort((a, b) => b.ago - a.ago).forEach((happening, at) => {
      const on = addDays(TODAY, -happening.ago);
      const named = invoices.filter((invoice, index) => invoice.kind !== 'credit-note' && ((happening.which >> index) & 1) === 1);
      const about = named.length === 0 ? invoices.slice(0, 1) : named;
      const ids = about.map(({ id }) => id);
      const listed = about.map((of) => aListed({ of, step: happening.stage }));
      const reminder = drafted({ reference: reference(`R-2${at}AB`), stage: happening.stage, invoices: listed.map((one) => ({ ...one, outstanding: money(100, 'EUR') })) });
      const say = (fact: LogFact): void => void log.push([fact, { on }]);
      switch (happening.what) {
        case 'sent':
          say(reminder);
          say(sent({ reference: reminder.reference, sentOn: on }));
          break;
        case 'discarded':
          say(reminder);
          say(discarded({ reference: reminder.reference }));
          break;
        case 'drafted':
          say(reminder);
          break;
        case 'called':
          say(called({ stage: 'R3', invoices: ids }));
          break;
        case 'deposited':
          say(deposited({ depositedOn: on, invoices: about.map((of) => aListed({ of, step: 'R4', outstanding: money(100, 'EUR') })) }));
          break;
        case 'skipped':
          say(skipped({ stage: happening.stage, invoices: ids }));
          break;
        case 'promised':
          say(promised({ promisedFor: addDays(on, happening.ahead), invoices: ids }));
          break;
        case 'held':
          say(held({ until: addDays(on, happening.ahead) }));
          break;
        case 'lifted':
          say(held({ until: null }));
          say(lifted(entryId(`entry-${log.length}`)));
          break;
        case 'disputed':
          say(disputed({ invoices: ids }));
          break;
        default:
          say(noted());
      }
    });
    // Half of the ledgers are read again every day of the life; the others grow old.
    const source = readOn(addDays(TODAY, log.length % 2 === 0 ? 90 : -1));
    const file = aCaseFile({ invoices, source, entries: aLog(...log), debtor: aDebtor({ kind, exclusion: excluded, unallocatedCredits: credits === 0 ? [] : [money(credits, 'EUR')] }) });
    return { invoices, log, file };
  });

/** What a thread may prove: reminders of the log, and ones that it does not know. */
export const proofsLife: fc.Arbitrary<ThreadFacts | null> = fc.option(
  fc
    .array(fc.record({ at: fc.nat(6), ago: fc.nat(20) }), { maxLength: 2 })
    .map((proofs) => ({ provenSent: proofs.map(({ at, ago }) => ({ reference: reference(`R-2${at}AB`), on: addDays(TODAY, -ago), proof: 'own-message' as const })) })),
);

export const daysFrom = (from: LocalDate, count: number): readonly LocalDate[] => Array.from({ length: count }, (_, at) => addDays(from, at));
