import { DISPATCH } from './protocol';

/** A code of Outlook's table; transport: the host could not handle the call, office.js never calls back; silence: no answer at all. */
export type Fault = number | 'transport' | 'silence';
/** What becomes of the windows that an add-in asks for. */
export type FormsFault = 'work' | 'sync-refused' | 'refused';

const D = DISPATCH;
export const ASYNC_REPLIES: readonly number[] = [D.replyFormAsync, D.replyAllFormAsync, D.replyFormObjectAsync, D.replyAllFormObjectAsync];
export const SYNC_FORMS: readonly number[] = [D.replyForm, D.replyAllForm, D.replyFormObject, D.replyAllFormObject, D.newMessageForm];
export const REPLY_FORMS: readonly number[] = [...ASYNC_REPLIES, D.replyForm, D.replyAllForm, D.replyFormObject, D.replyAllFormObject];

/** What goes wrong in this Outlook: ordered by a test, or chosen in the try-out's Incidents menu. */
export class Faults {
  latencyMs = 0;
  /** Outlook knows the account of the clerk under another name: the newer reply forms find no mailbox (OfficeDev/office-js issue 6905). */
  severalAccounts = false;
  forms: FormsFault = 'work';
  /** No call is answered any more, though the pane starts. */
  silent = false;
  /** So many changes of the open item are not told (OfficeDev/office-js issues 1096, 5965, 6287). */
  missedItemChanges = 0;
  private readonly ordered = new Map<number | string, Fault[]>();
  private readonly switches = new Map<number | string, string | null>();
  private awake: Promise<void> = Promise.resolve();

  failNext(id: number | string, fault: Fault, times = 1): void {
    this.ordered.set(id, [...(this.ordered.get(id) ?? []), ...Array.from({ length: times }, () => fault)]);
  }

  switchDuring(id: number | string, thread: string | null): void {
    this.switches.set(id, thread);
  }

  /** The thread to be opened while this call is under way; undefined: none. */
  takeSwitch(id: number | string): string | null | undefined {
    const thread = this.switches.get(id);
    this.switches.delete(id);
    return thread;
  }

  take(id: number | string): Fault | undefined {
    return this.ordered.get(id)?.shift();
  }

  /** Nothing is answered before the sleep ends. */
  sleepUntil(end: Promise<void>): void {
    this.awake = end;
  }

  async delay(): Promise<void> {
    await this.awake;
    if (this.latencyMs > 0) await new Promise((done) => setTimeout(done, this.latencyMs));
  }

  /** How the window that this call asks for fails; null: it opens. A call without callback fails without a word. */
  formFails(id: number): 'refused' | null {
    if (this.forms === 'refused') return 'refused';
    if (this.forms === 'sync-refused' && SYNC_FORMS.includes(id)) return 'refused';
    return this.severalAccounts && ASYNC_REPLIES.includes(id) ? 'refused' : null;
  }
}
