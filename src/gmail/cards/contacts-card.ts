import { words } from '../../core';
import type { ContactsView } from '../../core';
import { buttonOf, buttonRows } from './card-actions';
import { cardOf, toldSection } from './card-context';
import type { CardContext, Told } from './card-context';
import type { CardPlan, WidgetPlan } from './card-plan';

/** Everybody by whom the customer can be reached, and what is missing. */
export function contactsCard(view: ContactsView, debtor: string, context: CardContext, told: Told | null = null): CardPlan {
  const { contacts } = words(context.language);
  return cardOf({
    name: 'contacts',
    title: contacts,
    subtitle: debtor,
    sections: [
      ...toldSection(told, [], context),
      { widgets: [{ kind: 'line', icon: view.complete ? 'check_circle' : 'help', text: view.completeness }, ...view.goodFor.map((text): WidgetPlan => ({ kind: 'paragraph', text: [{ text, look: 'quiet' }] }))] },
      {
        widgets: view.rows.map(({ address, about, state, gone, action }): WidgetPlan => {
          const drawn = buttonOf(action, context, 'text');
          return { kind: 'line', icon: 'person', text: gone ? [{ text: address, look: 'gone' }] : address, below: [about, ...(state === null ? [] : [state])].join(' · '), ...(drawn === null ? {} : { button: { ...drawn, spoken: `${drawn.label} ${address}` } }) };
        }),
      },
      { widgets: buttonRows([view.add], context) },
    ],
  }, context);
}
