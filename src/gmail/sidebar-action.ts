import { fail, isLocalDate, NO_CHOICES, ok, parseAddress, WORKLIST_GROUPS } from '../core';
import type { Channel, Choices, ContactRole, DebtorId, EmailAddress, EntryId, FormKind, InvoiceId, Language, LocalDate, ReminderReference, ReplyKind, RequestId, Result, SidebarProblem, StageId, Tone, WorklistGroup } from '../core';

/**
 * Whose card a button stands on, and what was picked there. Between two callbacks nothing is kept, so this is all that
 * the next one is told: ids, never a sum; what is owed is read again. The clerk's browser sees it and could change it.
 */
export interface Standing {
  readonly debtor: DebtorId | null;
  /** `list`: reached from the worklist or by search, not from the open message. `draft`: beside a message that is being written, at whose cursor a text is inserted. */
  readonly from: 'message' | 'list' | 'draft';
  readonly choices: Choices;
  /** Made when the card was drawn: the same button pressed twice is one entry of the log. null: it records nothing. */
  readonly request: RequestId | null;
}
export const NOWHERE: Standing = { debtor: null, from: 'message', choices: NO_CHOICES, request: null };

/** What the worklist shows; no sum is a filter here, because none may stand in an action. */
export interface SidebarList {
  readonly group: WorklistGroup;
  readonly words: string;
  readonly stage: StageId | null;
  readonly daysFrom: number;
  /** As WorklistQuery.after. */
  readonly after: string;
}

/** Without more than their name. */
const BARE = [
  'insert-reminder', 'preview', 'choose-picked', 'change-debtor', 'confirm-debtor', 'not-a-customer', 'search', 'refresh', 'picked', 'show-contacts', 'show-penalties',
  'show-unreadable-rows', 'show-message', 'open-settings', 'save-profile', 'set-language', 'create-book', 'connect-book', 'connect-server', 'move-to-server', 'write-reports', 'open-choices', 'back',
] as const;
type Bare = (typeof BARE)[number];

export type Step =
  | { readonly [K in Bare]: { readonly kind: K } }[Bare]
  | { readonly kind: 'insert-reply'; readonly reply: ReplyKind }
  | { readonly kind: 'preview-reply'; readonly reply: ReplyKind }
  | { readonly kind: 'confirm-sent'; readonly reference: ReminderReference }
  | { readonly kind: 'discard-draft'; readonly reference: ReminderReference }
  | { readonly kind: 'open-form'; readonly form: FormKind; readonly about: EntryId | StageId | null }
  | { readonly kind: 'save-form'; readonly form: FormKind; readonly about: EntryId | StageId | null }
  | { readonly kind: 'lift-hold'; readonly entry: EntryId }
  | { readonly kind: 'void-entry'; readonly entry: EntryId }
  | { readonly kind: 'choose-debtor'; readonly chosen: DebtorId }
  | { readonly kind: 'open-debtor'; readonly chosen: DebtorId }
  | { readonly kind: 'new-message'; readonly chosen: DebtorId }
  | { readonly kind: 'pass-until'; readonly chosen: DebtorId }
  | { readonly kind: 'keep-copy'; readonly address: EmailAddress; readonly keep: boolean }
  | { readonly kind: 'note-bounced'; readonly address: EmailAddress }
  | { readonly kind: 'remove-contact'; readonly address: EmailAddress }
  | { readonly kind: 'restore-contact'; readonly address: EmailAddress; readonly role: ContactRole | null }
  | { readonly kind: 'answer-read'; readonly receivedOn: LocalDate }
  | { readonly kind: 'show-invoice'; readonly invoice: InvoiceId }
  /** A page of a list that is too long for its card; `at`: its first row. */
  | { readonly kind: 'show-invoices'; readonly at: number }
  | { readonly kind: 'show-log'; readonly at: number }
  | ({ readonly kind: 'open-list' } & SidebarList)
  | ({ readonly kind: 'filter-list' } & SidebarList)
  /** The spreadsheet whose columns were checked. */
  | { readonly kind: 'use-columns'; readonly spreadsheet: string }
  /** One more step of the move; `server`: its address. */
  | { readonly kind: 'move-on'; readonly cursor: string; readonly server: string }
  | { readonly kind: 'forget-choice'; readonly scope: 'thread' | 'address' | 'domain'; readonly value: string };

