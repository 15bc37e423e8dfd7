import type { MailThread } from '../identify/types';
import type { Language } from '../ledger/types';
import { findReferences } from '../log';
import type { OpenDraft } from '../log/types';
import { fr } from './plain';
import type { NoticeView } from './types';

/** What the clerk must know of the thread before he believes the card: what of it was not read, and where the drafts stand that the log waits for. */
export function threadNotices(thread: MailThread | null, drafts: readonly OpenDraft[], language: Language): readonly NoticeView[] {
  return thread === null ? [] : [...leftOutNotices(thread, language), ...draftNotices(thread, drafts, language)];
}

function leftOutNotices({ leftOut }: MailThread, language: Language): readonly NoticeView[] {
  if (leftOut === undefined) return [];
  if (leftOut.kind === 'refused')
    return [{ intent: 'warning', text: language === 'fr' ? fr`Gmail n'a donné que le message ouvert : le reste de la conversation n'a pas été lu.` : 'Gmail gave only the open message: the rest of the conversation was not read.' }];
  return [{ intent: 'info', text: language === 'fr' ? fr`Seuls les ${leftOut.read} messages les plus récents de cette conversation ont été lus (sur ${leftOut.of}).` : `Only the newest ${leftOut.read} messages of this conversation were read (of ${leftOut.of}).` }];
}

/** Of each reminder that nobody has confirmed: still a draft here, or no longer here. Silent where the host cannot tell. */
function draftNotices({ drafts: waiting, wholeThread }: MailThread, drafts: readonly OpenDraft[], language: Language): readonly NoticeView[] {
  if (waiting === undefined) return [];
  const here = new Set(waiting.flatMap(({ text }) => findReferences(text)));
  return drafts.flatMap(({ reference, channel }): readonly NoticeView[] => {
    if (here.has(reference)) return [{ intent: 'info', text: language === 'fr' ? fr`Le brouillon ${reference} est dans cette conversation : il n'est pas encore envoyé.` : `The draft ${reference} stands in this conversation: it is not sent yet.` }];
    if (!wholeThread || (channel !== 'reply' && channel !== 'reply-all')) return [];
    return [{ intent: 'info', text: language === 'fr' ? fr`Le brouillon ${reference} n'est plus dans cette conversation, ni envoyé ni en attente. S'il a été supprimé, dites-le ici.` : `The draft ${reference} is no longer in this conversation, neither sent nor waiting. If it was deleted, say so here.` }];
  });
}
