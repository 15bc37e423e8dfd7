import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GmailHost, composeEvent, homepageEvent, messageEvent } from '../../src/demo/gmail/host';
import type { CardAnswer, CardJson, Clicked, FormInputs, World } from '../../src/demo/gmail/host';

export const CODE = join(__dirname, '../../dist/appsscript/Code.js');

export interface Pressed {
  readonly function: string;
  readonly parameters: Readonly<Record<string, string>>;
}

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const plain = (html: string): string => html.replace(/<br>/g, '\n').replace(/<[^>]+>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');

/** What a person reads on a card, in its order. */
export function wordsOn(card: CardJson): readonly string[] {
  const found: string[] = [];
  const walk = (value: unknown, key = ''): void => {
    if (Array.isArray(value)) for (const each of value) walk(each, key);
    else if (isJson(value)) for (const [name, each] of Object.entries(value)) walk(each, name);
    else if (typeof value === 'string' && ['title', 'subtitle', 'header', 'text', 'topLabel', 'bottomLabel', 'actionLabel', 'label'].includes(key)) found.push(plain(value));
  };
  walk(card);
  return found;
}

/** A person before Gmail's sidebar: reads its cards and presses what stands on them, as the built Code.js draws them. */
export class SidebarClerk {
  readonly host: GmailHost;
  /** The stack, the shown card last. */
  stack: CardJson[] = [];
  toast: string | null = null;
  private open: string | null = null;

  constructor(readonly world: World) {
    this.host = new GmailHost(world, readFileSync(CODE, 'utf8'));
  }

  get card(): CardJson {
    const card = this.stack[this.stack.length - 1];
    if (card === undefined) throw new Error('no card is shown');
    return card;
  }
  words(): readonly string[] {
    return wordsOn(this.card);
  }
  text(): string {
    return this.words().join('\n');
  }

  openMessage(id: string): this {
    this.open = id;
    return this.took(this.host.call('onOpenMessage', messageEvent(this.world, id)));
  }
  home(): this {
    this.open = null;
    return this.took(this.host.call('onHomepage', homepageEvent(this.world)));
  }
  beside(): this {
    this.open = null;
    return this.took(this.host.call('onComposeMenu', composeEvent(this.world)));
  }

  /** "Refresh" in the add-on's own menu. */
  refresh(): this {
    return this.took(this.host.call('onRefresh', this.open === null ? homepageEvent(this.world) : messageEvent(this.world, this.open)));
  }

  /** Presses the button, row or menu entry of this label. */
  press(label: string, inputs: FormInputs = {}): CardAnswer {
    const found = pressableOn(this.card, label);
    if (found === null) throw new Error(`nothing on this card is called « ${label} »:\n${this.text()}`);
    return this.run(found, inputs);
  }
  /** Presses whatever carries these parameters. */
  pressParameters(parameters: Readonly<Record<string, string>>, inputs: FormInputs = {}): CardAnswer {
    // Made anew by each card and each entry.
    const { request: _request, entry: _entry, reference: _reference, about: _about, ...wanted } = parameters;
    const found = pressablesOn(this.card).find((each) => Object.entries(wanted).every(([name, value]) => each.parameters[name] === value));
    if (found === undefined) throw new Error(`nothing on this card does ${JSON.stringify(wanted)}:\n${this.text()}`);
    return this.run(found, inputs);
  }
  change(field: string, inputs: FormInputs): CardAnswer {
    let found: Pressed | null = null;
    walkObjects(this.card, (at) => {
      if (at['name'] === field && isJson(at['onChangeAction'])) found = pressedOf(at['onChangeAction']);
    });
    if (found === null) throw new Error(`nothing happens when ${field} changes`);
    return this.run(found, inputs);
  }
  has(label: string): boolean {
    return pressableOn(this.card, label) !== null;
  }
  /** Names of the fields on the card. */
  fields(): readonly string[] {
    const names: string[] = [];
    walkObjects(this.card, (at) => { if (typeof at['name'] === 'string' && ('label' in at || 'type' in at || 'items' in at)) names.push(at['name']); });
    return names;
  }

  private run({ function: name, parameters }: Pressed, inputs: FormInputs): CardAnswer {
    const clicked: Clicked = { parameters, inputs };
    const answer = this.host.call(name, this.open === null ? homepageEvent(this.world, clicked) : messageEvent(this.world, this.open, clicked));
    this.took(answer);
    return answer;
  }

  private took(answer: CardAnswer): this {
    if (answer.kind === 'cards' || answer.kind === 'universal') this.stack = [...answer.cards];
    if (answer.kind !== 'action') return this;
    this.toast = answer.notification;
    for (const step of answer.steps) {
      if ('pushCard' in step) this.stack.push(step.pushCard);
      else if ('updateCard' in step) this.stack.splice(-1, 1, step.updateCard);
      else if ('popToRoot' in step) this.stack.splice(1);
      else if ('pop' in step && this.stack.length > 1) this.stack.pop();
    }
    return this;
  }
}

/** What the button, row or menu entry of this label would run; null: there is none, or it cannot be pressed. */
export function pressableOn(card: CardJson, label: string): Pressed | null {
  let found: Pressed | null = null;
  walkObjects(card, (at) => {
    const named = [at['text'], at['actionLabel'], at['topLabel']].some((each) => typeof each === 'string' && plain(each) === label);
    const click = isJson(at['onClick']) ? at['onClick']['action'] : undefined;
    if (found === null && named && isJson(click) && at['disabled'] !== true) found = pressedOf(click);
  });
  return found;
}

/** Everything that can be pressed or changed on a card. */
export function pressablesOn(card: CardJson): readonly Pressed[] {
  const found: Pressed[] = [];
  walkObjects(card, (at) => {
    const click = isJson(at['onClick']) ? at['onClick']['action'] : undefined;
    if (isJson(click) && at['disabled'] !== true) found.push(pressedOf(click));
    if (isJson(at['onChangeAction'])) found.push(pressedOf(at['onChangeAction']));
  });
  return found;
}

function walkObjects(value: unknown, look: (at: Json) => void): void {
  if (Array.isArray(value)) for (const each of value) walkObjects(each, look);
  else if (isJson(value)) {
    look(value);
    for (const each of Object.values(value)) walkObjects(each, look);
  }
}

function pressedOf(action: Json): Pressed {
  const parameters = Array.isArray(action['parameters']) ? (action['parameters'] as readonly { readonly key: string; readonly value: string }[]) : [];
  return { function: String(action['function']), parameters: Object.fromEntries(parameters.map(({ key, value }) => [key, value])) };
}
