import { parentPort, workerData } from 'node:worker_threads';
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

async function work(): Promise<unknown> {
  return task.kind === 'edition' ? buildEdition(task.job, progress, recall) : previewLongFile(task.file, task.mapping, task.company, progress, recall);
}

// A bug ends the thread, and the server is told so (import-thread.ts).
void work().then((answer) => say({ kind: 'answer', answer }));
