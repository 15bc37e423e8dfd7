import { DolibarrBookkeeper } from './dolibarr-bookkeeper';
import { RecordedDolibarr } from './dolibarr-recorded';
import type { RecordedVersion } from './dolibarr-recorded';
import { TroubledDolibarr } from './dolibarr-troubled';

export interface RecordedWorld {
  readonly dolibarr: RecordedDolibarr;
  readonly between: TroubledDolibarr;
  readonly books: DolibarrBookkeeper;
}

export async function recordedWorld(version: RecordedVersion): Promise<RecordedWorld> {
  const dolibarr = new RecordedDolibarr(version);
  const between = await TroubledDolibarr.start((asked) => Promise.resolve(dolibarr.answer(asked)));
  return { dolibarr, between, books: await DolibarrBookkeeper.open(new URL('api/index.php/', between.address).href, dolibarr.key, between, dolibarr) };
}
