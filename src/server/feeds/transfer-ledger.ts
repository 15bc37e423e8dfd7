import { fail, ok } from '../../core';
import type { Instant, LedgerDifference, LedgerProblem, Result } from '../../core';
import type { ImportReport, TransferOrder } from '../store/ledger-content';
import { SpoolWriter } from '../store/spool';
import type { Spool } from '../store/spool';
import { problemOfFailure } from '../store/store-failure';
import type { StoreFailure } from '../store/store-failure';
import { compareSpool, transferSpool } from '../store/transfer';
import type { ReadingFacts } from '../store/whole-reading';
import { readLongFile } from './build-edition';
import type { ReadingJob, Recall, Written } from './long-file';
import type { Following } from './import-progress';

export interface SpoolJob extends ReadingJob {
  readonly order: TransferOrder;
}

/** A long file as it was read, beside the ledger in use. */
export interface SpooledLedger extends Written<Spool> {
  readonly difference: LedgerDifference | null;
}

export interface TransferJob {
  readonly order: TransferOrder;
  readonly spool: Spool;
  readonly facts: ReadingFacts;
  readonly readAt: Instant;
}

/** @throws Stopped when it was cancelled. */
export async function spoolLedger(job: SpoolJob, following: Following, recall: Recall): Promise<Result<SpooledLedger, LedgerProblem | StoreFailure>> {
  return toldAsProblem(async () => {
    const read = await readLongFile(job, () => new SpoolWriter(job.order.file), following, recall);
    if (!read.ok) return read;
    const { built, facts } = read.value;
    following.check();
    const difference = await compareSpool(job.order, built, facts);
    following.check();
    return ok({ built, facts, difference });
  });
}

/** @throws Stopped when it was cancelled: the ledger before is in use. */
export async function transferLedger({ order, spool, facts, readAt }: TransferJob, following: Following): Promise<Result<ImportReport, StoreFailure>> {
  following.told('writing', 0, spool.invoices);
  return toldAsProblem(async () => ok(await transferSpool(order, spool, facts, readAt, {
    told: (done, of) => following.told('writing', done, of),
    check: () => following.check(),
    seal: () => following.seal(),
  })));
}

async function toldAsProblem<T, P>(work: () => Promise<Result<T, P>>): Promise<Result<T, P | StoreFailure>> {
  try {
    return await work();
  } catch (error) {
    const problem = problemOfFailure(error);
    if (problem === null) throw error;
    return fail(problem);
  }
}
