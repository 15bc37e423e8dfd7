import type { MailThread } from '../identify/types';
import type { Language } from '../ledger/types';
import { findReferences } from '../log';
import type { OpenDraft } from '../log/types';
import { fr } from './plain';
import type { NoticeView } from './types';

/** Of each reminder that nobody has confirmed: still a draft in this thread, or not in it at all (it may have been written in another). Silent where the host cannot tell. */
export function threadNotices(thread: MailThread | null, drafts: readonly OpenDraft[], language: Language): readonly NoticeView[] {
  if (thread === null || thread.drafts === undefined) return [];
  const { drafts: waiting, wholeThread } = thread;
  const here = new Set(waiting.flatMap(({ text }) => findReferences(text)));
  return drafts.flatMap(({ reference, channel }): readonly NoticeView[] => {
    if (here.has(reference)) return [{ intent: 'info', text: language === 'fr' ? fr`Le brouillon ${reference} est dans cette conversation : il n'est pas encore envoyé.` : `The draft ${reference} stands in this conversation: it is not sent yet.` }];
    if (!wholeThread || (channel !== 'reply' && channel !== 'reply-all')) return [];
    return [{ intent: 'info', text: language === 'fr' ? fr`Le brouillon ${reference} n'est pas dans cette conversation, ni envoyé ni en attente. S'il a été supprimé, dites-le ici.` : `The draft ${reference} is not in this conversation, neither sent nor waiting. If it was deleted, say so here.` }];
  });
}
