import { element } from '../../outlook/view/element';
import { glyph } from './card-icons';
import { cardText } from './card-text';
import { clickable, drawButton, drawIcon } from './draw-button';
import type { CardHost } from './draw-button';
import { drawPicker, drawSelectionInput, drawSwitch, drawTextInput } from './draw-input';
import type { DecoratedText, Grid, Image, Widget } from './card-json';

/** @throws Error for a widget that Gmail knows and this page does not: it would be missing in silence. */
export function drawWidget(widget: Widget, host: CardHost): HTMLElement {
  const { textParagraph, image, decoratedText, buttonList, textInput, selectionInput, dateTimePicker, divider, grid, columns } = widget;
  if (textParagraph !== undefined) return drawParagraph(textParagraph);
  if (decoratedText !== undefined) return drawDecorated(decoratedText, host);
  if (buttonList !== undefined) return element('div', { class: 'buttons' }, ...(buttonList.buttons ?? []).map((each) => drawButton(each, host)));
  if (textInput !== undefined) return drawTextInput(textInput, host);
  if (selectionInput !== undefined) return drawSelectionInput(selectionInput, host);
  if (dateTimePicker !== undefined) return drawPicker(dateTimePicker, host);
  if (divider !== undefined) return element('hr', { class: 'divider' });
  if (image !== undefined) return drawImage(image, host);
  if (grid !== undefined) return drawGrid(grid, host);
  if (columns !== undefined) return element('div', { class: 'columns-widget' }, ...(columns.columnItems ?? []).map(({ widgets = [] }) => element('div', {}, ...widgets.map((each) => drawWidget(each, host)))));
  throw new Error(`a widget with ${Object.keys(widget).join()} is not drawn`);
}

/** With more lines than it should have, the rest waits behind a button. */
function drawParagraph({ text = '', maxLines }: NonNullable<Widget['textParagraph']>): HTMLElement {
  const paragraph = element('p', { class: 'paragraph' }, cardText(text));
  if (maxLines === undefined || text.split(/\n|<br>/).length <= maxLines) return paragraph;
  paragraph.classList.add('cut-lines');
  paragraph.style.setProperty('--lines', String(maxLines));
  const opener = element('button', { type: 'button', class: 'folder-button', 'aria-expanded': 'false' }, 'Afficher plus');
  opener.addEventListener('click', () => {
    const open = !paragraph.classList.toggle('cut-lines');
    opener.setAttribute('aria-expanded', String(open));
    opener.textContent = open ? 'Afficher moins' : 'Afficher plus';
  });
  return element('div', {}, paragraph, opener);
}

function drawDecorated(given: DecoratedText, host: CardHost): HTMLElement {
  const { startIcon, icon, topLabel, text = '', wrapText, bottomLabel, onClick, switchControl, endIcon } = given;
  const shown = startIcon ?? icon;
  const words = element('span', { class: wrapText === true ? 'words wrapped' : 'words' },
    topLabel === undefined ? null : element('span', { class: 'top-label' }, cardText(topLabel)),
    element('span', { class: 'text' }, cardText(text)),
    bottomLabel === undefined ? null : element('span', { class: 'bottom-label' }, cardText(bottomLabel)));
  // A control beside the words stays outside of what the words do when they are clicked.
  const main = clickable(onClick, host, { class: onClick === undefined ? 'main' : 'main clickable' }, shown === undefined ? null : drawIcon(shown), words);
  const label = [topLabel ?? '', text].filter((each) => each !== '').join(' ');
  return element('div', { class: 'decorated' }, main,
    given.button === undefined ? null : drawButton(given.button, host),
    switchControl === undefined ? null : drawSwitch(switchControl, label, host),
    endIcon === undefined ? null : drawIcon(endIcon));
}

/** The try-out fetches nothing from elsewhere: a picture of the net stands as its words. */
function drawImage({ imageUrl = '', altText = '', onClick }: Image, host: CardHost): HTMLElement {
  const picture = imageUrl.startsWith('data:image/') ? element('img', { src: imageUrl, alt: altText }) : element('span', { class: 'no-picture' }, altText);
  return clickable(onClick, host, { class: 'picture' }, picture);
}

function drawGrid({ title, columnCount = 2, items = [], onClick }: Grid, host: CardHost): HTMLElement {
  const list = element('ul', { class: 'grid' }, ...items.map((item) => element('li', {},
    clickable(onClick?.action === undefined ? onClick : { action: { ...onClick.action, parameters: [...(onClick.action.parameters ?? []), { key: 'grid_item_identifier', value: item.id ?? '' }] } }, host, { class: 'grid-item' },
      element('span', { class: 'text' }, item.title ?? ''), element('span', { class: 'bottom-label' }, item.subtitle ?? '')))));
  list.style.setProperty('--columns', String(columnCount));
  return element('div', {}, title === undefined ? null : element('p', { class: 'top-label' }, title), list);
}

/** The button that folds and unfolds a section. */
export function folder(hidden: number, open: boolean): readonly (Node | string)[] {
  return [open ? 'Afficher moins' : `Afficher plus (${hidden})`, glyph(open ? 'less' : 'more', 20)];
}
