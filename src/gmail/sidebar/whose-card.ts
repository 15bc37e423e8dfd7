import { choiceScopes, fail, firstScope, ok, readEInvoice, rememberView, sidebarWords, wordHandChange, wordProblem } from '../../core';
import type { ChosenForDraft, ComposeContext, MailThread, Problem, RequestId, Result, Subject } from '../../core';
import { chooserCard, unknownCard } from '../cards/chooser-card';
import type { CardNotice, Told } from '../cards/card-context';
import type { CardPlan } from '../cards/card-plan';
import { debtorCard } from '../cards/debtor-card';
import type { Standing } from '../sidebar-action';
import { cardContext } from './desk';
import type { Office } from './desk';
import { contextOf, viewOf } from './presenting';
import { readThread, reached, reconcile } from './reading';

/** Whom a card or a button is about, read anew, and what this host has to say of it. */
export interface Whose {
  readonly subject: Subject;
  readonly notices: readonly CardNotice[];
}

/** The open message, with the log brought in line with its thread; or the debtor of the list. `on.debtor`: whom the clerk chose on that card. */
export function readWhose(office: Office, on: Standing): Result<Whose, Problem> {
  const { records, pack, mail } = office;
  if (on.from !== 'message' || !office.message) {
    if (on.debtor === null) return fail({ code: 'mail/no-item' });
    const found = reached(records, pack, on.debtor);
    return found.ok ? ok({ subject: found.value, notices: byHand(found.value, office) }) : found;
  }
  const opened = mail.openThread();
  if (!opened.ok) return opened;
  const read = readWithin(opened.value, office, on);
  if (!read.ok) return read;
  // Another customer than the one whose button was pressed: nothing may be written for him in his place.
  if (on.debtor !== null && read.value.file !== null && read.value.file.debtor.id !== on.debtor) return fail({ code: 'mail/item-changed' });
  const { subject, problem } = reconcile(read.value, records, pack);
  return ok({ subject, notices: [...noticesOf(opened.value, office), ...byHand(subject, office), ...(problem === null ? [] : [notNoted(problem, office)])] });
}

/** Where the clues leave it open whose mail it is, an attached electronic invoice may say. */
function readWithin(thread: MailThread, { records, pack, mail }: Office, on: Standing): ReturnType<typeof readThread> {
  const read = readThread(thread, records, pack, chosenOn(thread, on));
  if (!read.ok || read.value.identification?.kind === 'one') return read;
  const within = mail.withFiles(thread, (text) => readEInvoice(text) !== null);
  return within.ok && within.value !== thread ? readThread(within.value, records, pack, chosenOn(thread, on)) : read;
}

const chosenOn = (thread: MailThread, { debtor }: Standing): ChosenForDraft | null => (debtor === null ? null : { thread: thread.key, debtor, message: thread.messages[thread.open]?.id ?? null });

/** What people changed in log and settings outside Relance. */
function byHand({ file }: Subject, { records, language }: Office): readonly CardNotice[] {
  const changes = file === null ? null : (records.handChanges?.(file.debtor.id) ?? null);
  return changes === null || !changes.ok ? [] : changes.value.map((change) => wordHandChange(change, language));
}

/** The card is right all the same, and the next opening tries again. */
function notNoted(problem: Problem, { language, today }: Office): CardNotice {
  const { title, body } = wordProblem(problem, language, today);
  return { intent: 'warning', text: `${title}. ${body}` };
}

function noticesOf({ leftOut }: MailThread, { language }: Office): readonly CardNotice[] {
  if (leftOut === undefined) return [];
  const said = sidebarWords(language);
  return [{ intent: 'warning', text: leftOut.kind === 'refused' ? said.onlyOpenMessage : said.onlyNewest(leftOut.read) }];
}



export const contextFor = (office: Office, subject: Subject, on: Standing): ComposeContext => contextOf(subject, office.pack, office.me, on.choices);

export interface Beside {
  readonly told?: Told;
}

/** The card of a subject: debtor, chooser, or nobody known. Its buttons carry whom it is about and one request id of their own. */
export function cardOfWhose(office: Office, { subject, notices }: Whose, on: Standing, { told }: Beside = {}): CardPlan {
  const context = contextFor(office, subject, on);
  const view = viewOf(context, office.language, on.from !== 'message', office.today);
  if (view === null) throw new Error('a card of nobody');
  const card = cardContext(office, { ...on, debtor: subject.file?.debtor.id ?? null, request: Utilities.getUuid() as RequestId });
  const scopes = subject.thread === null ? [] : choiceScopes(subject.thread, office.pack);
  const remember = scopes.length === 0 ? null : rememberView(scopes, firstScope(subject.identification, scopes), office.language);
  if (view.kind === 'chooser') return chooserCard(view, card, notices);
  if (view.kind === 'unknown') return unknownCard(view, card, remember, notices);
  return debtorCard(view, card, { remember, notices, told: told ?? null, readFirst: false });
}

