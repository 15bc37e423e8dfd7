import { parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../core';
import { buildEdition } from './feeds/build-edition';
import type { Recall } from './feeds/build-edition';
import { SharedProgress } from './feeds/import-progress';
import type { ImportTask, ThreadWord } from './feeds/import-thread';
import { previewLongFile } from './feeds/preview-long-file';

/** The thread of one import: it reads, and writes the edition, while the server goes on answering. */
const { task, shared } = workerData as { readonly task: ImportTask; readonly shared: SharedArrayBuffer };
const progress = new SharedProgress(shared);

const say = (word: ThreadWord): void => parentPort?.postMessage(word);
const recall: Recall = (layout) => new Promise((resolve) => {
  parentPort?.once('message', resolve);
  say({ kind: 'recall', layout });
});

/** Looked at when it is needed: the memory of an import into a file is not spent on PostgreSQL's client. */
const transferring = () => import(/* webpackMode: "eager" */ './feeds/transfer-ledger');

async function work(): Promise<unknown> {
  switch (task.kind) {
    case 'edition':
      return buildEdition(task.job, progress, recall);
    case 'preview':
      return previewLongFile(task.file, task.mapping, task.company, progress, recall);
    case 'spool':
      return (await transferring()).spoolLedger(task.job, progress, recall);
    case 'transfer':
      return (await transferring()).transferLedger(task.job, progress);
    default:
      return assertNever(task);
  }
}

// A bug ends the thread, and the server is told so (import-thread.ts).
void work().then((answer) => say({ kind: 'answer', answer }));
