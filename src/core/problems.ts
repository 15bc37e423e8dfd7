import type { Instant, LocalDate } from './calendar/types';
import type { PolicyProblem } from './dunning/policy-book';
import type { StageId } from './dunning/types';
import type { ChainBreak } from './log/chain';
import type { EntryId } from './log/types';
import type { Money } from './money/types';
import type { PenaltyProblem } from './penalties/types';
import type { TextProblem } from './reminder/template-book';
import type { TemplateProblem } from './reminder/types';

/** What keeps the server's own store from answering. Nothing is half-written: the append was wholly made or not at all. */
export type StoreProblem =
  /** No room on the disk of the server: reading goes on. */
  | { readonly code: 'store/disk-full' }
  /** Another program held the database longer than the server waits. */
  | { readonly code: 'store/busy'; readonly afterMs: number }
  /** The database's file is damaged; the newest backup, if there is one, with the number of log entries in it. */
  | { readonly code: 'store/damaged'; readonly backup: { readonly at: Instant; readonly entries: number } | null }
  /** The disk or the database server does not answer. */
  | { readonly code: 'store/not-answering' }
  /** The server's clock shows an earlier moment than the newest entry of the log bears. */
  | { readonly code: 'store/clock-behind'; readonly lastEntryAt: Instant; readonly now: Instant };

/** What keeps a Google spreadsheet from being read or written. */
export type BookProblem =
  /** Deleted, or never there. */
  | { readonly code: 'sheet/gone' }
  /** It is not shared with this account, or only to be looked at; write: a protected range too. */
  | { readonly code: 'sheet/no-rights'; readonly to: 'read' | 'write' }
  | { readonly code: 'sheet/no-consent' }
  /** Google's limit of calls per minute or day. */
  | { readonly code: 'sheet/quota' }
  | { readonly code: 'sheet/not-answering'; readonly status: number | null }
  /** The Sheets API is not switched on for the add-on's Cloud project. */
  | { readonly code: 'sheet/service-off' }
  /** An XLSX file that Google Sheets shows without having turned it into a spreadsheet. */
  | { readonly code: 'sheet/office-file' }
  /** Found neither by its id nor by its title. */
  | { readonly code: 'sheet/tab-gone'; readonly tab: string }
  /** What was pasted leads to no spreadsheet; published: its web page, which nobody can read or write as a spreadsheet. */
  | { readonly code: 'sheet/not-an-address'; readonly because: 'empty' | 'published' | 'other-document' | 'unknown' }
  /** Relance keeps its log in tabs that are not there, and the clerk has not agreed to have them added. */
  | { readonly code: 'sheet/tabs-to-add'; readonly tabs: readonly string[] }
  /** Of a tab that Relance keeps itself: headings that no row bears any more. */
  | { readonly code: 'sheet/columns-gone'; readonly tab: string; readonly columns: readonly string[] };

/** What Google's own services answer in the sidebar instead of doing what was asked. */
export type GoogleProblem =
  /** A scope was not granted, or the grant was taken back. */
  | { readonly code: 'google/no-consent' }
  /** The token of the open message is no longer good: it lives as long as the card that it came with. */
  | { readonly code: 'google/token-expired' }
  /** A daily or per-minute limit of this account. */
  | { readonly code: 'google/quota' }
  /** The lock was not obtained: a colleague writes to the log. */
  | { readonly code: 'google/busy' }
  /** The 30 seconds of one execution are over. */
  | { readonly code: 'google/out-of-time' }
  | { readonly code: 'google/not-answering' }
  /** Gmail did not make the draft. */
  | { readonly code: 'google/draft-refused' }
  /** Bytes. */
  | { readonly code: 'google/text-too-long'; readonly limit: number; readonly length: number };

