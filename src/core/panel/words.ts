import type { AgeingBucket, ContactRole, Language } from '../ledger/types';
import type { CallOutcome, Channel, ReplyKind } from '../log/types';
import type { Tone } from '../dunning/types';
import type { LedgerField } from '../formats/wire';
import type { Pair } from './plain';
import { ENGLISH } from './words-en';
import { FRENCH } from './words-fr';

/** Every fixed string of the interface. Renderers take their words here and nowhere else. */
export interface Words {
  readonly tabMessage: string;
  readonly tabWorklist: string;
  readonly menu: string;
  readonly skipLink: string;
  readonly settings: string;
  readonly shortcuts: string;
  readonly help: string;
  readonly back: string;
  readonly close: string;
  readonly cancel: string;
  readonly save: string;
  readonly undo: string;
  readonly retry: string;
  readonly reload: string;
  readonly refresh: string;
  readonly copy: string;
  readonly send: string;
  readonly change: string;
  readonly confirm: string;

  readonly loading: string;
  readonly stillLoading: string;
  readonly working: string;

  readonly changeDebtor: string;
  readonly confirmDebtor: string;
  readonly confirmed: string;
  readonly clues: string;
  /** Above a list of customers. */
  readonly commonClues: string;
  readonly showInMessage: string;
  /** On the button; its name is the long form. */
  readonly showShort: string;
  readonly hideShort: string;
  readonly hidePassage: string;
  /** The clue was read there, and is not found a second time. */
  readonly passageGone: string;
  readonly notThisDebtor: string;
  readonly remember: string;
  readonly rememberScopes: Readonly<Record<'thread' | 'address' | 'domain', string>>;
  readonly rememberHint: string;
  readonly search: string;
  readonly searchHint: string;
  readonly searchEmpty: string;

  readonly insert: string;
  readonly preview: string;
  readonly otherWays: string;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly tones: Readonly<Record<Tone, string>>;
  readonly toneLabel: string;
  readonly languageLabel: string;
  readonly languages: Readonly<Record<Language, string>>;
  readonly languagesShort: Readonly<Record<Language, string>>;
  readonly to: string;
  readonly copyTo: string;
  readonly copyAccounting: string;
  readonly copyPayer: string;
  readonly copyUnanswered: string;
  readonly copyDropped: string;
  readonly copyDrop: string;
  readonly copyRestore: string;
  /** A reply form takes no copy. */
  readonly copyByHand: string;
  /** After inserting: {to}. */
  readonly copyToAdd: string;
  readonly copyAdded: string;
  readonly contacts: string;
  readonly contactAdd: string;
  readonly attached: string;
  readonly toAttach: string;
  readonly openPdf: string;
  readonly sentOn: string;

  readonly replyMenu: string;
  readonly replies: Readonly<Record<ReplyKind, string>>;
  readonly noteMenu: string;
  readonly outcomes: Readonly<Record<'promise' | 'dispute' | 'hold' | 'call' | 'note' | 'skip', string>>;
  readonly callOutcomes: Readonly<Record<CallOutcome, string>>;

  readonly invoices: string;
  readonly invoicesCaption: string;
  readonly columnNumber: string;
  readonly columnDue: string;
  readonly columnOutstanding: string;
  readonly columnIssued: string;
  readonly events: string;
  readonly journal: string;
  readonly journalAll: string;
  readonly journalEmpty: string;
  readonly ladder: string;
  readonly balance: string;
  readonly nextStep: string;
  readonly buckets: Readonly<Record<AgeingBucket, string>>;
  readonly roles: Readonly<Record<ContactRole, string>>;

  readonly formPromise: { readonly title: string; readonly date: string; readonly amount: string; readonly amountHint: string; readonly quotation: string; readonly quotationHint: string; readonly save: string };
  readonly formDispute: { readonly title: string; readonly invoices: string; readonly amount: string; readonly amountHint: string; readonly reason: string; readonly quotation: string; readonly save: string };
  readonly formHold: { readonly title: string; readonly until: string; readonly untilHint: string; readonly reason: string; readonly save: string };
  readonly formNote: { readonly title: string; readonly text: string; readonly hint: string; readonly save: string };
  readonly formCall: { readonly title: string; readonly outcome: string; readonly note: string; readonly save: string };
  readonly formClose: { readonly title: string; readonly outcome: string; readonly save: string };
  readonly disputeOutcomes: Readonly<Record<'upheld' | 'rejected' | 'settled', string>>;
  readonly formAnyway: { readonly title: string; readonly reason: string; readonly hint: string; readonly save: string };
  readonly formSkip: { readonly title: string; readonly reason: string; readonly save: string };
  readonly required: string;
  readonly invalidDate: string;
  readonly pastDate: string;
  readonly invalidAmount: string;
  readonly tooLong: string;

  readonly previewTitle: string;
  readonly subject: string;
  readonly body: string;
  readonly bodyHint: string;
  readonly edited: string;
  readonly resetText: string;
  readonly copied: string;
  readonly pasteHint: string;

  readonly toastInserted: string;
  readonly toastNoted: string;
  readonly toastUndone: string;
  readonly toastSent: string;
  readonly toastDiscarded: string;
  readonly toastRemembered: string;

  readonly worklistSearch: string;

