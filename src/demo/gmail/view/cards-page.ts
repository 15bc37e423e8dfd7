import { element } from '../../outlook/view/element';
import type { Card, CardAnswer, FormInputs } from './card-json';
import { CardPanel, drawCards } from './card-panel';

/** What a page with nothing but cards offers to pictures and tests. */
export interface CardsOnly {
  /** Cards as a person sees them, without anything behind their buttons. */
  draw(cards: readonly Card[], name?: string): void;
  /** A panel whose functions answer as told; a function that is not named never answers. */
  play(first: CardAnswer, answers: Readonly<Record<string, CardAnswer>>): void;
  /** What was pressed since then. */
  readonly pressed: { readonly function: string; readonly parameters: Readonly<Record<string, string>>; readonly inputs: FormInputs; readonly compose: string | null }[];
  /** What Gmail would have opened, inserted or told. */
  readonly told: string[];
}

declare global {
  interface Window {
    cards: CardsOnly;
  }
}

const pressed: CardsOnly['pressed'] = [];
const told: string[] = [];
const put = (root: HTMLElement): void => document.body.replaceChildren(element('main', {}, element('h1', { class: 'unseen' }, 'Cartes'), root));

window.cards = {
  pressed, told,
  draw: (cards, name = 'Relance') => put(drawCards(cards, name)),
  play: (first, answers) => {
    const panel = new CardPanel({
      name: 'Relance', close: null, universal: [{ label: 'Actualiser', runFunction: 'onRefresh' }],
      run: (action, inputs, compose) => {
        const name = action.function ?? '';
        pressed.push({ function: name, parameters: Object.fromEntries((action.parameters ?? []).map(({ key, value }) => [key, value])), inputs, compose });
        const answer = answers[name];
        return answer === undefined ? new Promise(() => undefined) : Promise.resolve(answer);
      },
      openDraft: (draft) => told.push(`draft ${draft}`), insert: (change) => told.push(`insert ${JSON.stringify(change)}`), tell: (words) => told.push(words),
    });
    put(panel.root);
    panel.load(() => Promise.resolve(first));
  },
};
