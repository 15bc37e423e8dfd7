import { fail, ok, sidebarWords } from '../../core';
import type { Instant, Problem, Result } from '../../core';
import { show } from '../cards/answer';
import type { Answer } from '../cards/answer';
import { act, button } from '../cards/card-context';
import { plainCard } from '../cards/problem-card';
import { SETTINGS_FIELDS } from '../cards/settings-card';
import { connect } from '../http-records';
import type { KeptPlace } from '../kept-place';
import { cursorText, FIRST_STEP, moveStep, readCursor } from '../move-to-server';
import type { MoveCursor } from '../move-to-server';
import { serverAddress } from '../server-address';
import { NOWHERE } from '../sidebar-action';
import type { SidebarAction } from '../sidebar-action';
import { cardContext } from './desk';
import type { Desk } from './desk';
import { only } from '../card-fields';

/** Of the 30 seconds of one callback: a step that begins later might not be done in time. */
const BEGIN_WITHIN_MS = 12_000;

type Refused = (field: string, typed: string, why: string) => Answer;
type Placed = (place: KeptPlace) => Result<Answer, Problem>;

/** To the server whose address was typed on the card of the settings. */
export function beginMove(desk: Desk, refused: Refused, placed: Placed): Result<Answer, Problem> {
  const typed = only(desk.typed, SETTINGS_FIELDS.server);
  const address = serverAddress(typed);
  return address === null ? ok(refused(SETTINGS_FIELDS.server, typed, sidebarWords(desk.language).settings.serverHint)) : move(desk, FIRST_STEP, address, placed);
}

export function moveOn(desk: Desk, { cursor, server }: Extract<SidebarAction, { readonly kind: 'move-on' }>, placed: Placed): Result<Answer, Problem> {
  const [at, address] = [readCursor(cursor), serverAddress(server)];
  if (at === null) return fail({ code: 'sidebar/action-refused', field: 'cursor' });
  return address === null ? fail({ code: 'sidebar/action-refused', field: 'server' }) : move(desk, at, address, placed);
}

/** As many steps as fit into one callback; then the clerk presses on, and sees how far it is. */
function move(desk: Desk, from: MoveCursor, address: string, placed: Placed): Result<Answer, Problem> {
  const { place } = desk.kept;
  if (place?.kind !== 'sheet') return fail({ code: 'source/no-ledger' });
  const until = Date.now() + BEGIN_WITHIN_MS;
  const deps = { place: place.book, address, connection: connect({ address }), now: () => new Date().toISOString() as Instant };
  for (let cursor = from; ;) {
    const step = moveStep(cursor, deps);
    if (!step.ok) return step;
    const { next, done, of } = step.value;
    if (next === null) return placed({ kind: 'server', address });
    // What the server reads on by itself is asked for once per press.
    if (Date.now() < until && next.step !== 'reading') cursor = next;
    else {
      const { settings } = sidebarWords(desk.language);
      const context = cardContext(desk, NOWHERE);
      return ok(show(plainCard(settings.moving, settings.moved(done, of), context, [button(settings.moveOn, act({ kind: 'move-on', cursor: cursorText(next), server: address }, context), 'filled')]), 'update'));
    }
  }
}
