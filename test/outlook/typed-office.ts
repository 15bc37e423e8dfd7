/**
 * The members of office.js that the adapter calls, each to be made to answer, fail, throw or keep silent. For what the
 * simulated Outlook cannot show: the real office.js from npm ends at Mailbox 1.11, and fails only where its host does.
 */
export type Answer = { readonly status: 'succeeded'; readonly value: unknown } | { readonly status: 'failed'; readonly error: { readonly code: number } };
export type Callback = (answer: Answer) => void;
export const well = (value: unknown = undefined): Answer => ({ status: 'succeeded', value });
export const refused = (code: number): Answer => ({ status: 'failed', error: { code } });
export const person = (emailAddress: string, displayName = ''): object => ({ emailAddress, displayName });

/** What a call does instead of succeeding. */
export type Fault = 'silent' | { readonly code: number } | { readonly thrown: number | null } | ((go: () => void) => void);

export interface FakeFile {
  readonly id: string;
  readonly name: string;
  readonly isInline: boolean;
  readonly base64: string;
}

/** A message that is being written. */
export class FakeDraft {
  type: 'html' | 'text' = 'html';
  body = '<div>-- <br>Marie Lefèvre</div>';
  subject = '';
  to: object[] = [person('compta@lebrun.example')];
  cc: object[] = [];
  from: object = person('compta@vernet.example', 'Compta');
  files: FakeFile[] = [];
  /** The callback says yes and nothing happens. */
  swallow = new Set<string>();
  private made: Record<string, unknown> | null = null;
  constructor(private readonly office: FakeOffice, readonly conversation: string | null) {}

  get item(): Record<string, unknown> {
    this.made ??= this.make();
    return this.made;
  }

  private make(): Record<string, unknown> {
    const { office } = this;
    const getter = (call: string, value: () => unknown) => ({ getAsync: (...given: unknown[]): void => office.answer(call, given, () => well(value())) });
    const does = (call: string, change: (given: readonly unknown[]) => unknown) => (...given: unknown[]): void => office.answer(call, given, () => (this.swallow.has(call) ? well() : well(change(given))));
    return {
      itemType: 'message', conversationId: this.conversation,
      subject: { ...getter('subject.getAsync', () => this.subject), setAsync: does('subject.setAsync', ([text]) => { this.subject = text as string; }) },
      to: getter('to.getAsync', () => this.to), cc: { ...getter('cc.getAsync', () => this.cc), addAsync: does('cc.addAsync', ([addresses]) => { this.cc = [...this.cc, ...(addresses as readonly string[]).map((each) => person(each))]; }) }, from: getter('from.getAsync', () => this.from),
      body: {
        ...getter('body.getAsync', () => this.body.replace(/<[^>]*>/g, '')),
        getTypeAsync: (...given: unknown[]) => office.answer('body.getTypeAsync', given, () => well(this.type)),
        prependAsync: does('body.prependAsync', ([data, options]) => {
          const { coercionType } = options as { readonly coercionType: string };
          if (coercionType === 'html' && this.type === 'text') throw new Error('HTML into a text body is an error');
          this.body = `${data as string}${this.body}`;
        }),
      },
      getAttachmentsAsync: (...given: unknown[]) => office.answer('getAttachmentsAsync', given, () => well(this.files.map(({ id, name, isInline }) => ({ id, name, isInline })))),
      addFileAttachmentFromBase64Async: does('addFileAttachmentFromBase64Async', ([base64, name]) => {
        const id = `file-${this.files.length + 1}`;
        this.files.push({ id, name: name as string, isInline: false, base64: base64 as string });
        return id;
      }),
      removeAttachmentAsync: does('removeAttachmentAsync', ([id]) => { this.files = this.files.filter((file) => file.id !== id); }),
      addHandlerAsync: (event: string, handler: () => void, callback: Callback) => {
        office.listeners.push({ event, handler });
        callback(well());
      },
    };
  }
}

export class FakeOffice {
  readonly opened: { readonly how: string; readonly form: unknown }[] = [];
  readonly listeners: { readonly event: string; readonly handler: () => void }[] = [];
  /** Every call that got an answer or should have, in order. */
  readonly calls: string[] = [];
  readonly faults = new Map<string, Fault>();
  readonly copied: string[] = [];
  clipboard: 'open' | 'closed' | 'absent' = 'open';
  mailbox = '1.11';
  platform = 'OfficeOnline';
  theme: object | undefined = undefined;
  text = 'Bonjour';
  item: Record<string, unknown> | null = this.message('thread-1', 'mail-1');
  onReady: () => Promise<unknown> = () => Promise.resolve({ host: 'Outlook', platform: this.platform });

  /** Answers by the callback, the last of what was given, unless a fault stands for this call. */
  answer(call: string, given: readonly unknown[], value: () => Answer): void {
    this.calls.push(call);
    const callback = given[given.length - 1] as Callback;
    const fault = this.faults.get(call);
    if (fault === undefined) return callback(value());
    if (fault === 'silent') return;
    if (typeof fault === 'function') return fault(() => callback(value()));
    if ('code' in fault) return callback(refused(fault.code));
    throw Object.assign(new Error('refused'), fault.thrown === null ? {} : { code: fault.thrown });
  }

