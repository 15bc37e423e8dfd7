import Libsql from 'libsql';
import type { Currency, FeedSummary, Invoice, LeftOut, LocalDate, PaymentsSummary, Problem } from '../../../core';
import type { FeedAccount, FeedDebtor, FeedInvoice, FeedPage, FeedPayment } from '../../feeds/feed';
import type { SourceMirror } from '../../feeds/mirror';

const TABLES = [
  'create table if not exists facts (name text primary key, value text)',
  'create table if not exists debtors (id text primary key, said text not null, round integer not null) without rowid',
  "create index if not exists debtors_by_payer on debtors (json_extract(said, '$.payer'))",
  'create table if not exists invoices (external text primary key, debtor text not null, id text not null, number text not null, orders text, said text not null, open integer not null, settled integer not null, currency text, due text, round integer not null) without rowid',
  'create index if not exists invoices_by_debtor on invoices (debtor)',
  'create index if not exists invoices_by_id on invoices (id)',
  // All that a summary asks: else it read every record of a table of gigabytes.
  'create index if not exists invoices_by_standing on invoices (settled, currency, open, due)',
  'create table if not exists unreadable (record text primary key, said text not null, round integer not null) without rowid',
  'create table if not exists changed (debtor text primary key, at integer not null) without rowid',
  'create table if not exists payments (external text primary key, invoice text not null, number text not null, said text not null, round integer not null) without rowid',
  'create index if not exists payments_by_invoice on payments (invoice)',
  'create table if not exists touched (invoice text primary key, at integer not null) without rowid',
];

type Fact = 'cursor' | 'unfinished' | 'pulling' | 'round' | 'published' | 'left-out' | 'elsewhere' | 'payments';

const UNREADABLE_TOLD = 20;

/** Minor units that are open, of the invoice's one currency, and its earliest open due date. */
function openOf({ instalments }: Invoice): { readonly open: number; readonly currency: Currency | null; readonly due: LocalDate | null } {
  let [open, due] = [0, null as LocalDate | null];
  for (const part of instalments) {
    open += part.outstanding.minor;
    if (part.outstanding.minor > 0 && (due === null || part.due < due)) due = part.due;
  }
  return { open, currency: instalments[0]?.amount.currency ?? null, due };
}

const isSettled = ({ instalments }: Invoice): boolean => instalments.every(({ outstanding }) => outstanding.minor === 0);

/** A mirror as its publisher holds it. */
export interface KeptMirror extends SourceMirror {
  /** Of its file: a publication reads it over a connection of its own. */
  readonly path: string;
  /** Names the ledger that what it held was put in use with; null: none yet. */
  readonly publishedAs: string | null;
  /** Ids of invoices of which anything changed since it was last in use, those that are gone included: another source may list them too. */
  touched(): readonly string[];
  /** What became of its payments, told after they were put in use; null: it holds none. */
  settled(payments: PaymentsSummary | null): void;
  /** What it holds is in use. @param elsewhere invoices of it that an earlier source lists; null: as many as before; `upTo`: `reached` when the publication began. */
  published(as: string, elsewhere: number | null, upTo: number): void;
  unreadable(): Pick<FeedSummary, 'unreadable' | 'unreadableCount'>;
}

/** What names a record that could not be read, so that it is told once and forgotten when it can be. */
const nameOfProblem = (problem: Problem): string => ('record' in problem ? `${problem.record}` : JSON.stringify(problem).slice(0, 300));

/**
 * The mirror of one source in a SQLite file of its own. WAL and synchronous NORMAL: after a power cut its last pages may be
 * missing, and with them the cursor that stood behind them; they are pulled again.
 * @param path of its file, made when it is not there; `:memory:` for tests.
 */
