import { button, element } from './element';

export interface Incident {
  readonly label: string;
  /** Lasts until it is switched off; null: happens at once. */
  readonly on: boolean | null;
  readonly act: () => void;
}

/** Small list behind a button: what the clerk may let go wrong, to see what Relance does then. */
export function incidentsMenu(incidents: readonly Incident[], open: boolean, toggled: (open: boolean) => void): HTMLElement {
  const going = incidents.filter(({ on }) => on === true).length;
  const menu = element('div', { class: 'incidents', role: 'group', 'aria-label': 'Incidents', id: 'incidents', hidden: !open }, ...incidents.map(({ label, on, act }) =>
    button({ class: 'incident', 'aria-pressed': on === null ? null : String(on), 'data-name': `incident-${label}` }, act, element('span', { class: 'mark', 'aria-hidden': 'true' }, on === true ? '✓' : ''), label)));
  const opener = button({ class: 'btn small', 'aria-expanded': String(open), 'aria-controls': 'incidents', 'data-name': 'incidents', title: 'Essayer ce qui peut mal se passer' }, () => toggled(!open), going === 0 ? 'Incidents' : `Incidents (${going})`);
  const root = element('span', { class: 'incidents-root' }, opener, menu);
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    opener.focus();
    toggled(false);
  });
  return root;
}