  message(conversation: string, id: string): Record<string, unknown> {
    const open = (how: string) => (form: unknown): void => {
      this.calls.push(how);
      const fault = this.faults.get(how);
      if (typeof fault === 'object' && 'thrown' in fault) throw Object.assign(new Error('refused'), fault.thrown === null ? {} : { code: fault.thrown });
      this.opened.push({ how, form });
    };
    const openAsync = (how: string) => (form: unknown, callback: Callback): void => this.answer(how, [callback], () => {
      this.opened.push({ how, form });
      return well();
    });
    return {
      itemType: 'message', itemId: id, internetMessageId: `<${id}@example>`, conversationId: conversation, subject: 'Re : Facture FA-2026-0297', from: person('Compta@Lebrun.example', 'Sophie Marchand'),
      to: [person('nadia@vernet.example', 'Nadia Perrin')], cc: [person('pas une adresse')], dateTimeCreated: new Date('2026-11-20T15:52:00.000Z'),
      attachments: [{ name: 'relevé.pdf', isInline: false }, { name: 'logo.png', isInline: true }],
      body: { getAsync: (...given: unknown[]) => this.answer('body.getAsync', given, () => well(this.text)) },
      displayReplyForm: open('displayReplyForm'), displayReplyAllForm: open('displayReplyAllForm'), displayReplyFormAsync: openAsync('displayReplyFormAsync'), displayReplyAllFormAsync: openAsync('displayReplyAllFormAsync'),
    };
  }

  draft(conversation: string | null = 'thread-1'): FakeDraft {
    return new FakeDraft(this, conversation);
  }

  /** The forms of a mobile Outlook: none. */
  onPhone(platform: 'iOS' | 'Android'): void {
    this.platform = platform;
  }
}

const globals = globalThis as unknown as Record<string, unknown>;
const PLACED = ['Office', 'window', 'document', 'navigator'];
let before: (readonly [string, PropertyDescriptor | undefined])[] = [];

/** Puts the fake where the adapter finds the real one. `looked` holds what listens for the pane being looked at. */
export function placeOffice(office: FakeOffice, looked: Map<string, () => void>): void {
  before = PLACED.map((name) => [name, Object.getOwnPropertyDescriptor(globals, name)]);
  const put = (name: string, value: unknown): void => { Object.defineProperty(globals, name, { value, configurable: true, writable: true }); };
  const listen = { addEventListener: (name: string, handler: () => void) => looked.set(name, handler) };
  put('window', listen);
  put('document', { ...listen, visibilityState: 'visible' });
  put('navigator', {
    get clipboard() {
      if (office.clipboard === 'absent') return undefined;
      return { writeText: (text: string) => {
        if (office.clipboard === 'closed') return Promise.reject(new DOMException('not allowed', 'NotAllowedError'));
        office.copied.push(text);
        return Promise.resolve();
      } };
    },
  });
  const openNew = (form: unknown): void => {
    office.calls.push('displayNewMessageForm');
    const fault = office.faults.get('displayNewMessageForm');
    if (typeof fault === 'object' && 'thrown' in fault) throw Object.assign(new Error('refused'), { code: fault.thrown });
    office.opened.push({ how: 'displayNewMessageForm', form });
  };
  put('Office', {
    onReady: () => office.onReady(), HostType: { Outlook: 'Outlook' }, AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' }, CoercionType: { Text: 'text', Html: 'html' },
    MailboxEnums: { ItemType: { Message: 'message' }, AttachmentType: { Base64: 'base64' } },
    EventType: { ItemChanged: 'olkItemSelectedChanged', OfficeThemeChanged: 'officeThemeChanged', RecipientsChanged: 'olkRecipientsChanged' },
    context: {
      displayLanguage: 'fr-FR', get officeTheme() { return office.theme; },
      requirements: { isSetSupported: (_set: string, version: string) => Number(version.split('.')[1]) <= Number(office.mailbox.split('.')[1]) },
      mailbox: {
        userProfile: person('compta@vernet.example', 'Compta'), get item() { return office.item; },
        addHandlerAsync: (event: string, handler: () => void, callback: Callback) => {
          office.listeners.push({ event, handler });
          const fault = office.faults.get('addHandlerAsync');
          if (typeof fault === 'function') fault(() => callback(well()));
          else callback(well());
        },
        displayNewMessageForm: openNew,
        displayNewMessageFormAsync: (form: unknown, callback: Callback) => office.answer('displayNewMessageFormAsync', [callback], () => {
          office.opened.push({ how: 'displayNewMessageFormAsync', form });
          return well();
        }),
      },
    },
  });
}

export function removeOffice(): void {
  for (const [name, descriptor] of before) {
    if (descriptor === undefined) delete globals[name];
    else Object.defineProperty(globals, name, descriptor);
  }
}
