import { useSyncExternalStore } from 'react';
import type { JSX } from 'react';
import type { CompanyDoor } from './company-door';
import { Pane } from './pane';

/** The company that is on screen. Another one is another pane: nothing that was open for one is drawn for the next. */
export function CompanyPane({ door }: { readonly door: CompanyDoor }): JSX.Element {
  const session = useSyncExternalStore(door.shown.subscribe, door.shown.get);
  return <Pane key={session.key} session={session} />;
}
