import { openStore } from '../../../src/server/store/open-store';
import { BulkInsert } from '../../../src/server/store/bulk-insert';
import { LiveEdition } from '../../../src/server/store/live-edition';
import { publish, publisherOf, tellOfChanges } from './a-published-ledger';

const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still there');
};

/** Where the process ends: by then so much of a publication is written. */
export const POINTS = ['begun', 'written', 'told'] as const;

function dieAt(point: string): void {
  const [{ write, close }, { insert }] = [LiveEdition.prototype, BulkInsert.prototype];
  let inserted = 0;
  if (point === 'begun') LiveEdition.prototype.write = function first(this: LiveEdition, ...of: Parameters<typeof write>): never { write.apply(this, of); return die(); };
  if (point === 'written') LiveEdition.prototype.close = function last(this: LiveEdition): never { close.apply(this); return die(); };
  // On PostgreSQL all of it is one transaction.
  BulkInsert.prototype.insert = async function some(this: BulkInsert, ...of: Parameters<typeof insert>): Promise<void> {
    await insert.apply(this, of);
    inserted += 1;
    if (point === 'begun' || (point === 'written' && inserted > 8)) die();
  } as typeof insert;
}

/** Takes what a system says is new, and publishes it until it is killed on the way. */
async function main(): Promise<void> {
  const [, , , url = '', folder = '', point = ''] = process.argv;
  const store = await openStore(url);
  const publisher = publisherOf(store, folder);
  const mirror = publisher.open('f-1');
  tellOfChanges(mirror);
  dieAt(point);
  if (point === 'told') Object.assign(mirror, { published: die });
  await publish(publisher);
}
void main();
