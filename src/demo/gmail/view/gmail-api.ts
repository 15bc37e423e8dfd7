import type { Asked, DeskCall } from '../desk-call';
import type { CardAnswer } from './card-json';
import type { Mailbox, Mode, TypedDraft } from './mailbox-json';

/** The try-out's server, one mode of it. What changes the mailbox goes one after the other: a draft is saved before it is sent. */
export class GmailApi {
  private last: Promise<unknown> = Promise.resolve();

  constructor(readonly mode: Mode) {}

  async mailbox(): Promise<Mailbox> {
    return (await this.ask({ method: 'mailbox' })) as Mailbox;
  }

  async card(asked: Asked): Promise<CardAnswer> {
    await this.last;
    return (await this.ask({ method: 'card', asked })) as CardAnswer;
  }

  /** @param answers a message; null: a new one. @returns its id */
  async newDraft(answers: string | null, all: boolean): Promise<string> {
    return ((await this.next({ method: 'newDraft', answers, all })) as { readonly id: string }).id;
  }

  save(draft: TypedDraft): Promise<unknown> {
    return this.next({ method: 'save', draft });
  }

  send(draft: TypedDraft): Promise<unknown> {
    return this.next({ method: 'send', draft });
  }

  discard(draft: string): Promise<unknown> {
    return this.next({ method: 'discard', draft });
  }

  read(thread: string): Promise<unknown> {
    return this.next({ method: 'read', thread });
  }

  move(thread: string, to: 'archive' | 'trash'): Promise<unknown> {
    return this.next({ method: 'move', thread, to });
  }

  private next(call: DeskCall): Promise<unknown> {
    const turn = this.last.then(() => this.ask(call));
    this.last = turn.catch((error: unknown) => { console.error(error); });
    return turn;
  }

  private async ask(call: DeskCall): Promise<unknown> {
    const answer = await fetch(`/gmail/api/${this.mode}`, { method: 'POST', cache: 'no-store', headers: { 'content-type': 'application/json' }, body: JSON.stringify(call) });
    if (!answer.ok) throw new Error(answer.status === 503 ? await answer.text() : `the try-out's server answered ${answer.status}`);
    return answer.json();
  }
}
