import { button, element } from '../../outlook/view/element';
import { cardText } from './card-text';
import { drawButton } from './draw-button';
import type { CardHost } from './draw-button';
import { drawWidget, folder } from './draw-widget';
import type { Card, CardHeader, Section } from './card-json';

/** One card as a person sees it in Gmail: header, sections, fixed footer. Its actions stand in the panel's menu. */
export function drawCard(card: Card, host: CardHost): HTMLElement {
  const { header, sections = [], fixedFooter } = card;
  return element('article', { class: 'card', 'aria-label': header?.title ?? 'Carte', 'data-card': card.name ?? null },
    element('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Contenu de la carte' },
      header === undefined ? null : drawHeader(header),
      ...sections.map((section) => drawSection(section, host))),
    fixedFooter === undefined ? null : element('footer', { class: 'footer' },
      fixedFooter.primaryButton === undefined ? null : drawButton({ ...fixedFooter.primaryButton, type: 'FILLED' }, host),
      fixedFooter.secondaryButton === undefined ? null : drawButton({ ...fixedFooter.secondaryButton, type: 'OUTLINED' }, host)));
}

function drawHeader({ title = '', subtitle, imageUrl, imageType, imageAltText }: CardHeader): HTMLElement {
  // A picture of the net is not fetched here: the add-on's first letter holds its place.
  const picture = imageUrl === undefined ? null
    : element('span', { class: imageType === 'CIRCLE' ? 'logo circle' : 'logo', role: imageAltText === undefined ? null : 'img', 'aria-label': imageAltText ?? null, 'aria-hidden': imageAltText === undefined ? 'true' : null }, title.slice(0, 1));
  return element('header', { class: 'card-header' }, picture, element('div', {},
    element('h3', { class: 'card-title' }, title),
    subtitle === undefined ? null : element('p', { class: 'card-subtitle' }, subtitle)));
}

function drawSection({ header, widgets = [], collapsible, uncollapsibleWidgetsCount = 0 }: Section, host: CardHost): HTMLElement {
  const drawn = widgets.map((each) => drawWidget(each, host));
  const kept = Math.max(0, uncollapsibleWidgetsCount);
  const section = element('section', { class: 'section' }, header === undefined || header === '' ? null : element('h4', { class: 'section-header' }, cardText(header)), ...drawn.slice(0, kept));
  if (collapsible !== true || drawn.length <= kept) {
    section.append(...drawn.slice(kept));
    return section;
  }
  const rest = element('div', { class: 'folded', hidden: true }, ...drawn.slice(kept));
  const opener = button({ class: 'folder-button', 'aria-expanded': 'false' }, () => {
    rest.hidden = !rest.hidden;
    opener.setAttribute('aria-expanded', String(!rest.hidden));
    opener.replaceChildren(...folder(drawn.length - kept, !rest.hidden));
  }, ...folder(drawn.length - kept, false));
  section.append(rest, opener);
  return section;
}
