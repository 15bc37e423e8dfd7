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
import type { BuiltEdition } from './store/edition-writer';

/** The thread of one import: it reads, and writes the edition, while the server goes on answering. */
const { task, shared, thread } = workerData as { readonly task: ImportTask | AheadTask; readonly shared: SharedArrayBuffer; readonly thread: string };
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
  const writer = editionFor(job);
  const unpacker = new RowUnpacker();
  let reading: RowsAhead<BuiltEdition> | null = null;
  const tell = (word: FromAhead): void => parentPort?.postMessage(word);
  let plain = true;
  parentPort?.on('message', (word: ToAhead) => {
    if (!plain) return;
    progress.check();
    if (word.kind === 'supposed') {
      reading = new RowsAhead(word.supposed, job, writer);
      return;
    }
    if (reading === null) throw new Error('rows before what they are supposed to be');
    if (word.kind === 'end') return tell({ kind: 'written', written: reading.finish(progress) });
    const rows = unpacker.unpack(word.packed);
    plain = reading.take(word.first, rows);
    if (plain) return tell({ kind: 'taken', rows: word.first + rows.length });
    writer.close();
    tell({ kind: 'written', written: null });
  });
}

// A bug ends the thread, and the server is told so (import-thread.ts).
if (task.kind === 'ahead') workAhead(task);
else void work(task).then((answer) => say({ kind: 'answer', answer }));
