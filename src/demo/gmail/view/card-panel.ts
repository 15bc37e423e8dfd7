import { button, element } from '../../outlook/view/element';
import { inputsOf, missingOf } from './card-form';
import { glyph } from './card-icons';
import type { Card, CardAction, CardAnswer, DraftChange, FormInputs } from './card-json';
import { CardStack } from './card-stack';
import { follow, press } from './draw-button';
import type { CardHost } from './draw-button';
import { drawCard } from './draw-card';
import { panelMenu } from './panel-menu';

export interface UniversalAction {
  readonly label: string;
  /** A function of the add-on, or a page. */
  readonly runFunction?: string;
  readonly openLink?: string;
}

export interface CardPanelOptions {
  /** As the manifest names the add-on. */
  readonly name: string;
  readonly universal: readonly UniversalAction[];
  /** Runs a function of the add-on for the card's own subject. */
  readonly run: (action: CardAction, inputs: FormInputs, compose: string | null) => Promise<CardAnswer>;
  readonly openDraft: (draft: string) => void;
  readonly insert: (change: DraftChange) => void;
  /** The short message at the foot of the window. */
  readonly tell: (words: string) => void;
  readonly close: (() => void) | null;
}

/** Gmail's own words when the add-on throws. */
const BROKEN = 'Une erreur s’est produite lors de l’exécution du module complémentaire.';

/**
 * The side panel of one add-on: its cards over each other, the way back, its menu. Unknown to it: mailbox and server.
 * As in Gmail, nothing that happens in the mailbox draws a card anew: only another message, an answer, or the way back to a root that an action called changed.
 */
export class CardPanel {
  readonly root: HTMLElement;
  private readonly head = element('div', { class: 'panel-head' });
  private readonly body = element('div', { class: 'panel-body' });
  private readonly stack: CardStack;
  private readonly host: CardHost;
  private ask: (() => Promise<CardAnswer>) | null = null;
  /** Answers to what was asked before are late: another message is open. */
  private turn = 0;
  /** An action said that it changed what the cards below were made of. */
  private stale = false;

  constructor(private readonly options: CardPanelOptions) {
    this.root = element('div', { class: 'card-panel', role: 'group', 'aria-label': options.name }, this.head, this.body);
    this.host = { act: (action, compose) => void this.act(action, compose), reloadAfter: () => window.addEventListener('focus', () => this.reload(), { once: true }) };
    this.stack = new CardStack((card) => drawCard(card, this.host), (cards) => this.drawIndex(cards));
    this.draw();
  }

  get busy(): boolean {
    return this.root.getAttribute('aria-busy') === 'true';
  }

  /** A trigger: what it answers is the root of a new stack. */
  load(ask: () => Promise<CardAnswer>): void {
    this.ask = ask;
    this.reload();
  }

  reload(): void {
    const { ask } = this;
    if (ask === null) return;
    this.stack.reset([]);
    this.stale = false;
    this.draw();
    void this.during(ask, true, (answer) => this.take(answer, false));
  }

  show(cards: readonly Card[]): void {
    this.stack.reset(cards);
    this.draw();
  }

  private async act(action: CardAction, compose: string | null): Promise<void> {
    const { top } = this.stack;
    if (this.busy || top === null) return;
    const [missing] = missingOf(top.node, action.allWidgetsAreRequired === true ? 'all' : (action.requiredWidgets ?? []));
    if (missing !== undefined) {
      missing.setAttribute('aria-invalid', 'true');
      missing.focus();
      return this.options.tell('Remplissez le champ demandé.');
    }
    await this.during(() => this.options.run(action, inputsOf(top.node), compose), compose !== null || action.loadIndicator !== 'NONE', (answer) => this.take(answer, action.persistValues === true));
  }

