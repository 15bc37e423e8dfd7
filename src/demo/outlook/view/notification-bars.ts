import type { Notification, NotificationKind } from '../host/notifications';
import { button, element } from './element';
import { icon } from './icons';

const CLASSES: Readonly<Record<NotificationKind, string>> = { informationalMessage: 'note', progressIndicator: 'progress', errorMessage: 'error', insightMessage: 'insight' };

export interface BarActions {
  readonly dismiss: (bar: Notification) => void;
  readonly act: (bar: Notification) => void;
}

/** The bars that the add-in puts above a message: its icon, its words, its action, and a way to close it. */
export function drawBars(list: readonly Notification[], { dismiss, act }: BarActions): readonly HTMLElement[] {
  return list.map((bar) => element('div', { class: `infobar ${CLASSES[bar.kind]}`, role: bar.kind === 'errorMessage' ? 'alert' : 'status', 'data-key': bar.key },
    bar.icon === null ? null : element('img', { src: bar.icon, width: '16', height: '16', alt: '' }),
    element('span', { class: 'words' }, bar.message),
    bar.action === null ? null : button({ class: 'btn small' }, () => act(bar), bar.action.text),
    bar.kind === 'progressIndicator' ? null : button({ class: 'remove', 'aria-label': 'Fermer cet avis' }, () => dismiss(bar), icon('close'))));
}
