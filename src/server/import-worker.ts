import { parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../core';
import { buildEdition, editionFor } from './feeds/build-edition';
import { SharedProgress } from './feeds/import-progress';
import type { ImportTask, ThreadWord } from './feeds/import-thread';
import type { Recall } from './feeds/long-file';
import { RowUnpacker } from './feeds/packed-rows';
import { previewLongFile } from './feeds/preview-long-file';
import { ReadingAhead } from './feeds/reading-ahead';
import type { AheadTask, FromAhead, ToAhead } from './feeds/reading-ahead';
import { RowsAhead } from './feeds/rows-ahead';
import { RowsThread } from './feeds/rows-thread';
import type { FromRows, RowsTask, ToRows } from './feeds/rows-thread';
import { EditionRows } from './store/edition-rows';
import type { BuiltEdition } from './store/edition-writer';

/** The thread of one import: it reads, and writes the edition, while the server goes on answering. */
const { task, shared, thread } = workerData as { readonly task: ImportTask | AheadTask | RowsTask; readonly shared: SharedArrayBuffer; readonly thread: string };
const progress = new SharedProgress(shared);

const say = (word: ThreadWord): void => parentPort?.postMessage(word);
const recall: Recall = (layout) => new Promise((resolve) => {
  parentPort?.once('message', resolve);
  say({ kind: 'recall', layout });
});

/** Looked at when it is needed: the memory of an import into a file is not spent on PostgreSQL's client. */
const transferring = () => import(/* webpackMode: "eager" */ './feeds/transfer-ledger');

const joining = () => import(/* webpackMode: "eager" */ './feeds/mirror/write-union');

async function work(task: ImportTask): Promise<unknown> {
  switch (task.kind) {
    case 'edition':
      return buildEdition(task.job, progress, recall, new ReadingAhead(thread, task.job, progress, recall));
    case 'preview':
      return previewLongFile(task.file, task.mapping, task.company, progress, recall);
    case 'spool':
      return (await transferring()).spoolLedger(task.job, progress, recall);
    case 'transfer':
      return (await transferring()).transferLedger(task.job, progress);
    case 'union':
      return (await joining()).writeUnion(task.job, progress);
    default:
      return assertNever(task);
  }
}

/** The second thread of one import: it opens the edition while the workbook is opened; rows come as the first thread reads them. */
function workAhead({ job }: AheadTask): void {
  const rows = new RowsThread(thread, job.order.file, shared);
  const writer = editionFor(job, rows);
  const unpacker = new RowUnpacker();
  let reading: RowsAhead<BuiltEdition> | null = null;
  const tell = (word: FromAhead): void => parentPort?.postMessage(word);
  let plain = true;
  const finish = async (of: RowsAhead<BuiltEdition>): Promise<void> => {
    for (const share of writer.settle(of.documents)) {
      progress.check();
      progress.told('sorting', Math.round(share * 100), 100);
    }
    await rows.end();
    progress.check();
    tell({ kind: 'written', written: of.finish(progress) });
  };
  const giveUp = async (): Promise<void> => {
    writer.close();
    await rows.stop();
    tell({ kind: 'written', written: null });
  };
  parentPort?.on('message', (word: ToAhead) => {
    if (!plain) return;
    progress.check();
    if (word.kind === 'supposed') {
      reading = new RowsAhead(word.supposed, job, writer);
      return;
    }
    if (reading === null) throw new Error('rows before what they are supposed to be');
    if (word.kind === 'end') {
      finish(reading).catch(endThread);
      return;
    }
    const taken = unpacker.unpack(word.packed);
    plain = reading.take(word.first, taken);
    if (plain) tell({ kind: 'taken', rows: word.first + taken.length });
    else giveUp().catch(endThread);
  });
}

/** What went wrong while nothing was handled ends the thread as it would have there. */
function endThread(error: unknown): void {
  setImmediate(() => { throw error; });
}

/** The third one: it writes the rows that the second one makes. */
function workRows({ file }: RowsTask): void {
  const rows = new EditionRows(file);
  parentPort?.on('message', (word: ToRows) => {
    if (word.kind === 'run') {
      for (const [sql, values] of word.statements) rows.run(sql, values);
      return;
    }
    rows.end();
    parentPort?.postMessage({ kind: 'ended' } satisfies FromRows);
  });
}

// A bug ends the thread, and the server is told so (import-thread.ts).
if (task.kind === 'ahead') workAhead(task);
else if (task.kind === 'rows') workRows(task);
else void work(task).then((answer) => say({ kind: 'answer', answer }));
