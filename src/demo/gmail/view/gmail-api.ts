import type { CardAnswer } from './card-json';
import type { Asked, Mailbox, Mode, TypedDraft } from './mailbox-json';

/** The try-out's server, one mode of it. What changes the mailbox goes one after the other: a draft is saved before it is sent. */
export class GmailApi {
  private last: Promise<unknown> = Promise.resolve();

  constructor(readonly mode: Mode) {}

  async mailbox(): Promise<Mailbox> {
    return (await this.request('GET', 'mailbox')) as Mailbox;
  }

  async card(asked: Asked): Promise<CardAnswer> {
    await this.last;
    return (await this.request('POST', 'card', asked)) as CardAnswer;
  }

  /** @param thread answered in it; null: a new message. @returns its id */
  async newDraft(message: string | null, all: boolean): Promise<string> {
    return ((await this.request('POST', 'draft', { answers: message, all })) as { readonly id: string }).id;
  }

  save(draft: TypedDraft): Promise<unknown> {
    return this.next(() => this.request('PUT', 'draft', draft));
  }

  send(draft: TypedDraft): Promise<unknown> {
    return this.next(() => this.request('POST', 'send', draft));
  }

  discard(id: string): Promise<unknown> {
    return this.next(() => this.request('POST', 'discard', { id }));
  }

  read(thread: string): Promise<unknown> {
    return this.next(() => this.request('POST', 'read', { thread }));
  }

  move(thread: string, to: 'archive' | 'trash'): Promise<unknown> {
    return this.next(() => this.request('POST', 'move', { thread, to }));
  }

  private next<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch((error: unknown) => { console.error(error); });
    return turn;
  }

  private async request(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`/gmail/api/${this.mode}/${path}`, { method, cache: 'no-store', ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`the try-out's server answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
    return answer.json();
  }
}