/** Why the company's server does not let a Google account in. Nothing was done; nothing of the token is in the answer. */
export type SignInProblem =
  /** The token is not one that Google made out for this server's add-on, now. `not-offered`: this server takes no Google accounts. */
  | { readonly code: 'source/sign-in-refused'; readonly because: 'not-offered' | 'malformed' | 'signature' | 'issuer' | 'audience' | 'expired' | 'not-yet-valid' }
  /** The token is good; its account may not come in. `domain`: of its address. */
  | { readonly code: 'source/account-refused'; readonly because: 'address-not-verified' | 'domain'; readonly domain: string }
  /** The server cannot read Google's public keys: nobody can be let in or refused. */
  | { readonly code: 'source/sign-in-keys-unreachable' }
  /** The add-on's manifest does not name the server's address: Google lets no request through. */
  | { readonly code: 'source/address-not-allowed' };

/** What keeps a tab of a spreadsheet from being a ledger: `file` is the tab. */
export type LedgerObstacle = Extract<LedgerProblem, { code: 'ledger/empty' | 'ledger/no-usable-column' | 'ledger/column-missing' | 'ledger/column-twice' | 'ledger/account-statement' | 'ledger/date-order-undecided' | 'ledger/date-orders-mixed' }>;

export type SourceProblem =
  | StoreProblem
  | SignInProblem
  | LedgerObstacle
  | BookProblem
  | GoogleProblem
  | { readonly code: 'source/unreachable'; readonly since: Instant | null }
  | { readonly code: 'source/timed-out'; readonly afterMs: number }
  | { readonly code: 'source/server-error'; readonly status: number; readonly reference: string | null }
  | { readonly code: 'source/unreadable-answer' }
  | { readonly code: 'source/not-signed-in' }
  | { readonly code: 'source/forbidden' }
  | { readonly code: 'source/unknown-debtor' }
  /** Of several companies of one server, one that is not kept there (any more). */
  | { readonly code: 'company/unknown'; readonly company: string }
  | { readonly code: 'source/no-ledger' }
  /** A choice of debtor cannot be remembered for this: it is ours, everybody's (free-mail, a platform), or no address or domain at all. */
  /** A domain that cannot be put on a list of the settings. */
  | { readonly code: 'source/domain-refused'; readonly domain: string; readonly because: 'malformed' | 'ours' | 'everybodys' | 'on-both-lists' }
  | { readonly code: 'source/choice-refused'; readonly scope: 'address' | 'domain'; readonly because: 'ours' | 'everybodys' | 'malformed' }
  | { readonly code: 'source/version-not-served'; readonly asked: number; readonly served: readonly number[] };

export type LogProblem =
  | SourceProblem
  /** A colleague (or another window) was faster: the step is reserved or done. */
  | { readonly code: 'log/step-taken'; readonly stage: StageId; readonly by: string; readonly at: Instant; readonly entry: EntryId }
  /** The server's own assessment differs (paid meanwhile, held, too soon). */
  | { readonly code: 'log/no-longer-due' }
  /** The reminder is written to an address from which mail came back. */
  | { readonly code: 'log/address-refused'; readonly address: string }
  | { readonly code: 'log/nothing-to-confirm'; readonly reference: string }
  | { readonly code: 'log/entry-unknown'; readonly entry: string }
  | { readonly code: 'log/cannot-be-undone'; readonly entry: string; readonly because: 'already-voided' | 'not-the-last-step' | 'is-an-undo' }
  | { readonly code: 'log/invalid-entry'; readonly field: string; readonly detail: string }
  | { readonly code: 'log/request-id-reused' }
  /** An entry no longer says what was written (a sheet's row, 1-based; null: rows are gone): nothing is chained to it, and the log does not move, until it does. */
  | { readonly code: 'log/changed-by-hand'; readonly row: number | null }
  /** Absent: the log has moved to the company's server. no-rights: the server may not write its database. */
  | { readonly code: 'log/read-only'; readonly because?: 'no-rights' };

