import type { SimulatedOutlook } from '../host/simulated-outlook';
import { button, element, place } from './element';
import { icon } from './icons';

const PANE = '/pane/index.html';
const SANDBOX = 'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads allow-storage-access-by-user-activation';

/** The task pane beside the mail: open and pinned unless the person says otherwise. */
export class PaneFrame {
  private frame: HTMLIFrameElement | null = null;
  private pinned = true;
  private readonly pin: HTMLButtonElement;

  constructor(private readonly outlook: SimulatedOutlook, private readonly changed: () => void) {
    this.pin = button({ class: 'icon-button', 'aria-label': 'Épingler le volet', title: 'Épingler le volet' }, () => {
      this.pinned = !this.pinned;
      this.tellPinned();
    }, icon('pin'));
    place('pane-head').prepend(icon('relance'));
    place('pane-head').append(this.pin, button({ class: 'icon-button', 'aria-label': 'Fermer le volet', title: 'Fermer le volet' }, () => this.close(), icon('close')));
    this.tellPinned();
  }

  get isOpen(): boolean {
    return this.frame !== null;
  }

  open(): void {
    this.close();
    this.frame = element('iframe', { title: 'Relance', sandbox: SANDBOX });
    this.outlook.openPane(this.frame, PANE);
    place('pane-frame').replaceChildren(this.frame);
    place('pane').hidden = false;
    place('columns').classList.remove('without-pane');
    this.changed();
  }

  close(): void {
    if (this.frame === null) return;
    this.outlook.closePane();
    this.frame.remove();
    this.frame = null;
    place('pane').hidden = true;
    place('columns').classList.add('without-pane');
    this.changed();
  }

  /** The same message anew: another day has begun around it. */
  reload(): void {
    this.outlook.itemChanged();
  }

  /** An unpinned pane belongs to one message and closes with it. */
  itemChanged(): void {
    this.outlook.itemChanged();
    if (!this.pinned) this.close();
  }

  private tellPinned(): void {
    this.pin.setAttribute('aria-pressed', String(this.pinned));
  }
}
