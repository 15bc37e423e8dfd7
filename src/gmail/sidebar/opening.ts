import { ok } from '../../core';
import type { Problem, Result } from '../../core';
import { show } from '../cards/answer';
import type { Answer } from '../cards/answer';
import { FIRST_LIST } from '../cards/card-context';
import { firstRunCard } from '../cards/settings-card';
import type { CardEvent } from '../guard';
import { NOWHERE } from '../sidebar-action';
import { cardContext, openDesk, openOffice } from './desk';
import type { Desk } from './desk';
import { foundCard, listCard } from './lists';
import { cardOfWhose, readWhose } from './whose-card';

/** A message was opened: whose it is, what is owed, what comes next. */
export function openMessage(event: CardEvent): Result<Answer, Problem> {
  return opened(openDesk(event), (desk) => {
    const office = openOffice(desk);
    if (!office.ok) return office;
    const whose = readWhose(office.value, NOWHERE);
    return whose.ok ? ok(show(cardOfWhose(office.value, whose.value, NOWHERE))) : whose;
  });
}

/** Nothing is open: whom to see to today. */
export function homepage(event: CardEvent): Result<Answer, Problem> {
  return opened(openDesk(event), (desk) => {
    const office = openOffice(desk);
    if (!office.ok) return office;
    const card = listCard(office.value, FIRST_LIST);
    return card.ok ? ok(show(card.value)) : card;
  });
}

/** Beside a draft: Gmail does not say whose it is, so the customer is asked for; his text goes in at the cursor. */
export function composeMenu(event: CardEvent): Result<Answer, Problem> {
  return opened(openDesk(event), (desk) => {
    const office = openOffice(desk);
    return office.ok ? ok(show(foundCard(office.value, { ...NOWHERE, from: 'draft' }, null))) : office;
  });
}

/** "Refresh" in the add-on's menu: what was kept is asked for again. */
export function refreshed(event: CardEvent): Result<Answer, Problem> {
  const { cache } = openDesk(event);
  cache.clear();
  cache.keep();
  return event.gmail?.messageId === undefined ? homepage(event) : openMessage(event);
}

function opened(desk: Desk, card: (desk: Desk) => Result<Answer, Problem>): Result<Answer, Problem> {
  const answer: Result<Answer, Problem> = desk.kept.place === null ? ok(show(firstRunCard({ values: {}, errors: {} }, cardContext(desk)))) : card(desk);
  desk.cache.keep();
  return answer;
}