  private async during(work: () => Promise<CardAnswer>, indicator: boolean, done: (answer: CardAnswer) => void): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    this.root.setAttribute('aria-busy', 'true');
    this.root.classList.toggle('waiting', indicator);
    let answer: CardAnswer;
    try {
      answer = await work();
    } catch (error) {
      console.error(error);
      answer = { kind: 'broken', words: error instanceof Error ? error.message : String(error) };
    }
    if (turn !== this.turn) return;
    this.root.setAttribute('aria-busy', 'false');
    this.root.classList.remove('waiting');
    done(answer);
  }

  private take(answer: CardAnswer, keep: boolean): void {
    switch (answer.kind) {
      case 'cards':
        this.stack.reset(answer.cards);
        return this.draw();
      case 'action':
        return this.takeAction(answer, keep);
      case 'universal':
        if (answer.link?.url !== undefined) return follow(answer.link.url);
        this.stack.reset(answer.cards);
        return this.draw();
      case 'compose':
        // The card stays as it is: cards are not live.
        return this.options.openDraft(answer.draftId);
      case 'update-draft':
        return this.options.insert(answer);
      case 'consent':
        return this.drawConsent(answer.url, answer.resource);
      case 'broken':
        return this.drawBroken(answer.words);
    }
  }

  private takeAction({ steps, notification, link, stateChanged }: Extract<CardAnswer, { kind: 'action' }>, keep: boolean): void {
    if (stateChanged) this.stale = true;
    if (steps.length > 0) {
      this.stack.take(steps, keep);
      this.draw();
    }
    if (notification !== null) this.options.tell(notification);
    if (link?.url !== undefined) follow(link.url);
  }

  private back(): void {
    this.stack.back();
    if (this.stale && this.stack.depth === 1) this.reload();
    else this.draw();
  }

  private draw(): void {
    const { top } = this.stack;
    const { name, universal, close } = this.options;
    const within = this.root.contains(document.activeElement);
    this.head.replaceChildren(
      ...(this.stack.depth > 1 ? [button({ class: 'icon-button', 'aria-label': 'Retour', title: 'Retour' }, () => this.back(), glyph('back'))] : [element('span', { class: 'addin-logo', 'aria-hidden': 'true' }, name.slice(0, 1))]),
      element('h2', { class: 'panel-title' }, name),
      panelMenu('Autres actions', [
        (top?.card?.cardActions ?? []).map(({ actionLabel = '', onClick }) => ({ label: actionLabel, act: onClick === undefined ? null : () => press(onClick, this.host) })),
        universal.map(({ label, runFunction, openLink }) => ({ label, act: () => { if (runFunction !== undefined) this.host.act({ function: runFunction }, null); else if (openLink !== undefined) follow(openLink); } })),
      ]),
      ...(close === null ? [] : [button({ class: 'icon-button', 'aria-label': 'Fermer le panneau', title: 'Fermer le panneau' }, close, glyph('close'))]));
    this.body.replaceChildren(element('div', { class: 'progress', role: 'progressbar', 'aria-label': 'Chargement' }), ...(top === null ? [] : [top.node]));
    if (within) this.body.querySelector<HTMLElement>('.scroll')?.focus();
  }

  /** Several cards at once: Gmail lists their headers, a click opens one over the list. */
  private drawIndex(cards: readonly Card[]): HTMLElement {
    return element('article', { class: 'card', 'aria-label': 'Cartes' }, element('div', { class: 'scroll' }, ...cards.map((card) =>
      button({ class: 'main clickable index' }, () => {
        this.stack.push(card);
        this.draw();
      }, element('span', { class: 'words' }, element('span', { class: 'text' }, card.header?.title ?? ''), element('span', { class: 'bottom-label' }, card.header?.subtitle ?? ''))))));
  }

  /** The consent leads to Google; afterwards the add-on is asked again. */
  private drawConsent(url: string, resource: string): void {
    const link = element('a', { class: 'card-button filled', href: /^https:\/\//.test(url) ? url : null, target: '_blank', rel: 'noopener noreferrer' }, 'Autoriser l’accès');
    link.addEventListener('click', () => this.host.reloadAfter());
    this.body.replaceChildren(element('div', { class: 'broken' }, glyph('info', 24), element('p', {}, `${resource} a besoin de votre autorisation.`), link));
  }

  private drawBroken(words: string): void {
    this.body.replaceChildren(element('div', { class: 'broken', role: 'alert' }, glyph('error', 24), element('p', {}, BROKEN), element('p', { class: 'hint' }, words),
      button({ class: 'card-button outlined' }, () => this.reload(), 'Réessayer')));
  }
}

/** Cards as the panel shows them, without anything behind the buttons: for pictures. */
export function drawCards(cards: readonly Card[], name: string): HTMLElement {
  const panel = new CardPanel({
    name, universal: [], close: null, openDraft: () => undefined, insert: () => undefined, tell: () => undefined,
    run: () => Promise.resolve({ kind: 'action', steps: [], notification: null, link: null, stateChanged: false }),
  });
  panel.show(cards);
  return panel.root;
}
