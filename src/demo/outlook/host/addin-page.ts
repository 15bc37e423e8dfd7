import { Channel } from './channel';
import type { ChannelOptions } from './channel';
import { ITEM_CHANGED } from './protocol';
import type { OpenItem } from './open-item';
import { idOf } from './open-item';

export interface AddinPageOptions extends Omit<ChannelOptions, 'onCall'> {
  readonly onCall: (page: AddinPage, ...call: Parameters<ChannelOptions['onCall']>) => void | Promise<void>;
  /** The item that the page belongs to, now. */
  readonly item: () => OpenItem | null;
  /** What getInitializationContextAsync tells. */
  readonly context: string;
  readonly locale: string;
}

/** One running page of the add-in: the pane beside a message, or the hidden page of a command. */
export class AddinPage {
  readonly appId = crypto.randomUUID();
  readonly context: string;
  /** Grows with every change of the item: an answer to a call from before is 9030. */
  generation = 0;
  private readonly channel: Channel;
  private known: string | null = null;
  private ended = false;

  constructor(private readonly options: AddinPageOptions) {
    this.context = options.context;
    this.channel = new Channel({ ...options, onCall: (...call) => options.onCall(this, ...call) });
  }

  /** Starts the add-in in this frame, which must not be in the page yet. */
  start(frame: HTMLIFrameElement, url: string): void {
    const conversation = `conversation-${crypto.randomUUID().slice(0, 8)}`;
    // No telemetry: the try-out promises that nothing leaves the machine.
    const hostInfo = ['Outlook', 'Web', '16.01', this.options.locale, crypto.randomUUID(), '', 'disableLogging', ''].join('|');
    const target = new URL(url, location.href);
    frame.name = JSON.stringify({ baseFrameName: 'agave0', hostInfo, xdmInfo: [conversation, this.appId, location.origin].join('|'), serializerVersion: '1', flights: '[]' });
    frame.src = target.href;
    this.channel.connect(frame, target.origin);
  }

  /** Calls that are still under way find no item any more. */
  end(): void {
    this.ended = true;
    this.channel.disconnect();
  }

  /** The item that the page was last told of, for as long as it is the open one; null: nothing is open, or another item. */
  item(): OpenItem | null {
    const open = this.options.item();
    return !this.ended && open !== null && idOf(open) === this.known ? open : null;
  }

  /** The item as it is handed to the page. */
  tell(): OpenItem | null {
    const open = this.options.item();
    this.known = open === null ? null : idOf(open);
    return open;
  }

  /** @param told false: the event is lost. */
  itemChanged(told: boolean, payload: (item: OpenItem) => unknown): void {
    this.generation += 1;
    if (!told) return;
    const before = this.known;
    const item = this.tell();
    if (!this.channel.fire(ITEM_CHANGED, item === null ? '' : payload(item))) this.known = before;
  }

  /** @returns false when the page does not listen to this event. */
  fire(event: string, payload: unknown): boolean {
    return this.channel.fire(event, payload);
  }
}
