import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { atMost, rounded } from './figure';
import type { Bench, Figure } from './figure';
import { TARGETS } from './fuzz/targets';
import type { Target } from './fuzz/targets';
import { inputOf } from './fuzz/worker';
import type { Found, Task } from './fuzz/worker';

const SECONDS = 60;
const LIMIT_MS = 50;
const LIMIT_RATIO = 6;
/** One input that takes this long never ends, for a clerk. */
const HANGS_MS = 30_000;
const HEAP_MB = 1_024;
const MOST_TOLD = 5;
const KEPT = join('.cache', 'fuzz');

const option = (name: string): number | null => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? Number.NaN : Number(process.argv[at + 1]);
  return Number.isFinite(value) ? value : null;
};

interface Outcome {
  readonly crashes: Found[];
  slowest: Found | null;
  steepest: Found | null;
  inputs: number;
}

/** The thread in which foreign content is read; one that dies or hangs is replaced. */
class Reader {
  private worker: Worker | null = null;

  get(): Worker {
    return (this.worker ??= new Worker(join(__dirname, 'fuzz', 'worker.ts'), { execArgv: ['--require', join(__dirname, 'typescript.cjs')], resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } }));
  }

  async end(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }
}

/** Runs one target until its time is over; where the thread dies or hangs, which is a crash, another goes on behind that input. */
async function fuzzed(reader: Reader, target: Target, task: Omit<Task, 'target' | 'place'>, outcome: Outcome): Promise<void> {
  const place = new SharedArrayBuffer(8);
  const under = new Int32Array(place);
  const began = Date.now();
  Atomics.store(under, 0, -1);
  const worker = reader.get();
  const next = await new Promise<number | null>((done) => {
    let [seen, since, told] = [-1, Date.now(), 0];
    const end = (found: Found | null): void => {
      clearInterval(watch);
      worker.off('message', heard).off('error', failed).off('exit', left);
      outcome.inputs += told;
      if (found !== null) outcome.crashes.push(found);
      done(found === null ? null : found.index + 1);
    };
    const lost = (what: string): void => {
      const index = Math.max(0, Atomics.load(under, 0));
      void reader.end();
      end({ kind: 'crash', index, what, value: 0, bytes: inputOf(target, task.seed, index).bytes, inputs: 0 });
    };
    const watch = setInterval(() => {
      const runs = Atomics.load(under, 1);
      if (runs !== seen) [seen, since] = [runs, Date.now()];
      else if (Date.now() - since > HANGS_MS) lost(`does not end within ${HANGS_MS / 1000} s`);
    }, 500);
    const heard = (found: Found): void => {
      told = Math.max(told, found.inputs);
      if (found.kind === 'crash') outcome.crashes.push(found);
      else if (found.kind === 'slow' && found.value > (outcome.slowest?.value ?? 0)) outcome.slowest = found;
      else if (found.kind === 'grows' && found.value > (outcome.steepest?.value ?? 0)) outcome.steepest = found;
      else if (found.kind === 'done') end(null);
    };
    const failed = (error: Error): void => lost(`the thread ended: ${error.message}`);
    const left = (code: number): void => lost(`the thread left with ${code}`);
    worker.on('message', heard).on('error', failed).on('exit', left);
    worker.postMessage({ ...task, target: target.name, place } satisfies Task);
  });
  const remaining = task.ms - (Date.now() - began);
  if (next !== null && remaining > 0) await fuzzed(reader, target, { ...task, from: next, ms: remaining }, outcome);
}

function kept(target: Target, seed: number, { index, bytes }: Found): string {
  mkdirSync(KEPT, { recursive: true });
  const file = join(KEPT, `${target.name.toLowerCase().replace(/\W+/g, '-')}-${seed}-${index}.bin`);
  writeFileSync(file, bytes);
  return file;
}

/** Foreign content of every kind, made from a seed, into every reader of it. */
export const bench: Bench = {
  async run({ broken, say }) {
    const seed = option('seed') ?? Date.now() % 1_000_000;
    const seconds = option('seconds') ?? (broken ? 7 : SECONDS);
    const named = process.argv.indexOf('--target');
    const targets = named < 0 ? TARGETS : TARGETS.filter(({ name }) => name === process.argv[named + 1]);
    say(`--seed ${seed} repeats it (texts in UTF-16 under ${KEPT}); ${seconds} s for ${targets.length} targets, one after the other; the processor time of the thread, the shortest of five to fifteen runs (${cpus().length} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}); one input in six is of the target's full length`);
    const figures: Figure[] = [];
    let [crashes, steepest] = [0, 0];
    const reader = new Reader();
    for (const target of targets) {
      const outcome: Outcome = { crashes: [], slowest: null, steepest: null, inputs: 0 };
      await fuzzed(reader, target, { seed, from: option('from') ?? 0, ms: (seconds * 1_000) / targets.length, broken }, outcome);
      if (outcome.inputs === 0 && outcome.crashes.length === 0) throw new Error(`${target.name} was not tried`);
      crashes += outcome.crashes.length;
      const different = new Map(outcome.crashes.map((found) => [found.what.replace(/\d+/g, '#'), found]));
      for (const found of [...different.values()].slice(0, MOST_TOLD)) say(`${target.name} crashed: ${found.what} (${kept(target, seed, found)})`);
      const { slowest, steepest: growing } = outcome;
      steepest = Math.max(steepest, growing?.value ?? 0);
      const growth = growing === null ? 'nothing long enough to tell how it grows' : `at four times the size ${growing.value.toFixed(1)} times as long${growing.value > LIMIT_RATIO ? ` (${kept(target, seed, growing)})` : ''}`;
      say(`${target.name}: ${outcome.inputs} inputs, ${outcome.crashes.length} crashes, ${growth}${slowest !== null && slowest.value > LIMIT_MS ? `, slowest ${kept(target, seed, slowest)}` : ''}`);
      figures.push(atMost(`${target.name}, slowest per 100 kB`, slowest?.value ?? 0, 'ms', LIMIT_MS));
    }
    await reader.end();
    return [{ ...atMost('crashes', crashes, 'inputs', 0) }, { ...atMost('time at four times the size', rounded(steepest), 'times', LIMIT_RATIO) }, ...figures];
  },
};
