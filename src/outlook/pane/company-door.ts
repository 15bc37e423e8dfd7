import { companyOfThread } from '../../core';
import type { CompanyId, CompanyView, MailThread, SessionInfo } from '../../core';
import type { HttpRecords } from '../http-records';
import type { OfficeMailHost } from '../office-mail-host';
import type { Desk, SessionOptions } from './desk';
import { Session } from './session';
import type { ArrivedView, CompaniesView } from './snapshot';
import { Store } from './store';

/** The companies of the server, as the session of one of them sees them. */
export interface CompaniesHere {
  /** The server has said which there are. @returns what is shown of them; null: there is one. */
  told(session: SessionInfo): CompaniesView | null;
  /** The server knows this company no longer. @returns whether another one comes on screen for it. */
  lost(): boolean;
  /** Whose thread it is, when it is another one's than this. */
  elsewhere(thread: MailThread): CompanyId | null;
  /** The open message is that company's. */
  show(company: CompanyId, item: string | null): Promise<void>;
  /** The clerk wants that company on screen, whosever the open message is. */
  choose(company: CompanyId): Promise<void>;
  /** Which there are, as far as this pane knows. */
  all(): readonly CompanyView[];
  /** null: the server has not said yet. */
  shown(): CompanyId | null;
  /** One was added, named or removed. */
  changed(all: readonly CompanyView[]): void;
}

export interface CompanyDoorOptions extends Omit<SessionOptions, 'records' | 'companies'> {
  /** Asks about that company for good; null: about the server's first. */
  readonly recordsOf: (company: CompanyId | null) => HttpRecords;
  /** With which the pane begins, and its records, which may be under way. */
  readonly first: { readonly company: CompanyId | null; readonly records: HttpRecords };
  readonly remember: (company: CompanyId | null) => void;
  /** Fetches what a new company's pages will need, once its card stands. */
  readonly ahead: (desk: Desk) => Promise<void>;
}

/**
 * One session for each company, with records of its own: nothing that was read or asked for one of them can be drawn or recorded
 * for another. One is on screen; the others rest, and keep what was typed.
 */
export class CompanyDoor {
  readonly shown: Store<Session>;
  private all: readonly CompanyView[] = [];
  private readonly sessions = new Map<CompanyId, Session>();
  /** Where the clerk said which company a conversation is looked at for. */
  private readonly chosen = new Map<string, CompanyId>();
  private openThread: string | null = null;
  private readonly listeners = new Map<Session, () => void>();
  private watching = false;

  constructor(private readonly options: CompanyDoorOptions) {
    const { company, records } = options.first;
    const session = this.sessionFor(company, records);
    if (company !== null) this.sessions.set(company, session);
    this.shown = new Store(session);
  }

  private sessionFor(asked: CompanyId | null, records: HttpRecords): Session {
    const { first: _, recordsOf: __, ahead: ___, remember, host, ...rest } = this.options;
    let company = asked;
    const view = (): CompaniesView | null => (company === null || this.all.length < 2 ? null : { all: this.all, shown: company });
    const here: CompaniesHere = {
      told: (info) => {
        company = info.company;
        this.all = info.companies;
        this.sessions.set(company, session);
        // A server of one company is asked without naming it, whatever was remembered here.
        remember(this.all.length < 2 ? null : company);
        return view();
      },
      lost: () => {
        if (company === null) return false;
        this.sessions.delete(company);
        remember(null);
        void this.open(null, null);
        return true;
      },
      elsewhere: (thread) => {
        this.openThread = thread.key;
        if (this.all.length < 2 || company === null) return null;
        const whose = this.chosen.get(thread.key) ?? companyOfThread(thread, this.all);
        return whose === company ? null : whose;
      },
      show: (to, item) => {
        const from = this.all.find(({ id }) => id === company);
        return this.open(to, from === undefined ? null : { item, from });
      },
      choose: (to) => {
        if (this.openThread !== null) this.chosen.set(this.openThread, to);
        return to === company ? Promise.resolve() : this.open(to, null);
      },
      all: () => this.all,
      shown: () => company,
      changed: (all) => {
        this.all = all;
        session.desk.set({ companies: view() });
      },
    };
    const own: OfficeMailHost = {
      ...host,
      onItemChanged: (listener) => {
        this.listeners.set(session, listener);
        if (this.watching) return;
        this.watching = true;
        host.onItemChanged(() => this.listeners.get(this.shown.get())?.());
      },
    };
    const session: Session = new Session({ ...rest, host: own, records, companies: here });
    return session;
  }

  private async open(company: CompanyId | null, arrived: ArrivedView | null): Promise<void> {
    const before = this.shown.get();
    const known = company === null ? undefined : this.sessions.get(company);
    const next = known ?? this.sessionFor(company, this.options.recordsOf(company));
    if (company !== null) this.sessions.set(company, next);
    before.reading.rest();
    next.desk.set({ language: before.desk.language() });
    this.shown.set(next);
    await next.reading.resume(arrived);
    if (known === undefined) await this.options.ahead(next.desk);
  }
}