export type MailProblem =
  | GoogleProblem
  | { readonly code: 'mail/no-item' }
  | { readonly code: 'mail/item-changed' }
  | { readonly code: 'mail/no-answer'; readonly call: string; readonly afterMs: number }
  | { readonly code: 'mail/host-refused'; readonly call: string; readonly hostCode: number | null }
  | { readonly code: 'mail/unsupported'; readonly call: string }
  | { readonly code: 'mail/too-long'; readonly limit: number; readonly length: number }
  | { readonly code: 'mail/no-recipient' }
  /** The browser does not let this frame write to the clipboard. */
  | { readonly code: 'mail/clipboard-closed' }
  /** No form took the PDFs that the text speaks of: nothing was opened. */
  | { readonly code: 'mail/attachments-refused'; readonly hostCode: number | null }
  /** The text stands in the draft, its subject could not be set. */
  | { readonly code: 'mail/subject-not-set' }
  | { readonly code: 'mail/not-in-outlook' };

/** A ledger file, or a part of it, that could not be read. Rows are 1-based as the file shows them. */
export type LedgerProblem =
  | { readonly code: 'ledger/not-a-workbook'; readonly file: string }
  | { readonly code: 'ledger/empty'; readonly file: string }
  /** `changing`: it was written, or another put in its place, while it was read. */
  | { readonly code: 'ledger/file-unreadable'; readonly file: string; readonly because: 'missing' | 'no-rights' | 'locked' | 'changing' | 'other' }
  | { readonly code: 'ledger/no-usable-column'; readonly file: string; readonly headers: readonly string[] }
  | { readonly code: 'ledger/column-missing'; readonly file: string; readonly field: string }
  /** Debits and credits of an account, paid invoices among them: what is open of each invoice cannot be told from the column. */
  | { readonly code: 'ledger/account-statement'; readonly file: string; readonly column: string }
  | { readonly code: 'ledger/date-order-undecided'; readonly file: string; readonly column: string; readonly example: string }
  /** Texts of one column say the day first and the month first. */
  | { readonly code: 'ledger/date-orders-mixed'; readonly file: string; readonly column: string; readonly dayFirst: string; readonly monthFirst: string }
  /** Columns of one name, as the sheet letters them: which of them is meant is not guessed. */
  | { readonly code: 'ledger/column-twice'; readonly file: string; readonly header: string; readonly columns: readonly string[] }
  | { readonly code: 'ledger/quote-not-closed'; readonly file: string; readonly row: number }
  | { readonly code: 'ledger/encrypted'; readonly file: string }
  | { readonly code: 'ledger/too-large'; readonly file: string; readonly limit: number }
  | { readonly code: 'ledger/row-unreadable'; readonly file: string; readonly sheet: string | null; readonly row: number; readonly column: string; readonly value: string;
      readonly why: 'no-number' | 'no-customer' | 'no-amount' | 'amount' | 'no-due-date' | 'date' | 'bare-date' | 'currency' | 'duplicate' | 'identifier' | 'too-many-columns' | 'too-few-columns' | 'no-account'
        | 'cell-error' | 'formula' | 'shortened' | 'ambiguous' | 'lines-undecided' | 'sum-without-name' | 'paid-yet-open' | 'partly-matched' }
  /** A kind of file that is not read: an old workbook, another program's, a picture. */
  | { readonly code: 'ledger/other-format'; readonly file: string; readonly format: 'xls' | 'xlsb' | 'ods' | 'numbers' | 'word' | 'pdf' | 'html' | 'zip' }
  /** Rows of a printed report that are no invoices: nothing is lost, and it is said. `row` is the first of them. */
  | { readonly code: 'ledger/rows-skipped'; readonly file: string; readonly sheet: string | null; readonly row: number; readonly rows: number; readonly value: string;
      readonly why: 'total' | 'heading' | 'repeated-header' | 'repeated-amount' | 'cancelled' | 'draft' | 'settled' | 'example' | 'vendor-bill' }
  /** Rows of which every cell is that of an earlier row, `first`: each invoice counts once. `row` is the first of them. */
  | { readonly code: 'ledger/rows-identical'; readonly file: string; readonly sheet: string | null; readonly row: number; readonly first: number; readonly rows: number }
  /** A printed total that is not the sum of the rows read above it; minor units. */
  | { readonly code: 'ledger/total-differs'; readonly file: string; readonly sheet: string | null; readonly row: number; readonly value: string; readonly printed: Money; readonly read: Money }
  /** Invoices with one row per line: their lines were added up. `row` and `number` are those of the first. */
  | { readonly code: 'ledger/lines-summed'; readonly file: string; readonly sheet: string | null; readonly row: number; readonly number: string; readonly invoices: number }
  /** Rows of one customer tell `count` postal addresses: that of the newest invoice is used, first told in `row`. `others`: the first rows of the other ones, at most 5. */
  | { readonly code: 'ledger/addresses-differ'; readonly file: string; readonly sheet: string | null; readonly row: number; readonly customer: string; readonly others: readonly number[]; readonly count: number }
  /** Another table begins: it is not read. */
  | { readonly code: 'ledger/second-table'; readonly file: string; readonly sheet: string | null; readonly row: number; readonly rows: number; readonly value: string }
  | { readonly code: 'ledger/sheet-remark'; readonly file: string; readonly sheet: string | null; readonly what: 'hidden-rows' | 'hidden-columns' | 'hidden-sheet' | 'columns-not-read'; readonly count: number }
  /** Debits and credits of an entry of a FEC, or (row 0) of the file in whole, differ. Nothing is left out for that. `difference`: debits less credits. */
  | { readonly code: 'ledger/fec-unbalanced'; readonly file: string; readonly row: number; readonly journal: string; readonly entry: string; readonly difference: Money }
  /**
   * How the accounts of customers in a FEC were read. `count`: lines, invoices, letters or customers; `row` (0: no line of it) and `value`: of the first
   * of them; `amount`: what they come to, null where it says nothing.
   */
  | { readonly code: 'ledger/fec-remark'; readonly file: string; readonly row: number; readonly count: number; readonly value: string; readonly amount: Money | null;
      readonly what: 'due-computed' | 'covered' | 'matched' | 'partly-lettered' | 'unallocated' | 'deposits' | 'doubtful' | 'bills' | 'opening' | 'other-debits' | 'foreign' | 'no-piece' | 'accruals' | 'other-accounts' | 'earlier-years' | 'years-differ' | 'no-customer' | 'column-supposed' }
  /** What was read of the last ledger is lost; the log is not. `file`: its name, to be read again. */
  | { readonly code: 'ledger/lost'; readonly file: string }
  /** Systems are connected: a file that replaced them all would end their invoices. */
  | { readonly code: 'ledger/others-connected'; readonly file: string }
  | { readonly code: 'ledger/import-cancelled'; readonly file: string }
  /** `by`: who began it; null: the watched file changed. */
  | { readonly code: 'ledger/import-running'; readonly file: string; readonly by: string | null }
  | { readonly code: 'ledger/document-missing'; readonly file: string; readonly number: string };

