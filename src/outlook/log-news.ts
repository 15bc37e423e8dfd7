import type { DebtorId, LogEntry } from '../core';

/**
 * Between the pages of the add-in in one mailbox: whose log has grown, and by what. Codes and ids only; who hears it asks
 * the server, with his own rights. Web views from before 2022 have no such channel: there a page looks when it is looked at.
 */
const NAME = 'relance-log';

interface News {
  readonly debtor: DebtorId;
  readonly kind: LogEntry['fact']['kind'];
}

const open = (): BroadcastChannel | null => (typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME));

export function tellPages({ debtor, fact }: LogEntry): void {
  const channel = open();
  if (channel === null) return;
  const news: News = { debtor, kind: fact.kind };
  channel.postMessage(news);
  // What was posted arrives all the same, and a command's page ends soon.
  channel.close();
}

/** For as long as the page lives; never of what this page told. */
export function hearPages(listener: (debtor: DebtorId) => void): void {
  open()?.addEventListener('message', ({ data }: MessageEvent<Partial<News> | null>) => {
    if (typeof data?.debtor === 'string') listener(data.debtor);
  });
}