  readonly settingsLanguage: string;
  readonly settingsSignature: string;
  readonly signatures: Readonly<Record<'mail-client' | 'relance', string>>;
  readonly settingsProfile: string;
  readonly profileName: string;
  readonly profileIban: string;
  readonly profileBic: string;
  readonly profilePhone: string;
  readonly profileMentions: string;
  readonly profileAddresses: string;
  readonly profileAddressesHint: string;
  readonly profileDomains: string;
  readonly customerDomains: string;
  readonly customerDomainsHint: string;
  readonly sharedDomains: string;
  readonly sharedDomainsHint: string;
  readonly saved: string;
  readonly settingsChoices: string;
  readonly choicesHint: string;
  readonly choicesNone: string;
  readonly choiceForget: string;
  readonly choiceForgotten: string;
  /** Under a list of the newest: {n} of {of}. */
  readonly newestOf: Pair;
  readonly settingsLedger: string;
  readonly ledgerNone: string;
  readonly ledgerUpload: string;
  readonly ledgerUploadHint: string;
  readonly ledgerReading: string;
  /** {file} is read; {by} began it. */
  readonly importTitle: string;
  readonly importBy: string;
  readonly importWatched: string;
  readonly importChecking: string;
  readonly importCheckingRows: Pair;
  readonly importRows: Pair;
  readonly importSorting: string;
  readonly importWriting: Pair;
  /** Said at its end. */
  readonly importDone: string;
  readonly importCancel: string;
  readonly importStays: string;
  readonly ledgerMapping: string;
  readonly ledgerMappingHint: string;
  readonly ledgerSheet: string;
  readonly ledgerColumn: string;
  readonly ledgerUnused: string;
  readonly ledgerFirstRows: string;
  readonly ledgerUse: string;
  readonly ledgerProblems: string;
  /** What was passed over or added up, and cells that were not used: the rows themselves are. */
  readonly ledgerRemarks: string;
  /** Under a list that is not shown whole: {n} of {of}. */
  readonly ledgerFirstOf: Pair;
  readonly ledgerAwaiting: string;
  readonly ledgerAccept: string;
  readonly ledgerRefuse: string;
  readonly ledgerReadAgain: string;
  readonly customersGone: string;
  readonly customersNew: string;
  readonly fields: Readonly<Record<LedgerField, string>>;
  readonly firstRunTitle: string;
  readonly firstRunText: string;
  readonly firstRunStart: string;
  readonly firstRunSteps: readonly [file: string, columns: string, result: string];
  readonly firstRunStepOf: string;
  readonly firstRunContinue: string;
  readonly firstRunColumns: string;
  readonly firstRunResult: string;
  readonly firstRunCompare: string;
  readonly firstRunNothing: string;
  readonly firstRunInvoices: string;
  readonly firstRunCustomers: string;
  readonly firstRunOpen: string;
  readonly firstRunOldest: string;
  readonly sampleTry: string;
  readonly sampleTryHint: string;
  readonly sampleBar: string;
  readonly sampleRemove: string;
  readonly ledgerOtherFields: Pair;

  /** Opens the statement of late-payment penalties. */
  readonly penalties: string;
  /** Which reminder plan is for one customer. */
  readonly changePlan: string;
  /** The page of all reminder plans. */
  readonly plans: string;
  readonly notInOutlookTitle: string;
  readonly notInOutlookText: string;
  /** Whom the open draft goes to, beside its addresses; and when it goes to nobody yet. */
  readonly draftRecipients: string;
  readonly draftNobody: string;
  /** What the mailbox did instead of what was asked. */
  readonly instead: { readonly newMessage: string; readonly copied: string; readonly unanswered: string; readonly unansweredDraft: string; readonly itemChanged: string; readonly notInLog: string };
  readonly toastInDraft: string;
  /** {n} files. */
  readonly attachedFiles: string;
  readonly attachedFile: string;
  readonly notAttached: { readonly title: string; readonly absent: string; readonly tooLarge: string; readonly refused: string };
  readonly checkRecipients: string;
  readonly previewFootDraft: string;
  readonly composeTitle: string;
  readonly composeText: string;
  readonly noMessageTitle: string;
  readonly noMessageText: string;
  readonly bugText: string;
  /** The list of the two tabs. */
  readonly views: string;
  readonly collapse: string;
  readonly otherDebtor: string;
  readonly none: string;
  /** Behind a form whose text waits to be recorded. */
  readonly unsaved: string;
  readonly andOne: string;
  readonly andMore: string;
  readonly nextTry: string;
  readonly insertText: string;
  readonly previewOutdated: string;
  /** Over the remarks on a text; {text}: the words that are meant. */
  readonly lintTitle: string;
  readonly lintBlocks: string;
  readonly lintWarns: string;
  readonly lintRefused: string;
  readonly lintQuote: string;
  /** Beside a draft. */
  readonly lintAgain: string;
  readonly lintClean: string;
  readonly lintBefore: string;
  readonly previewFoot: string;
  readonly dateQuestion: string;
  readonly dateQuestionWhy: string;
  readonly ledgerFound: string;
  readonly ledgerInvoices: Pair;
  readonly ledgerDebtors: Pair;
  readonly ledgerFoundOpen: string;
  readonly ledgerRows: Pair;
  readonly ledgerCurrency: string;
  readonly ledgerDecimal: string;
  readonly decimalMarks: Readonly<Record<'comma' | 'point', string>>;
  readonly ledgerFirstRow: string;
  readonly singleKeys: string;
  readonly singleKeysHint: string;
  readonly shortcutList: readonly (readonly [keys: string, what: string])[];
}

export const words = (language: Language): Words => (language === 'fr' ? FRENCH : ENGLISH);
