import type { Language, LocalDate, Problem, ProblemClock, Result } from '../core';
import { respond, show, takesCards } from './cards/answer';
import type { Answer, Caller, Response } from './cards/answer';
import type { CardContext } from './cards/card-context';
import type { CardPlan } from './cards/card-plan';
import { brokenCard, consentCard, inOneLine, problemCard } from './cards/problem-card';
import { googleFailure } from './google-failure';
import { decode, NOWHERE } from './sidebar-action';
import type { SidebarAction, Step } from './sidebar-action';

export type CardEvent = GoogleAppsScript.Addons.EventObject;

/** What an error card needs and what asks Google for it; each may fail as well, and is then done without. */
export interface Surroundings {
  readonly language: (event: CardEvent) => Language;
  readonly account: () => string;
  readonly today: () => LocalDate;
  /** Where the missing permission is given; null: none is missing. */
  readonly consentUrl: () => string | null;
  readonly clock: ProblemClock | null;
}

/**
 * An entry that always answers: what fails or breaks in it becomes a card that says what happened, what to do, and does
 * the same once more. A compose action can only answer with a draft: there the same words are thrown, and Gmail shows them.
 */
export function guard(caller: Caller, entry: (event: CardEvent) => Result<Answer, Problem>, around: Surroundings): (event: CardEvent) => Response {
  return (event) => {
    try {
      const answer = entry(event);
      if (answer.ok) return respond(caller, answer.value);
      return refused(caller, answer.problem, event, around);
    } catch (thrown) {
      if (thrown instanceof Refusal) throw thrown;
      const problem = googleFailure(thrown);
      return problem === null ? broken(caller, thrown, event, around) : refused(caller, problem, event, around);
    }
  };
}

/** A failure in words, where no card can be shown. */
class Refusal extends Error {}

function refused(caller: Caller, problem: Problem, event: CardEvent, around: Surroundings): Response {
  console.error(`problem ${problem.code}`);
  const context = contextOf(event, around);
  const today = attempt(around.today, '1970-01-01' as LocalDate);
  if (!takesCards(caller)) throw new Refusal(inOneLine(problem, context, today));
  const url = problem.code === 'google/no-consent' || problem.code === 'sheet/no-consent' ? attempt(around.consentUrl, null) : null;
  const card = url === null ? problemCard(problem, context, { today, clock: around.clock, retry: retryOf(event) }) : consentCard(url, context);
  return respond(caller, shown(caller, card));
}

function broken(caller: Caller, thrown: unknown, event: CardEvent, around: Surroundings): Response {
  const reference = Date.now().toString(36).slice(-5).toUpperCase();
  console.error(`bug ${reference} ${placeOf(thrown)}`);
  const context = contextOf(event, around);
  const card = brokenCard(reference, context, retryOf(event));
  if (!takesCards(caller)) throw new Refusal(`${card.title} (${reference}).`);
  return respond(caller, shown(caller, card));
}

/** Over the card that was pressed, so that what was typed there is not lost: Gmail's own arrow leads back to it. */
const shown = (caller: Caller, card: CardPlan): Answer => show(card, caller === 'press' || caller === 'insert' ? 'push' : 'update');

/** Where it happened and nothing of what was read: a message of an error may quote a mail. */
function placeOf(thrown: unknown): string {
  const { name, stack } = (thrown ?? {}) as { readonly name?: unknown; readonly stack?: unknown };
  const frames = typeof stack === 'string' ? stack.split('\n').map((line) => line.trim()).filter((line) => /^at /.test(line)).slice(0, 4).join(' ') : '';
  return `${typeof name === 'string' ? name.slice(0, 40) : 'unknown'} ${frames}`;
}

/** The pressed action, to be done once more. */
function pressedOf(event: CardEvent): SidebarAction | null {
  const decoded = decode(event?.commonEventObject?.parameters);
  return decoded.ok ? decoded.value : null;
}
const retryOf = (event: CardEvent): Step | null => pressedOf(event);

function contextOf(event: CardEvent, { language, account }: Surroundings): CardContext {
  return { language: attempt(() => language(event), 'fr'), account: attempt(account, ''), on: pressedOf(event)?.on ?? NOWHERE, thread: event?.gmail?.messageId !== undefined };
}

/** While something is broken already, asking for more may break too: then the card does without, and the log says so. */
function attempt<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch (thrown) {
    console.error(`problem while telling of one: ${placeOf(thrown)}`);
    return otherwise;
  }
}
