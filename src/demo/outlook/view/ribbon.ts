import { parisDay } from '../../paris-time';
import type { Person } from '../mail/mail-message';
import { nameOf } from '../mail/mail-message';
import type { RibbonButton } from '../host/manifest';
import { button, element, place } from './element';
import { icon } from './icons';
import { incidentsMenu } from './incidents-menu';
import type { Incident } from './incidents-menu';
import { initials, todayInWords } from './wording';

export interface RibbonInput {
  readonly now: number;
  readonly user: Person;
  readonly paneOpen: boolean;
  readonly canMove: boolean;
  readonly write: () => void;
  readonly trash: () => void;
  readonly archive: () => void;
  /** The add-in's, as its manifest names them. */
  readonly buttons: readonly RibbonButton[];
  readonly press: (button: RibbonButton) => void;
  /** A command is under way. */
  readonly running: boolean;
  /** A message is open that a command could work on. */
  readonly canRun: boolean;
  readonly incidents: readonly Incident[];
  readonly changeDate: (today: string) => Promise<'moved' | 'back'>;
}

let incidentsOpen = false;
let drawn: RibbonInput | null = null;

/** A click anywhere else closes the list. */
function closeIncidents(event: Event): void {
  if (!incidentsOpen || drawn === null || (event.target instanceof Element && event.target.closest('.incidents-root') !== null)) return;
  incidentsOpen = false;
  drawRibbon(drawn);
}

export function drawRibbon(input: RibbonInput): void {
  if (drawn === null) document.addEventListener('click', closeIncidents);
  drawn = input;
  const { now, user, paneOpen, canMove, write, trash, archive, buttons, press, running, canRun, incidents, changeDate } = input;
  const suite = place('suite');
  if (suite.querySelector('svg') === null) {
    suite.prepend(icon('apps'));
    place('badge').prepend(icon('shield'));
  }
  const me = place('me');
  me.textContent = initials(nameOf(user));
  me.title = `${user.name} <${user.address}>`;
  const ribbon = place('ribbon');
  const focused = document.activeElement instanceof HTMLElement && ribbon.contains(document.activeElement) ? document.activeElement.dataset['name'] : undefined;
  ribbon.replaceChildren(
    button({ class: 'btn primary', 'data-name': 'write' }, write, icon('newMail'), 'Nouveau message'),
    button({ class: 'tool', disabled: !canMove, 'data-name': 'trash' }, trash, icon('trash'), 'Supprimer'),
    button({ class: 'tool', disabled: !canMove, 'data-name': 'archive' }, archive, icon('archive'), 'Archiver'),
    element('span', { class: 'rule', 'aria-hidden': 'true' }),
    ...buttons.map((each) => each.action.kind === 'pane'
      ? button({ class: paneOpen ? 'tool brand on' : 'tool brand', title: each.tip, 'aria-pressed': String(paneOpen), 'data-name': each.id }, () => press(each), icon('relance'), each.label)
      : button({ class: 'tool brand', title: each.tip, disabled: running || !canRun, 'data-name': each.id }, () => press(each), icon('insert'), each.label)),
    element('span', { class: 'grow' }),
    element('span', { class: 'today', id: 'today' }, `Aujourd’hui\u00a0: ${todayInWords(now)}`),
    button({ class: 'btn small', 'data-name': 'date' }, () => askDate(now, changeDate), 'Changer la date'),
  );
  ribbon.append(incidentsMenu(incidents, incidentsOpen, (open) => {
    incidentsOpen = open;
    drawRibbon(input);
  }));
  if (focused !== undefined) ribbon.querySelector<HTMLElement>(`[data-name="${CSS.escape(focused)}"]`)?.focus();
}

/** The dialog of the page's skeleton. */
export function askDate(now: number, changeDate: RibbonInput['changeDate']): void {
  const dialog = place('date-dialog') as HTMLDialogElement;
  const field = place('date-field') as HTMLInputElement;
  const trouble = place('date-trouble');
  trouble.textContent = '';
  field.value = parisDay(now);
  const done = new AbortController();
  place('date-cancel').addEventListener('click', () => dialog.close(), { signal: done.signal });
  dialog.addEventListener('close', () => done.abort(), { signal: done.signal });
  place('date-form').addEventListener('submit', (event) => {
    event.preventDefault();
    changeDate(field.value).then((outcome) => {
      if (outcome === 'moved') dialog.close();
      else trouble.textContent = 'La date ne recule pas\u00a0: le journal deviendrait faux. Pour revenir au premier jour, fermez puis relancez npm start.';
    }, (error: unknown) => {
      trouble.textContent = 'La date n’a pas pu être changée. Réessayez.';
      console.error(error);
    });
  }, { signal: done.signal });
  dialog.showModal();
}
