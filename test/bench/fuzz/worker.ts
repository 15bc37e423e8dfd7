import { parentPort } from 'node:worker_threads';
import { Random } from './random';
import { TARGETS } from './targets';
import type { Input, Target } from './targets';

/** What one thread is to do. */
export interface Task {
  readonly target: string;
  readonly seed: number;
  readonly from: number;
  /** Counted from when the thread is ready. */
  readonly ms: number;
  readonly broken: boolean;
  /** Where the number of the input under way stands, and how many runs there were, for whoever watches: a reader that never ends cannot tell it. */
  readonly place: SharedArrayBuffer;
}

export interface Found {
  readonly kind: 'crash' | 'slow' | 'grows' | 'done';
  readonly index: number;
  readonly what: string;
  /** Milliseconds per 100 kB begun; or how many times the time of a quarter. */
  readonly value: number;
  readonly bytes: Uint8Array;
  readonly inputs: number;
}

const KB_100 = 100_000;
/** Shorter times say nothing of how they grow. */
const TELLING_MS = 6;
/** Code that has just been loaded is slow once. */
const WARM_UP = 6;
/** A growth beyond this is looked at again before it is told: other work on the machine comes and goes, a loop in a loop stays. */
const DOUBTFUL = 5.5;
/**
 * Over this many quadruplings it is looked at then, from the shorter length on: where caches overflow or the collector
 * begins to move things the time makes one step, which a single quadrupling may happen to span; a loop in a loop grows
 * with each of them.
 */
const QUADRUPLINGS = 3;
const DOUBTFUL_MS = 40;
const SHAPE_EVERY = 6;
/** One in six is of full length, and measured; the others are small, and many. */
export const isShape = (index: number): boolean => index % SHAPE_EVERY === 0;

/** The input with this number, at the larger of the two lengths or at another. */
export function inputOf(target: Target, seed: number, index: number, length: number = target.lengths[1]): Input {
  const random = new Random(seed, target.name, index);
  return isShape(index) ? target.shape(random)(length) : target.make(random);
}

/**
 * Milliseconds of this thread's work: elapsed time holds what other programs took of the processor, the process's
 * processor time holds what its other threads did; the smaller is nearer to the truth.
 */
async function cost(target: Target, input: Input): Promise<number> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  await target.run(input);
  const { user, system } = process.cpuUsage(cpu);
  return Math.min(performance.now() - wall, (user + system) / 1_000);
}

/** What takes seconds needs no second look. */
const runsOf = (ms: number): number => (ms > 1_000 ? 1 : 5);
const perHundred = (ms: number, input: Input): number => ms / Math.max(1, input.size / KB_100);

async function fuzz({ target: name, seed, from, ms, broken, place }: Task): Promise<void> {
  const found = TARGETS.find((each) => each.name === name);
  if (found === undefined || parentPort === null) throw new Error(`no target ${name}`);
  const port = parentPort;
  // The planted fault: a reader that throws at a byte of zero.
  const target: Target = !broken ? found : { ...found, run: (input) => { if (input.bytes.includes(0) && input.size > 1_000) throw new RangeError('planted'); return found.run(input); } };
  const under = new Int32Array(place);
  const measured = async (input: Input): Promise<number> => {
    Atomics.add(under, 1, 1);
    return cost(target, input);
  };
  let [slowest, steepest, inputs] = [0, 0, 0];
  const tell = (kind: Found['kind'], index: number, what: string, value: number, bytes: Uint8Array): void => port.postMessage({ kind, index, what, value, bytes, inputs } satisfies Found);

  const rejected = (reason: unknown): void => tell('crash', Atomics.load(under, 0), `not handled: ${String(reason)}`, 0, inputOf(target, seed, Atomics.load(under, 0)).bytes);
  process.on('unhandledRejection', rejected);
  const until = Date.now() + ms;
  let index = from;
  for (; Date.now() < until; index += 1) {
    Atomics.store(under, 0, index);
    const input = inputOf(target, seed, index);
    inputs += 1;
    try {
      const first = await measured(input);
      if (perHundred(first, input) > slowest && inputs > WARM_UP) {
        let ms = perHundred(first, input);
        // As long as it would be the slowest: other work on the machine comes and goes, its own stays.
        for (let run = 0; run < 3 * runsOf(first) && ms > slowest && (run < runsOf(first) || ms > DOUBTFUL_MS); run += 1) ms = Math.min(ms, perHundred(await measured(input), input));
        if (ms > slowest) {
          slowest = ms;
          tell('slow', index, '', ms, input.bytes);
        }
      }
      if (!isShape(index) || !target.grows || first < TELLING_MS || inputs <= WARM_UP) continue;
      const [short] = target.lengths;
      const quarter = inputOf(target, seed, index, short);
      const ratioNow = async (runs: number): Promise<number> => {
        const [small, large]: [number[], number[]] = [[], []];
        for (let run = 0; run < runs; run += 1) {
          small.push(await measured(quarter));
          large.push(await measured(input));
        }
        // Of what the machine did meanwhile the shortest run of each holds least.
        return Math.min(...large) / Math.max(0.5, Math.min(...small)) / (input.size / Math.max(1, quarter.size) / 4);
      };
      /** For each quadrupling on the way from one to the other. */
      const overAll = async (small: Input, large: Input): Promise<number> => {
        const [least, most]: [number[], number[]] = [[], []];
        for (let run = 0; run < 3; run += 1) {
          least.push(await measured(small));
          most.push(await measured(large));
        }
        return (Math.min(...most) / Math.max(0.5, Math.min(...least))) ** (Math.log(4) / Math.log(large.size / Math.max(1, small.size)));
      };
      if ((await ratioNow(1)) <= steepest) continue;
      let ratio = await ratioNow(runsOf(first));
      for (let again = 0; again < 3 && ratio > DOUBTFUL; again += 1) ratio = Math.min(ratio, await ratioNow(runsOf(first)));
      if (ratio > DOUBTFUL && ratio > steepest) ratio = Math.min(ratio, await overAll(quarter, inputOf(target, seed, index, short * 4 ** QUADRUPLINGS)));
      if (ratio > steepest) {
        steepest = ratio;
        tell('grows', index, '', ratio, input.bytes);
      }
    } catch (error) {
      tell('crash', index, error instanceof Error ? `${error.name}: ${error.message.slice(0, 300)} ${(error.stack ?? '').split('\n').slice(1, 3).map((line) => line.trim()).join(' ')}` : String(error), 0, input.bytes);
    }
  }
  process.off('unhandledRejection', rejected);
  tell('done', index, '', 0, new Uint8Array());
}

parentPort?.on('message', (task: Task) => void fuzz(task));
