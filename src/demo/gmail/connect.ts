import type { Kept, KeptPlace } from '../../gmail/kept-place';
import type { DeskSetting } from './desk-words';
import type { World } from './host';
import { makeSampleSheet } from './sample-sheet';
import type { Mode } from './view/mailbox-json';

/**
 * What the sidebar remembers of its user when the try-out begins: where ledger and log are. With a ledger of the visitor's own
 * there is no sheet yet, and the sidebar asks as it does in the first run.
 */
export function connect(world: World, mode: Mode, { address, sample }: DeskSetting): void {
  const place: KeptPlace | null = mode === 'server' ? { kind: 'server', address } : sample === null ? null : { kind: 'sheet', book: makeSampleSheet(world, sample.history) };
  if (place !== null) world.userProperties.set('relance', JSON.stringify({ version: 1, place, language: null } satisfies Kept));
}
