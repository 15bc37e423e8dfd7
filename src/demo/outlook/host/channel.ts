import { EVENTS, FOR_CALL, FOR_EVENT, INVOKE, REGISTER, REQUEST, RESPONSE, TRANSPORT_FAILED, TRANSPORT_OK, UNREGISTER, fieldsOf } from './protocol';
import type { Request } from './protocol';

/** One call of the pane, as a test looks at it afterwards. */
export interface Recorded {
  readonly action: string;
  /** null: a call that carries no dispatch id. */
  readonly dispatchId: number | null;
  readonly params: unknown;
  /** refused: this Outlook knows the call and does not offer it here (older set, mobile, permission). */
  answer: 'open' | 'ok' | 'failed' | 'transport' | 'silence' | 'refused' | 'not-simulated' | 'none-wanted';
  code: number | null;
}

export interface Answerer {
  ok(data: unknown): void;
  /** An answer whose outer shape differs from the usual one. */
  raw(data: unknown, code?: number | null): void;
  fail(code: number): void;
  transport(): void;
  silence(): void;
  none(): void;
}

export interface ChannelOptions {
  readonly onCall: (request: Request, answer: Answerer, recorded: Recorded) => void | Promise<void>;
  /** @param how ends the sentence. */
  readonly onUnknown: (what: string, how?: 'is refused') => void;
  /** The page listens to this event from now on. */
  readonly onListening?: (event: string) => void;
  /** An event is listened to from then on, as late as any other answer comes. */
  readonly beforeListening: () => Promise<void>;
  /** Where the calls are noted: one list for all pages of the add-in. */
  readonly recorded: Recorded[];
}

/** The wire to one page of the add-in: messages in, answers and events out. Only that page's own window and origin are listened to. */
export class Channel {
  private readonly handlers = new Map<string, { readonly conversation: string; readonly correlation: number }>();
  private frame: HTMLIFrameElement | null = null;
  private origin = '';
  private readonly listen = (event: MessageEvent): void => {
    void this.receive(event);
  };

  constructor(private readonly options: ChannelOptions) {
    addEventListener('message', this.listen);
  }

  connect(frame: HTMLIFrameElement, origin: string): void {
    this.frame = frame;
    this.origin = origin;
    this.handlers.clear();
  }

  /** For good: the page is gone. */
  disconnect(): void {
    this.frame = null;
    this.handlers.clear();
    removeEventListener('message', this.listen);
  }

  /** @returns false when the pane does not listen to this event. */
  fire(name: string, payload: unknown): boolean {
    const handler = this.handlers.get(name);
    if (handler === undefined) return false;
    this.post({ _messageType: RESPONSE, _actionName: name, _conversationId: handler.conversation, _correlationId: handler.correlation, _responseType: FOR_EVENT, _errorCode: TRANSPORT_OK, _data: payload });
    return true;
  }

  private post(message: Readonly<Record<string, unknown>>): void {
    this.frame?.contentWindow?.postMessage(JSON.stringify({ _origin: location.origin, _serializerVersion: 1, ...message }), this.origin);
  }

  private async receive(event: MessageEvent): Promise<void> {
    if (this.frame === null || event.source !== this.frame.contentWindow || typeof event.data !== 'string') return;
    if (event.origin !== this.origin) return this.options.onUnknown(`a message from ${event.origin}`);
    const request = parse(event.data);
    if (request === null || request._messageType !== REQUEST) return;
    const frame = this.frame;
    const recorded: Recorded = { action: request._actionName, dispatchId: dispatchIdOf(request._data), params: paramsOf(request._data), answer: 'open', code: null };
    this.options.recorded.push(recorded);
    const stillThere = (): boolean => this.frame === frame;
    const answer = this.answerer(request, recorded, stillThere);
    switch (request._actionType) {
      case REGISTER:
        if (!EVENTS.includes(request._actionName)) {
          this.options.onUnknown(`the event ${request._actionName}`);
          recorded.answer = 'not-simulated';
          return;
        }
        await this.options.beforeListening();
        if (!stillThere()) return;
        this.handlers.set(request._actionName, { conversation: request._conversationId, correlation: request._correlationId });
        answer.raw({ Error: 0 });
        this.options.onListening?.(request._actionName);
        return;
      case UNREGISTER:
        this.handlers.delete(request._actionName);
        return answer.raw({ Error: 0 });
      case INVOKE:
        try {
          await this.options.onCall(request, answer, recorded);
        } catch (error) {
          // A call that this host cannot even read is as unknown as one it does not know.
          answer.transport();
          recorded.answer = 'not-simulated';
          this.options.onUnknown(error instanceof Error ? error.message : 'a call', 'is refused');
        }
        return;
      default:
        this.options.onUnknown(`the action type ${String(request._actionType)}`);
        recorded.answer = 'not-simulated';
    }
  }

  private answerer(request: Request, recorded: Recorded, stillThere: () => boolean): Answerer {
    const reply = (how: Recorded['answer'], data: unknown, code: number | null, transport: number): void => {
      recorded.answer = how;
      recorded.code = code;
      if (!stillThere()) return;
      this.post({ _messageType: RESPONSE, _actionName: request._actionName, _conversationId: request._conversationId, _correlationId: request._correlationId, _responseType: FOR_CALL, _errorCode: transport, _data: data });
    };
    return {
      ok: (data) => reply('ok', { error: false, errorCode: 0, wasSuccessful: true, data }, null, TRANSPORT_OK),
      raw: (data, code = null) => reply(code === null ? 'ok' : 'failed', data, code, TRANSPORT_OK),
      fail: (code) => reply('failed', { error: true, errorCode: code, wasSuccessful: false, data: null }, code, TRANSPORT_OK),
      transport: () => reply('transport', null, TRANSPORT_FAILED, TRANSPORT_FAILED),
      silence: () => { recorded.answer = 'silence'; },
      none: () => { recorded.answer = 'none-wanted'; },
    };
  }
}

function parse(text: string): Request | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && '_messageType' in value ? (value as Request) : null;
  } catch (error) {
    // Other scripts of the pane may post what they like; it is not for this host.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function dispatchIdOf(data: unknown): number | null {
  const { MethodData, DdaMethod } = fieldsOf(data);
  const id = fieldsOf(MethodData)['DispatchId'] ?? fieldsOf(DdaMethod)['DispatchId'];
  return typeof id === 'number' ? id : null;
}

export function paramsOf(data: unknown): unknown {
  const fields = fieldsOf(data);
  return 'ApiParams' in fields ? fields['ApiParams'] : data;
}
