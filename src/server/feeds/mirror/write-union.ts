import { fail, ok } from '../../../core';
import type { Instant, LedgerDifference, PaymentsSummary, Problem, Result } from '../../../core';
import { domainJudge } from '../../store/company-domains';
import type { DomainRules } from '../../store/company-domains';
import { EditionWriter, dayOf } from '../../store/edition-writer';
import type { BuiltEdition, EditionOrder } from '../../store/edition-writer';
import type { TransferOrder } from '../../store/ledger-content';
import type { ReadingSink } from '../../store/reading-sink';
import { SpoolWriter } from '../../store/spool';
import type { Spool } from '../../store/spool';
import { problemOfFailure } from '../../store/store-failure';
import type { StoreFailure } from '../../store/store-failure';
import { compareSpool } from '../../store/transfer';
import type { ReadingFacts } from '../../store/whole-reading';
import { finished } from '../finished-reading';
import type { Following } from '../import-progress';
import type { Written } from '../long-file';
import { Union } from '../../store/mirror/union';
import type { UnionSource } from '../../store/mirror/union';

/** What a thread needs to make one ledger of mirrors, beside the one in use. */
export interface UnionJob {
  readonly sources: readonly UnionSource[];
  /** Shown to the clerk as where the figures come from. */
  readonly name: string;
  /** Of the oldest source. */
  readonly asOf: Instant;
  readonly unreadable: readonly Problem[];
  readonly unreadableCount: number;
  readonly to: { readonly kind: 'edition'; readonly order: EditionOrder; readonly rules: DomainRules } | { readonly kind: 'spool'; readonly order: TransferOrder };
}

export type UnionWritten = ({ readonly kind: 'edition' } & Written<BuiltEdition>) | ({ readonly kind: 'spool'; readonly difference: LedgerDifference | null } & Written<Spool>);
export interface WrittenUnion {
  readonly written: UnionWritten;
  /** For each source, invoices that an earlier one lists. */
  readonly elsewhere: readonly number[];
  /** For each source, what becomes of the payments that it lists; null: it lists none. */
  readonly payments: readonly (PaymentsSummary | null)[];
}

/** @throws Stopped when it was cancelled. */
export async function writeUnion(job: UnionJob, following: Following): Promise<Result<WrittenUnion, StoreFailure>> {
  const union = new Union(job.sources);
  try {
    const { to } = job;
    const written: UnionWritten = to.kind === 'edition'
      ? { kind: 'edition', ...(await writeInto(union, new EditionWriter(to.order, dayOf(job.asOf), domainJudge(to.rules)), job, following)) }
      : await spooled(union, to.order, job, following);
    return ok({ written, elsewhere: union.elsewhere, payments: await union.payments(breathe) });
  } catch (error) {
    const problem = problemOfFailure(error);
    if (problem === null) throw error;
    return fail(problem);
  } finally {
    union.close();
  }
}

const breathe = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

async function spooled(union: Union, order: TransferOrder, job: UnionJob, following: Following): Promise<UnionWritten> {
  const spool = await writeInto(union, new SpoolWriter(order.file), job, following);
  return { kind: 'spool', ...spool, difference: await compareSpool(order, spool.built, spool.facts) };
}

async function writeInto<Built>(union: Union, sink: ReadingSink<Built>, { name, asOf, unreadable, unreadableCount }: UnionJob, following: Following): Promise<Written<Built>> {
  try {
    await union.write(sink, { told: (done, of) => following.told('reading', done, of), check: () => following.check(), breathe });
    const facts: ReadingFacts = { source: { name, kind: 'accounting-system', asOf }, rows: union.invoices + unreadableCount, unreadable: unreadableCount, problems: unreadable as ReadingFacts['problems'], remarks: { first: [], count: 0 } };
    return finished(sink, [], facts, following);
  } finally {
    sink.close();
  }
}
