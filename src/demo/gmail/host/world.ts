import type { CallKind } from './calls';
import { DailyUse, MinuteUse } from './quotas';
import { Faults } from './faults';
import { Mailbox } from './mail/mailbox';
import type { WorldThread } from './mail/mailbox';
import { ALL_SCOPES } from './scopes';
import { ServiceError } from './service-error';
import type { SimulatedSpreadsheet } from './sheets/spreadsheet';
import { CacheStore } from './stores/cache-store';
import { PropertyStore } from './stores/property-store';
import { ScriptLock } from './stores/script-lock';

export interface WorldUser {
  readonly email: string;
  readonly name?: string;
  /** `Europe/Paris` */
  readonly timeZone: string;
  /** `fr` or `fr-FR`, as Gmail's events give it. */
  readonly locale: string;
}

export interface FetchRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}
export interface FetchAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}
/** @throws Error when nobody answers at that address. */
export type Fetch = (request: FetchRequest) => FetchAnswer;

export interface WorldOptions {
  /** Milliseconds: a clock that stands still until it is moved; or one that runs. */
  readonly now: number | (() => number);
  readonly user: WorldUser;
  readonly threads?: readonly WorldThread[];
  readonly files?: Iterable<SimulatedSpreadsheet>;
  /** The manifest's `oauthScopes`; without them every scope that is simulated. */
  readonly scopes?: readonly string[];
  /** The manifest's time zone. */
  readonly scriptTimeZone?: string;
  /** The manifest's `urlFetchWhitelist`; null: every address. */
  readonly fetchable?: readonly string[] | null;
  /** Reads, and writes, of Sheets that this user has in a minute (Google: 60); default: not counted, for most clocks of tests stand still. */
  readonly sheetsPerMinute?: number;
}

/** What all users of one installation share. */
class Shared {
  offset = 0;
  readonly scriptProperties = new PropertyStore();
  readonly lock = new ScriptLock();
  private readonly clock: () => number;
  constructor(now: number | (() => number), readonly files: Map<string, SimulatedSpreadsheet>) {
    this.clock = typeof now === 'number' ? () => now : now;
  }
  now(): number {
    return Math.floor(this.clock() + this.offset);
  }
}

/** Google around one user's sidebar: mailbox, spreadsheets, stores, clock, and what goes wrong. */
export class World {
  readonly user: WorldUser;
  readonly mailbox: Mailbox;
  readonly faults = new Faults();
  readonly userProperties = new PropertyStore();
  readonly userCache = new CacheStore(() => this.now());
  /** Scopes that the user has granted; a partial consent takes some away. */
  readonly granted: Set<string>;
  /** Scopes that the manifest asks for. */
  readonly asked: readonly string[];
  /** Milliseconds that a call takes on the world's clock. */
  readonly slow = new Map<CallKind, number>();
  readonly scriptTimeZone: string;
  readonly fetchable: readonly string[] | null;
  /** What scripts wrote with console. */
  readonly log: string[] = [];
  /** Who answers UrlFetchApp; null: nobody. */
  fetch: Fetch | null = null;
  /** The identity token that Google signs for this user; null: no token. */
  identityToken: () => string | null = () => null;
  private readonly shared: Shared;
  private readonly before = new Map<CallKind, (() => void)[]>();
  private readonly today = new DailyUse();
  readonly sheetsMinute: MinuteUse;

  constructor(private readonly options: WorldOptions, besides?: World) {
    this.shared = besides?.shared ?? new Shared(options.now, new Map([...(options.files ?? [])].map((file) => [file.id, file])));
    this.user = options.user;
    this.mailbox = new Mailbox(options.user, options.threads ?? [], () => this.now());
    this.asked = options.scopes ?? ALL_SCOPES;
    this.granted = new Set(this.asked);
    this.scriptTimeZone = options.scriptTimeZone ?? 'Europe/Paris';
    this.fetchable = options.fetchable ?? null;
    this.sheetsMinute = new MinuteUse(options.sheetsPerMinute ?? Number.POSITIVE_INFINITY);
  }

  /** A colleague in the same installation: same clock, files, script properties and lock; an own mailbox, own properties and cache. */
  colleague(user: WorldUser, threads: readonly WorldThread[] = []): World {
    const colleague = new World({ ...this.options, user, threads }, this);
    colleague.fetch = this.fetch;
    return colleague;
  }

  get files(): Map<string, SimulatedSpreadsheet> {
    return this.shared.files;
  }

  get threads(): readonly WorldThread[] {
    return this.mailbox.threads;
  }

  get scriptProperties(): PropertyStore {
    return this.shared.scriptProperties;
  }

  get lock(): ScriptLock {
    return this.shared.lock;
  }

  /** Milliseconds. */
  now(): number {
    return this.shared.now();
  }

  advance(milliseconds: number): void {
    this.shared.offset += milliseconds;
  }

  /** Something happens just before the next call of this kind: a colleague appends, a tab is renamed. */
  beforeNext(kind: CallKind, act: () => void): void {
    this.before.set(kind, [...(this.before.get(kind) ?? []), act]);
  }

  /** A call of this kind begins. @throws ServiceError when the day's quota is used up. */
  passTime(kind: CallKind): void {
    const act = this.before.get(kind)?.shift();
    act?.();
    this.advance(this.slow.get(kind) ?? 0);
    this.today.count(kind, this.now());
  }

  /** @throws ServiceError in Google's words when the user has granted none of these scopes. */
  need(method: string, ...scopes: readonly string[]): void {
    if (!scopes.some((scope) => this.granted.has(scope))) throw new ServiceError(`Specified permissions are not sufficient to call ${method}. Required permissions: ${scopes.length === 1 ? (scopes[0] ?? '') : `(${scopes.join(' || ')})`}`);
  }
}
