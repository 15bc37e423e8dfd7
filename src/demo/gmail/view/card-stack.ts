import { carryOver } from './card-form';
import type { Card, NavigationStep } from './card-json';

export interface Layer {
  /** null: the list of several cards, which Gmail itself draws. */
  readonly card: Card | null;
  readonly node: HTMLElement;
}

/** The cards that lie over each other; a card that is uncovered again is as it was left. */
export class CardStack {
  private layers: readonly Layer[] = [];

  /** @param draw a card, or null for the list of these cards. */
  constructor(private readonly draw: (card: Card) => HTMLElement, private readonly drawIndex: (cards: readonly Card[]) => HTMLElement) {}

  get top(): Layer | null {
    return this.layers[this.layers.length - 1] ?? null;
  }

  get depth(): number {
    return this.layers.length;
  }

  reset(cards: readonly Card[]): void {
    const [first] = cards;
    this.layers = first === undefined ? [] : cards.length > 1 ? [{ card: null, node: this.drawIndex(cards) }] : [this.layer(first)];
  }

  push(card: Card): void {
    this.layers = [...this.layers, this.layer(card)];
  }

  back(): void {
    if (this.layers.length > 1) this.layers = this.layers.slice(0, -1);
  }

  /** @param keep what was typed goes over to the card that takes the place. */
  take(steps: readonly NavigationStep[], keep: boolean): void {
    for (const step of steps) this.step(step, keep);
  }

  private step({ pushCard, updateCard, pop, popToRoot, popToCard }: NavigationStep, keep: boolean): void {
    if (pushCard !== undefined) this.push(pushCard);
    else if (updateCard !== undefined) {
      const next = this.layer(updateCard);
      const { top } = this;
      if (keep && top !== null) carryOver(top.node, next.node);
      this.layers = [...this.layers.slice(0, -1), next];
    } else if (popToRoot === true) this.layers = this.layers.slice(0, 1);
    else if (popToCard !== undefined) {
      const at = this.layers.findIndex(({ card }) => card?.name === popToCard);
      if (at === -1) throw new Error('a card is gone back to that is not in the stack');
      this.layers = this.layers.slice(0, at + 1);
    } else if (pop === true) this.back();
    else throw new Error('a navigation that is not drawn');
  }

  private layer(card: Card): Layer {
    return { card, node: this.draw(card) };
  }
}
