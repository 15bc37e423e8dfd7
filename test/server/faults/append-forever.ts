import { writeSync } from 'node:fs';
import { openStore } from '../../../src/server/store/open-store';
import { COMPANY } from '../../core/builders';
import { aNote, garageOf, keeper } from './a-store';

/** Appends as fast as it can until it is killed; says before what it asks and after what was acknowledged. */
async function main(): Promise<void> {
  const [, , , url = '', round = ''] = process.argv;
  const store = await openStore(url);
  const garage = await garageOf(store);
  for (let n = 0; ; n += 1) {
    const request = `k${round}-${n}`;
    const { entry, text } = aNote(garage, request);
    writeSync(1, `asked ${request}\n`);
    const answer = await store.append(COMPANY, entry, text, keeper);
    if (!answer.ok) throw new Error(answer.problem.code);
    writeSync(1, `noted ${request} ${answer.value.entry.seq} ${answer.value.entry.hash}\n`);
  }
}
void main();
