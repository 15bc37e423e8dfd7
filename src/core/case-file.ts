import type { Instant, LocalDate } from './calendar/types';
import type { UsualTerm } from './calendar/usual-term';
import type { CompanyId, Debtor, EmailAddress, Invoice, Language, LedgerSource, LegalIds, PolicyId } from './ledger/types';
import type { LogEntry } from './log/types';
import type { ReminderPolicy } from './dunning/types';
import type { Template } from './reminder/types';

/** Who writes: the creditor. */
export interface CompanyProfile {
  readonly id: CompanyId;
  readonly name: string;
  readonly legalIds: LegalIds;
  /** IANA zone; the server turns it into `today`. */
  readonly timeZone: string;
  readonly language: Language;
  /** Own people, shared mailboxes, aliases: never a debtor. */
  readonly addresses: readonly EmailAddress[];
  readonly domains: readonly string[];
  readonly iban: string | null;
  readonly bic: string | null;
  readonly phone: string | null;
  /** Mentions of R123-237 of the commercial code, printed at the foot of a reminder. */
  readonly legalMentions: string | null;
  /** Whose signature closes the mail: the mail client's own, or one written by Relance. */
  readonly signature: 'mail-client' | 'relance';
  /** Consumers are reminded too, by their own texts. Absent: they are not (law sheet 1.14: off by default). */
  readonly remindsConsumers?: boolean;
  /** Agreed with most customers: where a ledger holds no due dates they are reckoned by it. null, absent: 30 days (C. com. L441-10 I). */
  readonly usualTerm?: UsualTerm | null;
}

/** One debtor's facts and log, as loaded. */
export interface CaseFile {
  readonly company: CompanyId;
  readonly debtor: Debtor;
  readonly invoices: readonly Invoice[];
  readonly entries: readonly LogEntry[];
  readonly source: LedgerSource;
  readonly loadedAt: Instant;
  /** The day in the company's time zone. */
  readonly today: LocalDate;
  readonly pack: string;
}

/** What is the same for every debtor; loaded once per id. */
export interface Pack {
  readonly id: string;
  readonly profile: CompanyProfile;
  readonly policies: readonly ReminderPolicy[];
  readonly defaultPolicy: PolicyId;
  /** Plans given to segments of the ledger; absent: none. */
  readonly segmentPolicies?: Readonly<Record<string, PolicyId>>;
  readonly templates: readonly Template[];
  /** Shapes of the ledger's invoice numbers, at most 64: digits as 9, letters as A, other characters as they are. */
  readonly numberShapes: readonly string[];
  /** Domains that the ledger's owner says are a company's own though a list calls them free-mail, and the reverse. */
  readonly domainOverrides: { readonly company: readonly string[]; readonly freeMail: readonly string[] };
}

export const RULES_VERSION = '1';
