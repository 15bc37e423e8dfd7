import { button, element } from '../../outlook/view/element';
import { glyph } from './card-icons';

export interface MenuEntry {
  readonly label: string;
  /** null: it cannot be chosen now. */
  readonly act: (() => void) | null;
}

/** Three dots and a list behind them, its groups parted by rules. Arrow keys, Escape, a click elsewhere. */
export function panelMenu(name: string, groups: readonly (readonly MenuEntry[])[]): HTMLElement {
  const filled = groups.filter((group) => group.length > 0);
  const close = (): void => {
    list.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    document.removeEventListener('click', elsewhere);
  };
  const items = filled.map((group) => group.map(({ label, act }) => button({ class: 'menu-item', role: 'menuitem', tabindex: '-1', disabled: act === null }, () => {
    close();
    opener.focus();
    act?.();
  }, label)));
  const all = items.flat().filter(({ disabled }) => !disabled);
  const list = element('div', { class: 'menu', role: 'menu', 'aria-label': name, hidden: true }, ...items.flatMap((group, at) => (at === 0 ? group : [element('hr', { class: 'divider' }), ...group])));
  const opener = button({ class: 'icon-button', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-label': name, title: name }, () => {
    if (!list.hidden) return close();
    list.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    all[0]?.focus();
    document.addEventListener('click', elsewhere);
  }, glyph('dots'));
  const root = element('div', { class: 'menu-root', hidden: filled.length === 0 }, opener, list);
  const elsewhere = (event: Event): void => { if (!(event.target instanceof Node) || !root.contains(event.target)) close(); };
  root.addEventListener('keydown', (event) => {
    const at = all.findIndex((item) => item === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape' && !list.hidden) {
      event.stopPropagation();
      close();
      opener.focus();
    } else if (next !== undefined && !list.hidden) {
      event.preventDefault();
      all[(next + all.length) % all.length]?.focus();
    }
  });
  return root;
}
