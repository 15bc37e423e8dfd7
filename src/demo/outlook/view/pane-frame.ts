import type { OpenDraft } from '../host/open-item';
import type { SimulatedOutlook } from '../host/simulated-outlook';
import { button, element, place } from './element';
import { icon } from './icons';

const SANDBOX = 'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads allow-storage-access-by-user-activation';

export interface Panes {
  /** The page of the manifest's button on each surface. */
  readonly reading: string;
  readonly compose: string;
}

/**
 * The task pane: beside the mail that is read, open and pinned unless the person says otherwise; or beside the draft that
 * is written. Pinning does not carry over from one to the other: each has a pane of its own, and one is shown.
 */
export class PaneFrame {
  private shown: { readonly frame: HTMLIFrameElement; readonly beside: 'reading' | OpenDraft } | null = null;
  private readingWasOpen = false;
  private pinned = true;
  private readonly pin: HTMLButtonElement;

  constructor(private readonly outlook: SimulatedOutlook, private readonly pages: Panes, private readonly changed: () => void) {
    this.pin = button({ class: 'icon-button', 'aria-label': 'Épingler le volet', title: 'Épingler le volet' }, () => {
      this.pinned = !this.pinned;
      this.tellPinned();
    }, icon('pin'));
    place('pane-head').prepend(icon('relance'));
    place('pane-head').append(this.pin, button({ class: 'icon-button', 'aria-label': 'Fermer le volet', title: 'Fermer le volet' }, () => this.close(), icon('close')));
    this.tellPinned();
  }

  /** What the open pane belongs to; null: none is open. */
  get beside(): 'reading' | OpenDraft | null {
    return this.shown?.beside ?? null;
  }

  /** @param context what an action above the message hands over. */
  open(beside: 'reading' | OpenDraft = 'reading', context = ''): void {
    const readingWasOpen = beside !== 'reading' && (this.beside === 'reading' || this.readingWasOpen);
    this.close();
    this.readingWasOpen = readingWasOpen;
    const frame = element('iframe', { title: 'Relance', sandbox: SANDBOX });
    this.outlook.openPane(frame, beside === 'reading' ? this.pages.reading : this.pages.compose, beside, context);
    this.shown = { frame, beside };
    place('pane-frame').replaceChildren(frame);
    place('pane').hidden = false;
    place('columns').classList.remove('without-pane');
    this.changed();
  }

  /** The same page anew, beside the same. */
  reopen(): void {
    this.open(this.beside ?? 'reading');
  }

  close(): void {
    this.readingWasOpen = false;
    if (this.shown === null) return;
    this.outlook.closePane();
    this.shown.frame.remove();
    this.shown = null;
    place('pane').hidden = true;
    place('columns').classList.add('without-pane');
    this.changed();
  }

  /** The draft is gone, and its pane with it; the one beside the mail comes back. */
  draftClosed(): void {
    const { beside, readingWasOpen } = this;
    if (beside === null || beside === 'reading') return;
    this.close();
    if (readingWasOpen) this.open();
  }

  /** The same message anew: another day has begun around it. */
  reload(): void {
    this.outlook.itemChanged(null);
  }

  /** An unpinned pane belongs to one message and closes with it. */
  itemChanged(left: string | null): void {
    this.outlook.itemChanged(left);
    if (!this.pinned && this.beside === 'reading') this.close();
  }

  private tellPinned(): void {
    this.pin.setAttribute('aria-pressed', String(this.pinned));
  }
}