export type SidebarAction = Step & { readonly on: Standing };

/** How a field is written as a string, and read again; null: it is not one. */
interface Field<V> {
  readonly write: (value: V) => string;
  readonly read: (text: string) => V | null;
}
const text = <V extends string>(fits: (text: string) => boolean): Field<V> => ({ write: (value) => value, read: (given) => (fits(given) ? (given as V) : null) });
const oneOf = <V extends string>(values: readonly V[]): Field<V> => text((given) => (values as readonly string[]).includes(given));

/** Longer than any id of a ledger, shorter than what would be worth sending here. */
const LONGEST = 300;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const isId = (given: string): boolean => given.length > 0 && given.length <= LONGEST && !CONTROLS.test(given);
const id = <V extends string>(): Field<V> => text(isId);
const typed: Field<string> = text((given) => given.length <= LONGEST && !CONTROLS.test(given));
const count: Field<number> = { write: String, read: (given) => (/^\d{1,6}$/.test(given) ? Number(given) : null) };
const yes: Field<boolean> = { write: (value) => (value ? 'yes' : 'no'), read: (given) => (given === 'yes' ? true : given === 'no' ? false : null) };
const address: Field<EmailAddress> = text((given) => parseAddress(given) === given);

const REPLIES: readonly ReplyKind[] = ['statement', 'invoice-copy', 'bank-details', 'promise-noted', 'dispute-noted', 'thank-you', 'call-noted', 'notice-copy'];
const ROLES: readonly ContactRole[] = ['payer', 'accounting', 'generic', 'management', 'sales', 'unknown'];
const FORMS: readonly FormKind[] = ['promise', 'dispute', 'hold', 'call', 'note', 'skip', 'close-dispute', 'pass', 'contact', 'letter', 'letter-fate'];
const CHANNELS: Field<Channel> = oneOf<Channel>(['reply', 'reply-all', 'new-message', 'compose', 'copied']);
const FIELDS = {
  reply: oneOf<ReplyKind>(REPLIES),
  reference: text<ReminderReference>((given) => /^R-[A-Z0-9]{2,12}$/.test(given)),
  form: oneOf<FormKind>(FORMS),
  about: id<EntryId | StageId>(),
  entry: id<EntryId>(),
  chosen: id<DebtorId>(),
  invoice: id<InvoiceId>(),
  address,
  keep: yes,
  role: oneOf<ContactRole>(ROLES),
  receivedOn: text<LocalDate>(isLocalDate),
  at: count,
  group: oneOf<WorklistGroup>(WORKLIST_GROUPS),
  words: typed,
  stage: id<StageId>(),
  daysFrom: count,
  after: typed,
  scope: oneOf<'thread' | 'address' | 'domain'>(['thread', 'address', 'domain']),
  value: id<string>(),
  cursor: text<string>((given) => /^[a-z]{3,8}(\.\d{1,7}){0,2}$/.test(given)),
  server: id<string>(),
  /** As Google makes them, with the tab of the invoices. */
  spreadsheet: text<string>((given) => /^[\w-]{10,120}(?:#gid=\d{1,10})?$/.test(given)),
} as const;
type FieldName = keyof typeof FIELDS;
/** Absent where there is none. */
const NULLABLE: readonly FieldName[] = ['about', 'role', 'stage'];

const LIST: readonly FieldName[] = ['group', 'words', 'stage', 'daysFrom', 'after'];
const NEEDS: Readonly<Record<Exclude<Step['kind'], Bare>, readonly FieldName[]>> = {
  'insert-reply': ['reply'],
  'preview-reply': ['reply'],
  'confirm-sent': ['reference'],
  'discard-draft': ['reference'],
  'open-form': ['form', 'about'],
  'save-form': ['form', 'about'],
  'lift-hold': ['entry'],
  'void-entry': ['entry'],
  'choose-debtor': ['chosen'],
  'open-debtor': ['chosen'],
  'new-message': ['chosen'],
  'pass-until': ['chosen'],
  'keep-copy': ['address', 'keep'],
  'note-bounced': ['address'],
  'remove-contact': ['address'],
  'restore-contact': ['address', 'role'],
  'answer-read': ['receivedOn'],
  'show-invoice': ['invoice'],
  'show-invoices': ['at'],
  'show-log': ['at'],
  'open-list': LIST,
  'filter-list': LIST,
  'use-columns': ['spreadsheet'],
  'move-on': ['cursor', 'server'],
  'forget-choice': ['scope', 'value'],
};
const KINDS: readonly string[] = [...BARE, ...Object.keys(NEEDS)];
const needsOf = (kind: string): readonly FieldName[] => ((BARE as readonly string[]).includes(kind) ? [] : NEEDS[kind as Exclude<Step['kind'], Bare>]);

const FROM: Field<Standing['from']> = oneOf<Standing['from']>(['message', 'list', 'draft']);
const TONES: Field<Tone> = oneOf<Tone>(['courteous', 'firm', 'formal']);
const LANGUAGES: Field<Language> = oneOf<Language>(['fr', 'en']);
/** No address holds one. */
const BETWEEN = ' ';
/** More contacts than a card shows. */
const MOST_LEFT_OUT = 50;

/** The parameters of a button: strings, because Google takes nothing else. */
export function encode(action: SidebarAction): Record<string, string> {
  const { debtor, from, choices: { tone, language, channel, withoutCopies }, request } = action.on;
  const given = action as unknown as Readonly<Record<string, unknown>>;
  const written: Record<string, string> = { do: action.kind };
  for (const name of needsOf(action.kind)) {
    const value = given[name];
    if (value !== null && value !== undefined) written[name] = (FIELDS[name] as Field<unknown>).write(value);
  }
  return {
    ...written,
    ...(debtor === null ? {} : { debtor }),
    ...(from === 'message' ? {} : { from }),
    ...(tone === null ? {} : { tone }),
    ...(language === null ? {} : { language }),
    ...(channel === null ? {} : { channel }),
    ...(withoutCopies.length === 0 ? {} : { without: withoutCopies.join(BETWEEN) }),
    ...(request === null ? {} : { request }),
  };
}

/** What a pressed button asks for. Whatever is not as `encode` writes it is refused, with the name of the field. */
export function decode(parameters: Readonly<Record<string, unknown>> | null | undefined): Result<SidebarAction, SidebarProblem> {
  const given = new Map(Object.entries(parameters ?? {}));
  const refused = (field: string): Result<never, SidebarProblem> => fail({ code: 'sidebar/action-refused', field });
  const kind = given.get('do');
  if (typeof kind !== 'string' || !KINDS.includes(kind)) return refused('do');
  const step: Record<string, unknown> = { kind };
  for (const name of needsOf(kind)) {
    const value = given.get(name);
    if (value === undefined && NULLABLE.includes(name)) {
      step[name] = null;
      continue;
    }
    const read = typeof value === 'string' ? (FIELDS[name] as Field<unknown>).read(value) : null;
    if (read === null) return refused(name);
    step[name] = read;
  }
  const standing = standingOf(given);
  return standing.ok ? ok({ ...step, on: standing.value } as SidebarAction) : standing;
}

function standingOf(given: ReadonlyMap<string, unknown>): Result<Standing, SidebarProblem> {
  const refused = (field: string): Result<never, SidebarProblem> => fail({ code: 'sidebar/action-refused', field });
  /** null: absent; undefined: not as it should be. */
  const optional = <V>(name: string, field: Field<V>): V | null | undefined => {
    const value = given.get(name);
    return value === undefined ? null : typeof value === 'string' ? (field.read(value) ?? undefined) : undefined;
  };
  const debtor = optional('debtor', id<DebtorId>());
  if (debtor === undefined) return refused('debtor');
  const from = optional('from', FROM);
  if (from === undefined) return refused('from');
  const tone = optional('tone', TONES);
  if (tone === undefined) return refused('tone');
  const language = optional('language', LANGUAGES);
  if (language === undefined) return refused('language');
  const channel = optional('channel', CHANNELS);
  if (channel === undefined) return refused('channel');
  const request = optional('request', id<RequestId>());
  if (request === undefined) return refused('request');
  const withoutCopies = withoutOf(given.get('without'));
  if (withoutCopies === null) return refused('without');
  return ok({ debtor, from: from ?? 'message', choices: { tone, language, channel, withoutCopies }, request });
}

function withoutOf(value: unknown): readonly EmailAddress[] | null {
  if (value === undefined) return [];
  if (typeof value !== 'string') return null;
  const addresses = value.split(BETWEEN).map((each) => address.read(each));
  return addresses.length <= MOST_LEFT_OUT && addresses.every((each) => each !== null) ? addresses : null;
}
