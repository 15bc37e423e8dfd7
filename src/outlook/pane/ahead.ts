import type { Desk } from './desk';

/**
 * Every page of the pane, fetched once the first card stands: a server that stops afterwards must not take preview, forms or
 * the writing of texts with it. What does not come now is asked for again when it is needed.
 */
export async function loadAhead(desk: Desk): Promise<void> {
  await Promise.allSettled([
    import(/* webpackChunkName: "writing" */ '../../core/writing'), import(/* webpackChunkName: "preview" */ './preview'), import(/* webpackChunkName: "forms" */ './forms'),
    import(/* webpackChunkName: "worklist" */ './worklist'), import(/* webpackChunkName: "chooser" */ './chooser'), import(/* webpackChunkName: "settings" */ './settings'),
    import(/* webpackChunkName: "drafts" */ '../host/drafts'), import(/* webpackChunkName: "drafts" */ './documents'),
    import(/* webpackChunkName: "drafts" */ './following').then(({ follow }) => follow(desk)),
  ]);
}
