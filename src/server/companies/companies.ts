import { randomBytes } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { COMPANY_HEADER, companyView, fail, ok } from '../../core';
import type { CompanyId, CompanyView, EmailAddress, Problem, Result } from '../../core';
import type { NotStarted } from '../open-database';
import { blankProfile } from '../pack-keeper';
import { stateOfStore } from '../ledger-service';
import type { LedBack } from '../feeds/desk/consents';
import type { OtherCompanies } from '../store/companies';
import type { CompanyBooks } from './company-books';
import type { CompanyDesk } from './company-desk';

export interface OpenedBooks {
  readonly books: CompanyBooks;
  /** Its store with it. */
  close(): Promise<void>;
}

export interface CompaniesOptions {
  /** The company that the server is made with. */
  readonly first: CompanyBooks;
  /** Which others there are. */
  readonly others: OtherCompanies;
  /** Opens the books of another one, made when they are not there. */
  readonly open: (company: CompanyId) => Promise<Result<OpenedBooks, NotStarted>>;
  /** Deletes what lies on the disk of a company whose books are closed. */
  readonly forget: (company: CompanyId) => void;
  /** A company's API. */
  readonly app: (books: CompanyBooks, companies: CompanyDesk) => OpenAPIHono;
  /** Of the person who works here, for all of them: own in every company, so that they tell none from another. */
  readonly person: readonly EmailAddress[];
  /** The database is only read: none is added or removed. */
  readonly readOnly: boolean;
}

const LONGEST_NAME = 200;

/** The companies of one server: each has its own books, and a request names the one that it is about. */
export class Companies implements CompanyDesk {
  private readonly apps = new Map<string, OpenAPIHono>();
  private readonly opened = new Map<CompanyId, OpenedBooks>();
  private changing: Promise<unknown> = Promise.resolve();

  private constructor(private readonly options: CompaniesOptions) {
    this.apps.set(options.first.company, options.app(options.first, this));
  }

  /** Opens them all. One that cannot be opened keeps the server from starting: left out, its mails would be taken for another's. */
  static async open(options: CompaniesOptions): Promise<Result<Companies, NotStarted>> {
    const companies = new Companies(options);
    for (const company of await options.others.list()) {
      const opened = await companies.openOther(company);
      if (opened.ok) continue;
      await companies.close();
      return fail({ ...opened.problem, message: `The books of the company ${company} cannot be opened. ${opened.problem.message}` });
    }
    return ok(companies);
  }

  /** The first one's, which serves the pane too. */
  get firstApp(): OpenAPIHono {
    return this.apps.get(this.options.first.company) as OpenAPIHono;
  }

  /** Passes a request on to the company that it names. One that is not there is refused by the first, behind its door. */
  fetch(request: Request, ...rest: readonly unknown[]): Response | Promise<Response> {
    const named = request.headers.get(COMPANY_HEADER);
    const app = (named === null ? undefined : this.apps.get(named)) ?? this.firstApp;
    return app.fetch(request, ...(rest as []));
  }

  /** All of them, the first one first. */
  get books(): readonly CompanyBooks[] {
    return [this.options.first, ...[...this.opened.values()].map(({ books }) => books)];
  }

  async list(): Promise<readonly CompanyView[]> {
    return Promise.all(this.books.map(async (books) => companyView(await books.profile(), (await stateOfStore(books.store, books.company)).connected)));
  }

  add(typed: string): Promise<Result<CompanyView, Problem>> {
    return this.changed(async () => {
      const name = typed.trim();
      const because = name === '' ? 'missing' : name.length > LONGEST_NAME ? 'too-long' : (await this.list()).some((known) => known.name.toLowerCase() === name.toLowerCase()) ? 'taken' : null;
      if (because !== null) return fail({ code: 'company/name-refused', because });
      const company = `c-${randomBytes(6).toString('hex')}` as CompanyId;
      const opened = await this.openOther(company);
      if (!opened.ok) throw new Error(`the books of a new company: ${opened.problem.message}`);
      const profile = { ...blankProfile(company), name, addresses: this.options.person };
      await opened.value.books.store.saveSettings(company, { profile, overrides: { company: [], freeMail: [] } });
      // Listed last: one whose books could not be made is none.
      await this.options.others.add(company);
      return ok(companyView(profile, false));
    });
  }

  remove(id: string): Promise<Result<null, Problem>> {
    return this.changed(async () => {
      const company = id as CompanyId;
      if (id === this.options.first.company) return fail({ code: 'company/kept', company: (await this.options.first.profile()).name, because: 'first' });
      const opened = this.opened.get(company);
      if (opened === undefined) return fail({ code: 'company/unknown', company: id });
      const { books } = opened;
      if ((await books.store.newestEntryAt(company)) !== null) return fail({ code: 'company/kept', company: (await books.profile()).name, because: 'log' });
      // What a vendor let us in by is taken back while it is known.
      for (const { id: feed } of (await books.feeds?.views()) ?? []) await books.feeds?.remove(feed);
      this.apps.delete(company);
      this.opened.delete(company);
      await opened.close();
      await this.options.others.remove(company);
      this.options.forget(company);
      return ok(null);
    });
  }

  /** The vendor's page led back: whichever company had asked it is the one that is let in. */
  async authorised(back: LedBack): Promise<boolean> {
    for (const { feeds } of this.books) {
      if (feeds === null || !feeds.awaits(back.state)) continue;
      return (await feeds.authorised(back)).ok;
    }
    return false;
  }

  /** Closes all but the first, whose owner closes it. */
  async close(): Promise<void> {
    for (const opened of this.opened.values()) await opened.close();
    this.opened.clear();
  }

  private async openOther(company: CompanyId): Promise<Result<OpenedBooks, NotStarted>> {
    const opened = await this.options.open(company);
    if (!opened.ok) return opened;
    this.opened.set(company, opened.value);
    this.apps.set(company, this.options.app(opened.value.books, this));
    return opened;
  }

  /** One change at a time. */
  private changed<T>(work: () => Promise<Result<T, Problem>>): Promise<Result<T, Problem>> {
    if (this.options.readOnly) return Promise.resolve(fail({ code: 'log/read-only', because: 'no-rights' }));
    const mine = this.changing.then(work);
    this.changing = mine.catch(() => undefined);
    return mine;
  }
}
