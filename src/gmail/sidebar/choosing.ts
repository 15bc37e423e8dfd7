import { choiceScopes, firstScope, ok, rememberView, words } from '../../core';
import type { ChoiceView, DebtorId, LearnedChoice, Problem, Result } from '../../core';
import { show } from '../cards/answer';
import type { Answer } from '../cards/answer';
import { REMEMBER_FIELD } from '../cards/debtor-card';
import type { Standing } from '../sidebar-action';
import type { Office } from './desk';
import { only } from '../card-fields';
import { cardOfWhose, readWhose } from './whose-card';

type Scope = LearnedChoice['scope'];

/** The clerk says who writes, null: no customer. The thread always follows, an address or a domain when asked. */
export function choose(office: Office, on: Standing, debtor: DebtorId | null): Result<Answer, Problem> {
  const { mail, message, pack, records, language } = office;
  if (!message) return debtor === null ? ok({ kind: 'back' }) : opened(office, { ...on, debtor, from: 'list' });
  const thread = mail.openThread();
  if (!thread.ok) return thread;
  const wanted = only(office.typed, REMEMBER_FIELD) as Scope | '';
  // The wider first: when it is refused, nothing was remembered, and what is on the screen is still true.
  const scopes = choiceScopes(thread.value, pack).filter(({ scope }) => scope === 'thread' || scope === wanted).reverse();
  for (const { scope, value } of scopes) {
    const learnt = records.learn({ scope, value, debtor });
    if (!learnt.ok) return learnt;
  }
  return opened(office, { ...on, debtor, from: 'message' }, words(language).toastRemembered);
}

function opened(office: Office, on: Standing, toast?: string): Result<Answer, Problem> {
  const whose = readWhose(office, on);
  if (!whose.ok) return whose;
  return ok(show(cardOfWhose(office, whose.value, on), toast === undefined ? 'push' : 'root', toast === undefined ? {} : { toast, changed: true }));
}

/** For what a choice of customer can be remembered; null: no message is open, or nothing can be. */
export function remembering({ mail, message, pack, language }: Office, on: Standing): ChoiceView<Scope> | null {
  if (!message || on.from !== 'message') return null;
  const thread = mail.openThread();
  const scopes = thread.ok ? choiceScopes(thread.value, pack) : [];
  return scopes.length === 0 ? null : rememberView(scopes, firstScope(null, scopes), language);
}