export function openSourceMirror(path: string): KeptMirror {
  const db = new Libsql(path);
  for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL', 'cache_size = -16384', 'busy_timeout = 5000']) db.exec(`pragma ${pragma}`);
  for (const statement of TABLES) db.exec(statement);

  const one = <T>(sql: string, ...values: readonly unknown[]): T | undefined => db.prepare(sql).get([...values]) as T | undefined;
  const run = (sql: string, ...values: readonly unknown[]): void => { db.prepare(sql).run([...values]); };
  const fact = (name: Fact): string | null => one<{ readonly value: string }>('select value from facts where name = ?', name)?.value ?? null;
  const keep = (name: Fact, value: string | null): void => (value === null ? run('delete from facts where name = ?', name) : run('insert into facts values (?, ?) on conflict (name) do update set value = excluded.value', name, value));
  const round = (): number => Number(fact('round') ?? '0');
  const together = (work: () => void): void => {
    db.exec('begin immediate');
    try {
      work();
      db.exec('commit');
    } catch (error) {
      db.exec('rollback');
      throw error;
    }
  };
  const prepared = {
    debtor: db.prepare('select said from debtors where id = ?'),
    putDebtor: db.prepare('insert into debtors values (?, ?, ?) on conflict (id) do update set said = excluded.said, round = excluded.round'),
    metDebtor: db.prepare('update debtors set round = ? where id = ?'),
    invoice: db.prepare('select debtor, id, said from invoices where external = ?'),
    touched: db.prepare('insert into touched values (?, ?) on conflict (invoice) do update set at = excluded.at'),
    putInvoice: db.prepare('insert into invoices values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (external) do update set debtor = excluded.debtor, id = excluded.id, number = excluded.number, orders = excluded.orders, said = excluded.said, open = excluded.open, settled = excluded.settled, currency = excluded.currency, due = excluded.due, round = excluded.round'),
    metInvoice: db.prepare('update invoices set round = ? where external = ?'),
    changed: db.prepare('insert into changed values (?, ?) on conflict (debtor) do update set at = excluded.at'),
    payment: db.prepare('select said from payments where external = ?'),
    putPayment: db.prepare('insert into payments values (?, ?, ?, ?, ?) on conflict (external) do update set invoice = excluded.invoice, number = excluded.number, said = excluded.said, round = excluded.round'),
    metPayment: db.prepare('update payments set round = ? where external = ?'),
    readable: db.prepare('delete from unreadable where record in (?, ?)'),
  };
  const leftOut = (): Partial<Record<LeftOut, number>> => JSON.parse(fact('left-out') ?? '{}') as Partial<Record<LeftOut, number>>;
  let reached = one<{ readonly at: number | null }>('select max(at) as at from (select at from changed union all select at from touched)')?.at ?? 0;
  const mark = (debtor: string): void => { prepared.changed.run([debtor, (reached += 1)]); };
  // Before a first pull has ended everything is new, and written as a whole.
  let pulledOnce = fact('cursor') !== null;
  const touch = (invoice: string): void => { if (pulledOnce) prepared.touched.run([invoice, reached]); };
  /** What is said of him says which of two invoices of one number are his. */
  const touchAllOf = (debtor: string): void => { for (const { id } of db.prepare('select id from invoices where debtor = ?').all([debtor]) as { id: string }[]) touch(id); };

  /** @returns whether it differs from what was said before. */
  const putDebtor = (debtor: FeedDebtor, at: number): boolean => {
    const said = JSON.stringify(debtor);
    const before = prepared.debtor.get([debtor.id]) as { readonly said: string } | undefined;
    if (before?.said === said) {
      prepared.metDebtor.run([at, debtor.id]);
      return false;
    }
    prepared.putDebtor.run([debtor.id, said, at]);
    mark(debtor.id);
    touchAllOf(debtor.id);
    return true;
  };
  const putInvoice = ({ external, invoice }: FeedInvoice, at: number): boolean => {
    const said = JSON.stringify(invoice);
    const before = prepared.invoice.get([external]) as { readonly debtor: string; readonly id: string; readonly said: string } | undefined;
    prepared.readable.run([external, invoice.number]);
    if (before?.said === said) {
      prepared.metInvoice.run([at, external]);
      return false;
    }
    const { open, currency, due } = openOf(invoice);
    prepared.putInvoice.run([external, invoice.debtor, invoice.id, invoice.number, invoice.orderNumber, said, open, isSettled(invoice) ? 1 : 0, currency, due, at]);
    mark(invoice.debtor);
    if (before !== undefined && before.debtor !== invoice.debtor) mark(before.debtor);
    touch(invoice.id);
    if (before !== undefined && before.id !== invoice.id) touch(before.id);
    return true;
  };
  const putPayment = (payment: FeedPayment, at: number): void => {
    const said = JSON.stringify(payment);
    if ((prepared.payment.get([payment.external]) as { readonly said: string } | undefined)?.said === said) {
      prepared.metPayment.run([at, payment.external]);
      return;
    }
    prepared.putPayment.run([payment.external, payment.invoice, payment.number, said, at]);
    reached += 1;
    touch(payment.invoice);
  };
  const dropInvoice = (external: string): boolean => {
    const before = prepared.invoice.get([external]) as { readonly debtor: string; readonly id: string } | undefined;
    if (before === undefined) return false;
    run('delete from invoices where external = ?', external);
    mark(before.debtor);
    touch(before.id);
    return true;
  };
  const dropDebtor = (id: string): boolean => {
    if (prepared.debtor.get([id]) === undefined) return false;
    run('delete from debtors where id = ?', id);
    mark(id);
    touchAllOf(id);
    return true;
  };
  const told = (unreadable: readonly Problem[], at: number): void => {
    for (const problem of unreadable) run('insert into unreadable values (?, ?, ?) on conflict (record) do update set said = excluded.said, round = excluded.round', nameOfProblem(problem), JSON.stringify(problem), at);
  };

  const unreadable = (): Pick<FeedSummary, 'unreadable' | 'unreadableCount'> => ({
    unreadable: (db.prepare('select said from unreadable order by record limit ?').all([UNREADABLE_TOLD]) as { said: string }[]).map(({ said }) => JSON.parse(said) as Problem),
    unreadableCount: one<{ n: number }>('select count(*) as n from unreadable')?.n ?? 0,
  });

  /** Before they are put in use, it is told how many there are. */
  const paymentsSummary = (): Pick<FeedSummary, 'payments'> => {
    const read = one<{ n: number }>('select count(*) as n from payments')?.n ?? 0;
    const told = fact('payments');
    if (read === 0 && told === null) return {};
    return { payments: { ...(told === null ? { applied: 0, withoutInvoice: 0, undecided: 0, overpaid: 0, first: [] } : (JSON.parse(told) as PaymentsSummary)), read } };
  };

  return {
    get reached() { return reached; },
    path, unreadable,
    get cursor() { return fact('cursor'); },
    get unfinished() { return fact('unfinished'); },
    begin: () => together(() => {
      keep('pulling', 'whole');
      keep('round', String(round() + 1));
      keep('unfinished', null);
      keep('left-out', null);
    }),
    take: (page: FeedPage) => together(() => {
      const at = round();
      for (const debtor of page.debtors) putDebtor(debtor, at);
      for (const invoice of page.invoices) putInvoice(invoice, at);
      for (const payment of page.payments ?? []) putPayment(payment, at);
      for (const external of page.kept?.invoices ?? []) prepared.metInvoice.run([at, external]);
      for (const id of page.kept?.debtors ?? []) prepared.metDebtor.run([at, id]);
      for (const external of page.gone.invoices) dropInvoice(external);
      for (const id of page.gone.debtors) dropDebtor(id);
      for (const record of page.readable ?? []) prepared.readable.run([record, record]);
      told(page.unreadable, at);
      if (fact('pulling') === null) keep('cursor', page.cursor);
      else {
        keep('unfinished', page.cursor);
        const sum = leftOut();
        for (const [why, count] of Object.entries(page.leftOut)) sum[why as LeftOut] = (sum[why as LeftOut] ?? 0) + count;
        keep('left-out', JSON.stringify(sum));
      }
    }),
    finish: () => together(() => {
      const at = round();
      for (const { debtor } of db.prepare('select id as debtor from debtors where round <> ?1 union select debtor from invoices where round <> ?1').all([at]) as { debtor: string }[]) mark(debtor);
      if (pulledOnce) run('insert into touched select distinct id, ? from invoices where round <> ? or debtor in (select id from debtors where round <> ?) on conflict (invoice) do update set at = excluded.at', reached, at, at);
      const withdrawn = db.prepare('select distinct invoice from payments where round <> ?').all([at]) as { invoice: string }[];
      if (withdrawn.length > 0) reached += 1;
      for (const { invoice } of withdrawn) touch(invoice);
      for (const table of ['debtors', 'invoices', 'payments', 'unreadable']) run(`delete from ${table} where round <> ?`, at);
      keep('cursor', fact('unfinished'));
      keep('unfinished', null);
      keep('pulling', null);
      pulledOnce = true;
    }),
    takeAccount: (debtor: string, account: FeedAccount) => {
      let differs = false;
      together(() => {
        const at = round();
        if (account.debtor === null) differs = dropDebtor(debtor) || differs;
        else differs = putDebtor(account.debtor, at) || differs;
        const now = new Set(account.invoices.map(({ external }) => external));
        for (const { external } of db.prepare('select external from invoices where debtor = ?').all([debtor]) as { external: string }[]) if (!now.has(external)) differs = dropInvoice(external) || differs;
        for (const invoice of account.invoices) differs = putInvoice(invoice, at) || differs;
        told(account.unreadable, at);
      });
      return differs;
    },
    changed: () => (fact('published') === null ? null : (db.prepare('select debtor from changed order by debtor').all([]) as { debtor: string }[]).map((row) => row.debtor)),
    knows: (debtor) => db.prepare('select 1 from debtors where id = ?').get([debtor]) !== undefined,
    touched: () => (db.prepare('select invoice from touched order by invoice').all([]) as { invoice: string }[]).map((row) => row.invoice),
    settled: (payments) => keep('payments', payments === null ? null : JSON.stringify(payments)),
    get publishedAs() { return fact('published'); },
    published: (as, elsewhere, upTo) => together(() => {
      keep('published', as);
      if (elsewhere !== null) keep('elsewhere', String(elsewhere));
      for (const table of ['changed', 'touched']) run(`delete from ${table} where at <= ?`, upTo);
    }),
    summary: () => {
      const standings = db.prepare('select settled, currency, count(*) as n, sum(open) as minor, min(due) as due from invoices group by settled, currency order by currency').all([]) as { settled: number; currency: Currency | null; n: number; minor: number; due: LocalDate | null }[];
      const counted = (settled: number): number => standings.filter((each) => each.settled === settled).reduce((all, { n }) => all + n, 0);
      const oldestDue = standings.reduce<LocalDate | null>((first, { due }) => (due !== null && (first === null || due < first) ? due : first), null);
      const sum = leftOut();
      const elsewhere = Number(fact('elsewhere') ?? '0');
      if (elsewhere > 0) sum['in-another-ledger'] = (sum['in-another-ledger'] ?? 0) + elsewhere;
      return {
        customers: one<{ n: number }>('select count(distinct debtor) as n from invoices')?.n ?? 0, openInvoices: counted(0), settledInvoices: counted(1),
        open: standings.flatMap(({ settled, currency, minor }) => (settled === 0 && currency !== null ? [{ currency, minor }] : [])), oldestDue,
        leftOut: (Object.entries(sum) as [LeftOut, number][]).filter(([, count]) => count > 0).map(([why, count]) => ({ why, count })),
        ...unreadable(), ...paymentsSummary(),
      };
    },
    close: () => { if (db.open) db.close(); },
  };
}
