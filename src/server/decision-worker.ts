import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Pack } from '../core';
import { decideLot } from './decide';
import type { DecisionAnswer, DecisionTask } from './decision-thread';
import { openReader } from './store/open-reader';

/** The thread of decisions: it reads over a connection of its own and decides; what it decided is written by the server. */
const { url } = workerData as { readonly url: string };
const reader = openReader(url);
let known: Pack | null = null;

// Linux takes this for the calling thread alone (setpriority(2), C library/kernel differences); elsewhere it would be the whole server.
const LOW = 10;
if (process.platform === 'linux') setPriority(0, LOW);

async function decide({ turn, debtors, pack, ...of }: DecisionTask): Promise<DecisionAnswer> {
  known = pack ?? known;
  if (known === null) throw new Error('a lot before the policies');
  const { company } = of;
  return { turn, decided: await decideLot((ids) => reader.ruled(company, ids), debtors, { ...of, pack: known }) };
}

// A failure ends the thread, and the server is told so (decision-thread.ts).
parentPort?.on('message', (task: DecisionTask) => void decide(task).then((answer) => parentPort?.postMessage(answer)));
