import { button, element } from '../../outlook/view/element';
import type { Child } from '../../outlook/view/element';
import { glyph, glyphOf } from './card-icons';
import { panelMenu } from './panel-menu';
import type { Button, CardAction, Icon, OnClick, OpenLink } from './card-json';

/** Where a click on a card goes. */
export interface CardHost {
  /** @param compose the answer is a draft, which Gmail opens: REPLY_AS_DRAFT or STANDALONE_DRAFT; null: any other answer. */
  act(action: CardAction, compose: string | null): void;
  /** A link was followed that wants the card read again afterwards. */
  reloadAfter(): void;
}

const STYLES: Readonly<Record<string, string>> = { FILLED: 'filled', FILLED_TONAL: 'tonal', OUTLINED: 'outlined', BORDERLESS: 'borderless' };

export function drawIcon(icon: Icon, size = 20): HTMLElement {
  const name = icon.knownIcon ?? icon.materialIcon?.name ?? 'description';
  return element('span', { class: 'card-icon', role: icon.altText === undefined ? null : 'img', 'aria-label': icon.altText ?? null }, glyph(glyphOf(name), size));
}

/** @throws Error for a click that Gmail knows and this page does not. */
export function clickable(click: OnClick | undefined, host: CardHost, attributes: Readonly<Record<string, string | boolean | null>>, ...children: readonly Child[]): HTMLElement {
  if (click === undefined) return element('span', attributes, ...children);
  if (click.openLink !== undefined) return linkTo(click.openLink, host, attributes, children);
  if (click.$authorization !== undefined) return linkTo({ url: click.$authorization, onClose: 'RELOAD' }, host, attributes, children);
  const action = click.action ?? click.openDynamicLinkAction;
  if (action === undefined) throw new Error(`a click that does ${Object.keys(click).join()} is not drawn`);
  return button({ ...attributes, 'data-function': action.function ?? '' }, () => host.act(action, click.$compose ?? null), ...children);
}

function linkTo({ url = '', onClose }: OpenLink, host: CardHost, attributes: Readonly<Record<string, string | boolean | null>>, children: readonly Child[]): HTMLElement {
  if (!/^(https:\/\/|mailto:|tel:)/.test(url)) throw new Error('a card opens a page by https only');
  const link = element('a', { ...attributes, href: url, target: '_blank', rel: 'noopener noreferrer' }, ...children);
  if (onClose === 'RELOAD') link.addEventListener('click', () => host.reloadAfter());
  return link;
}

/** A click without an element of its own: an entry of a menu. */
export function press(click: OnClick, host: CardHost): void {
  const link = click.openLink?.url ?? click.$authorization;
  const action = click.action ?? click.openDynamicLinkAction;
  if (link !== undefined) follow(link);
  else if (action !== undefined) host.act(action, click.$compose ?? null);
}

/** Only pages of the net, and never with a hand on this window. */
export function follow(url: string): void {
  if (!/^https:\/\//.test(url)) throw new Error('an add-on opens pages by https only');
  window.open(url, '_blank', 'noopener,noreferrer');
}

export function drawButton(given: Button, host: CardHost): HTMLElement {
  const style = STYLES[given.type ?? 'OUTLINED'];
  if (style === undefined) throw new Error(`a button of the type ${String(given.type)} is not drawn`);
  const iconOnly = given.icon !== undefined && (given.text ?? '') === '';
  const label = given.altText ?? given.icon?.altText;
  const items = given.onClick?.overflowMenu?.items;
  if (items !== undefined) return panelMenu(given.text ?? label ?? 'Autres actions', [items.map(({ text = '', disabled, onClick }) => ({ label: text, act: disabled === true || onClick === undefined ? null : () => press(onClick, host) }))]);
  return clickable(given.disabled === true ? { action: {} } : given.onClick, host,
    { class: `card-button ${style}${iconOnly ? ' icon-only' : ''}`, disabled: given.disabled === true, 'aria-label': label === undefined || (!iconOnly && label === given.text) ? null : label, title: iconOnly ? (label ?? null) : null },
    given.icon === undefined ? null : glyph(glyphOf(given.icon.knownIcon ?? given.icon.materialIcon?.name ?? ''), 18), iconOnly ? null : (given.text ?? ''));
}
