import type { Kept } from '../../gmail/kept-place';
import type { DeskSetting } from './desk-words';
import type { World } from './host';
import type { Mode } from './view/mailbox-json';

/** What the sidebar remembers of its user when the try-out begins: where ledger and log are. */
export function connect(world: World, mode: Mode, { address }: DeskSetting): void {
  if (mode === 'server') world.userProperties.set('relance', JSON.stringify({ version: 1, place: { kind: 'server', address }, language: null } satisfies Kept));
}