export type ConfirmationProblem = { readonly code: 'ledger/awaits-confirmation'; readonly file: string; readonly rowsBefore: number; readonly rowsNow: number; readonly at: LocalDate };

/** Why a sheet's log cannot move to the server: nothing of the request was written. */
export type MoveProblem =
  /** The chain of a customer does not hold from entry `seq` on, as core/log `verifyChain` says. */
  | { readonly code: 'move/chain-broken'; readonly debtor: string; readonly name: string; readonly seq: number; readonly why: ChainBreak }
  /** The server's log of this customer holds something else: only an empty one takes a sheet's. `entries`: how many are there. */
  | { readonly code: 'move/log-not-empty'; readonly debtor: string; readonly name: string; readonly entries: number }
  /** The sheet's ledger names this customer, the server's does not: the ledger comes first. */
  | { readonly code: 'move/customer-unknown'; readonly debtor: string; readonly name: string };

/**
 * What keeps a ledger elsewhere from being read. `feed`: its name, as the admin gave it. None of them holds a key, an
 * address of a person or a vendor's own text.
 */
export type FeedProblem =
  /** No such key, or it was taken back. */
  | { readonly code: 'feed/credential-refused'; readonly feed: string }
  /** The vendor's consent ran out or was taken back: it must be given again on its own page. */
  | { readonly code: 'feed/consent-over'; readonly feed: string }
  /** The key is good, its owner may not read this. `what`: the system's own name of it (`account.move`). */
  | { readonly code: 'feed/no-rights'; readonly feed: string; readonly what: string }
  /** Something answers there, and it is not this system, or not this part of it. */
  | { readonly code: 'feed/not-found'; readonly feed: string; readonly what: 'address' | 'api' | 'database' | 'company' | 'spreadsheet' | 'folder' | 'document' | 'customer' }
  | { readonly code: 'feed/address-refused'; readonly feed: string; readonly because: 'malformed' | 'not-https' | 'redirects'; readonly host: string }
  | { readonly code: 'feed/setting-refused'; readonly feed: string; readonly field: string; readonly because: 'missing' | 'malformed' | 'too-long' }
  | { readonly code: 'feed/version-not-read'; readonly feed: string; readonly found: string; readonly needs: string }
  /** The vendor's limit of calls; seconds. */
  | { readonly code: 'feed/too-many-requests'; readonly feed: string; readonly retryAfter: number | null }
  | { readonly code: 'feed/unreachable'; readonly feed: string; readonly because: 'no-such-host' | 'refused' | 'certificate' | 'cut-off' | 'other' }
  | { readonly code: 'feed/timed-out'; readonly feed: string; readonly afterMs: number }
  | { readonly code: 'feed/server-error'; readonly feed: string; readonly status: number }
  /** Answered, and not what the system's description says; `at`: the path of the first thing that is not. */
  | { readonly code: 'feed/unreadable-answer'; readonly feed: string; readonly at: string }
  /** It failed again and again: it is left alone for a while; seconds. */
  | { readonly code: 'feed/paused'; readonly feed: string; readonly seconds: number }
  /** The system no longer knows what changed since the last pull: everything is pulled again. */
  | { readonly code: 'feed/too-old'; readonly feed: string }
  /** The key under which secrets are sealed is not the one of before: they must be given again. */
  | { readonly code: 'feed/secret-unreadable'; readonly feed: string }
  | { readonly code: 'feed/pull-running'; readonly feed: string }
  | { readonly code: 'feed/cancelled'; readonly feed: string }
  | { readonly code: 'feed/unknown'; readonly feed: string }
  /** One record of it; `record`: its number, or its id where it has none; `field`: the system's own name. */
  | { readonly code: 'feed/record-unreadable'; readonly feed: string; readonly record: string; readonly field: string; readonly why: 'missing' | 'malformed' | 'currency' | 'no-due-date' | 'no-number' | 'no-customer' | 'customer-unknown' | 'number-twice' };

/** Several companies on one server. */
export type CompanyProblem =
  | Extract<SourceProblem, { readonly code: 'company/unknown' }>
  | { readonly code: 'company/name-refused'; readonly because: 'missing' | 'too-long' | 'taken' }
  /** Something was recorded about its customers: a log is kept, and the company with it. Or it is the first one, which the server is made with. */
  | { readonly code: 'company/kept'; readonly company: string; readonly because: 'log' | 'first' };

/** A button of the sidebar came back with something else than it was drawn with; `field`: the first that is not as it should be. */
export type SidebarProblem = { readonly code: 'sidebar/action-refused'; readonly field: string };

/** Every expected failure: a code and data, no text. Words stand in core/panel. */
export type Problem = SourceProblem | LogProblem | MailProblem | LedgerProblem | ConfirmationProblem | TemplateProblem | PenaltyProblem | PolicyProblem | TextProblem | SidebarProblem | MoveProblem | FeedProblem | CompanyProblem;
export type ProblemCode = Problem['code'];
