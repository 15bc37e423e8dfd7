import { useSyncExternalStore } from 'react';
import type * as Pages from './menus';
import { Store } from './store';

export type Menus = typeof Pages;

const loaded = new Store<Menus | null>(null);
const TRY_AGAIN_MS = 5_000;
let asked = false;

/**
 * Fetches menus and their popovers, once the first answer is on the screen: before, they would only compete with the card.
 * A server that is away is asked again.
 */
export function fetchMenus(): void {
  if (asked) return;
  asked = true;
  import(/* webpackChunkName: "menus" */ './menus').then((menus) => loaded.set(menus), () => {
    setTimeout(() => {
      asked = false;
      fetchMenus();
    }, TRY_AGAIN_MS);
  });
}

/** null until they are there; React.lazy would throw away and repeat the drawing of what stands around them. */
export const useMenus = (): Menus | null => useSyncExternalStore(loaded.subscribe, loaded.get);
