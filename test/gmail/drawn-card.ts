import { Card } from '../../src/demo/gmail/host/card/cards';
import { withoutExtras } from '../../src/demo/gmail/host/card/cards';
import { cardFaults, functionsOf, googleServices, World } from '../../src/demo/gmail/host';
import type { CardJson } from '../../src/demo/gmail/host';
import { drawCard } from '../../src/gmail/cards/draw-card';
import type { CardPlan } from '../../src/gmail/cards/card-plan';
import { NOWHERE } from '../../src/gmail/sidebar-action';
import type { Standing } from '../../src/gmail/sidebar-action';
import type { CardContext } from '../../src/gmail/cards/card-context';
import { RUNS } from '../../src/gmail/cards/card-plan';
import type { DebtorId, Language, RequestId } from '../../src/core';

export const ACCOUNT = 'claire@firm.test';

/** Google's services become this test's globals. */
export function withGoogle(): World {
  const world = new World({ now: Date.UTC(2026, 10, 23, 9), user: { email: ACCOUNT, name: 'Claire Martin', timeZone: 'Europe/Paris', locale: 'fr' }, threads: [], files: [] });
  const { console: _, ...services } = googleServices(world);
  Object.assign(globalThis, services);
  return world;
}

export const aContext = (language: Language = 'fr', on: Partial<Standing> = {}, more: Partial<CardContext> = {}): CardContext => ({ language, account: ACCOUNT, on: { ...NOWHERE, debtor: 'C-0412' as DebtorId, request: '6f1c2b44-0000-4000-8000-000000000001' as RequestId, ...on }, thread: true, ...more });

export const drawn = (plan: CardPlan): CardJson => Card.stateOf(drawCard(plan)).json;

/** Fields that Google reads as HTML. */
const isHtml = (owner: string, name: string): boolean => (name === 'text' && (owner === 'textParagraph' || owner === 'decoratedText')) || name === 'header';
const READ = ['text', 'topLabel', 'bottomLabel', 'header', 'title', 'subtitle', 'label', 'hintText', 'value', 'altText', 'actionLabel'];
const TAGS = /<\/?(?:b|s)>|<font color="#[0-9a-f]{6}">|<\/font>|<br>/g;

export interface Said {
  readonly place: string;
  readonly html: boolean;
  readonly text: string;
}

/** Every text of a card that somebody reads, with its place. */
export function saidOn(card: CardJson): readonly Said[] {
  const found: Said[] = [];
  const visit = (value: unknown, owner: string, place: string): void => {
    if (Array.isArray(value)) return value.forEach((each, at) => visit(each, owner, `${place}[${at}]`));
    if (typeof value !== 'object' || value === null) return;
    for (const [name, held] of Object.entries(value)) {
      // An option's value is an id, a button's parameters are too.
      if (name === 'parameters' || (name === 'value' && owner === 'items') || name === 'icon' || name === 'startIcon') continue;
      if (typeof held === 'string' && READ.includes(name)) found.push({ place: `${place}.${name}`, html: isHtml(owner, name) && typeof held === 'string', text: held });
      else visit(held, Array.isArray(held) ? name : name, `${place}.${name}`);
    }
  };
  visit(card, 'card', '$');
  return found;
}

const unescaped = (html: string): string => html.replace(TAGS, (tag) => (tag === '<br>' ? '\n' : '')).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
/** Look-alikes of plain fields, read as what they stand for. */
const asWritten = (text: string): string => text.replace(/‹/g, '<').replace(/›/g, '>').replace(/&\u200a/g, '&');
/** The words as a person reads them. */
export const wordsOn = (card: CardJson): readonly string[] => saidOn(card).map(({ html, text }) => asWritten(html ? unescaped(text) : text));

/** What Google, or a reader, would not take. */
export function faultsOn(card: CardJson): readonly string[] {
  const faults = [...cardFaults(withoutExtras(card))];
  const sections = (card['sections'] ?? []) as readonly { readonly widgets?: readonly unknown[] }[];
  if (sections.length > 100) faults.push(`${sections.length} sections`);
  sections.forEach(({ widgets = [] }, at) => { if (widgets.length === 0 || widgets.length > 100) faults.push(`section ${at}: ${widgets.length} widgets`); });
  for (const { place, html, text } of saidOn(card)) {
    if (html ? /[<>]/.test(text.replace(TAGS, '')) || /&(?!lt;|gt;|amp;)/.test(text) : place.includes('textInput') ? false : /[<>]/.test(text)) faults.push(`${place}: not escaped: ${text.slice(0, 80)}`);
    if (text === '' && !place.endsWith('.value')) faults.push(`${place}: empty`);
  }
  for (const name of functionsOf([card])) if (!(Object.values(RUNS) as readonly string[]).includes(name)) faults.push(`runs ${name}`);
  const size = JSON.stringify(card).length;
  if (size > 150_000) faults.push(`${size} characters`);
  return faults;
}

/** The parameters of every button. */
export function parametersOn(card: CardJson): readonly Readonly<Record<string, string>>[] {
  const found: Record<string, string>[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    if ('function' in value) found.push(Object.fromEntries(((value as { parameters?: readonly { key: string; value: string }[] }).parameters ?? []).map(({ key, value: held }) => [key, held])));
    Object.values(value).forEach(visit);
  };
  visit(card);
  return found;
}

/** A button by its label; the first. */
export function buttonOn(card: CardJson, label: string): CardJson {
  const found: CardJson[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    if ('text' in value && 'onClick' in value && value.text === label) found.push(value as CardJson);
    Object.values(value).forEach(visit);
  };
  visit(card);
  if (found[0] === undefined) throw new Error(`no button ${label}: ${JSON.stringify(card).slice(0, 2000)}`);
  return found[0];
}
