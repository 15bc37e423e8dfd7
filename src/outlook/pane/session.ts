import { companyView, letterWords, NO_CHOICES, words } from '../../core';
import type { CaseFile, Channel, ChoiceView, DebtorId, EmailAddress, Instant, Language, LearnedChoice, LedgerState, LocalDate, PanelAction, PassageView, ReminderReference, StatementOfAccount, Tone, Pack } from '../../core';
import type { HttpRecords } from '../http-records';
import { Desk } from './desk';
import type { SessionOptions } from './desk';
import type { KnownRates } from './known-rates';
import { Listing } from './listing';
import { Reading } from './reading';
import { Recording } from './recording';
import type { Snapshot, Step } from './snapshot';
import type { Store } from './store';
import { Texts } from './texts';

export interface Parts {
  readonly listing: Listing;
  readonly reading: Reading;
  readonly recording: Recording;
  readonly texts: Texts;
}

let panes = 0;

/** The pane's door: what the screen shows and what the clerk can do. */
export class Session implements Parts {
  readonly listing: Listing;
  readonly reading: Reading;
  readonly recording: Recording;
  readonly texts: Texts;
  readonly store: Store<Snapshot>;
  readonly desk: Desk;
  /** Tells two companies' screens apart. */
  readonly key = (panes += 1);

  constructor(options: SessionOptions) {
    const parts = (): Parts => this;
    this.desk = new Desk(options, (source) => this.reading.again(source));
    this.store = this.desk.store;
    this.listing = new Listing(this.desk);
    this.reading = new Reading(this.desk, parts);
    this.recording = new Recording(this.desk, parts);
    this.texts = new Texts(this.desk, parts);
  }

  retry(): void {
    const source = this.desk.problems.worst();
    const bar = this.desk.store.get().bar;
    if (bar?.message.code === 'source/not-signed-in') return this.desk.options.reload();
    if (source === 'insert') void this.texts.insert(null);
    else if (source === 'record' && this.store.get().step?.kind === 'form') void this.recording.submit();
    else if (source === 'record' || source === 'learn' || source === 'settings') {
      this.dismiss();
      if (bar?.message.code === 'source/unreachable') this.reading.again('read');
    } else if (source !== null) this.reading.again(source);
  }

  /** Takes the bar away; what was typed stays. */
  dismiss(): void {
    const source = this.desk.problems.worst();
    if (source !== null) this.desk.problems.clear(source);
    this.desk.set({ pasteHint: false, told: null, arrived: null });
  }

  setChoice(choice: { readonly tone?: Tone; readonly language?: Language; readonly channel?: Channel }): void {
    this.desk.choices = { ...this.desk.choices, ...choice };
    this.desk.set({});
    if (this.desk.store.get().step?.kind === 'preview') void this.texts.again();
  }

  /** A contact whom the stage adds in copy, taken out or put back. */
  private keepCopy(address: EmailAddress, keep: boolean): void {
    const others = this.desk.choices.withoutCopies.filter((each) => each !== address);
    this.desk.choices = { ...this.desk.choices, withoutCopies: keep ? others : [...others, address] };
    this.desk.set({});
  }

  act(action: PanelAction, sentOn: string | null = null): void {
    void this.carryOut(action, sentOn);
  }

  async carryOut(action: PanelAction, sentOn: string | null): Promise<void> {
    const table = words(this.desk.language());
    switch (action.kind) {
      case 'insert-reminder': return this.texts.insert(null);
      case 'preview': return this.texts.preview(null);
      case 'insert-reply': return this.texts.preview(action.reply);
      case 'confirm-sent': return this.recording.settle({ kind: 'reminder-sent', reference: action.reference, sentOn: (sentOn ?? this.desk.today) as LocalDate, proof: 'clerk' }, table.toastSent);
      case 'discard-draft': return this.recording.settle({ kind: 'draft-discarded', reference: action.reference as ReminderReference, reason: 'clerk' }, table.toastDiscarded);
      case 'record-promise': return this.recording.openForm('promise', null);
      case 'open-dispute': return this.recording.openForm('dispute', null);
      case 'close-dispute': return this.recording.openForm('close-dispute', action.entry);
      case 'set-hold': return this.recording.openForm('hold', null);
      case 'lift-hold': return this.recording.settle({ kind: 'hold-lifted', hold: action.entry }, table.toastNoted);
      case 'add-note': return this.recording.openForm('note', null);
      case 'record-call': return this.recording.openForm('call', null, action.outcome === null ? {} : { outcome: action.outcome });
      case 'note-letter': return this.recording.openForm('letter-fate', action.letter, { fate: 'presented' });
      case 'record-letter': return this.recording.openForm('letter', null, { date: this.desk.today, provider: letterWords(this.desk.language()).usualProvider });
      case 'skip-step': return this.recording.openForm('skip', action.stage);
      case 'void-entry': return this.recording.voidEntry(action.entry);
      case 'choose-debtor': return this.reading.choose(action.debtor, 'thread');
      case 'change-debtor': return this.openStep({ kind: 'search' });
      case 'not-a-customer': return this.reading.choose(null, 'thread');
      case 'open-debtor': return this.reading.openDebtor(action.debtor, 'look');
      case 'new-message': return this.reading.openDebtor(action.debtor, 'insert');
      case 'pass-until': return this.reading.openDebtor(action.debtor, 'pass');
      case 'refresh': return this.reading.refresh(true);
      case 'retry': return this.retry();
      case 'copy-text': return this.texts.copyText();
      case 'show-unreadable-rows': return this.openStep({ kind: 'settings' });
      case 'attach-documents': return this.texts.attachDocuments(action.files);
      case 'keep-copy': return this.keepCopy(action.address, action.keep);
      case 'add-copy': return this.texts.addCopy(action.address);
      case 'check-draft': return this.reading.readAgain();
      case 'note-bounced': return this.recording.noteContact({ kind: 'contact-changed', address: action.address, change: 'bounced' }, 'next-step');
      case 'answer-read': return this.recording.settle({ kind: 'answer-noted', receivedOn: action.receivedOn, read: true }, table.toastNoted);
      case 'add-contact': return this.recording.openForm('contact', null);
      case 'remove-contact': return this.recording.noteContact({ kind: 'contact-changed', address: action.address, change: 'removed' }, 'contacts');
      case 'restore-contact': return this.recording.noteContact({ kind: 'contact-changed', address: action.address, change: 'added', ...(action.role === null ? {} : { role: action.role }) }, 'contacts');
      case 'change-plan': return this.openStep({ kind: 'plans', debtor: this.file()?.debtor.id ?? null });
      case 'show-penalties': return this.openStep({ kind: 'penalties' });
      case 'save-document': return this.saveDocument(action.document, action.fileName);
    }
  }

  /** The PDF of an invoice, for the clerk to add to the draft: reply forms of read mode cannot carry it before Mailbox 1.15. */
  private async saveDocument(document: string, fileName: string): Promise<void> {
    const answer = await this.desk.options.records.document(document);
    if (answer.ok) this.desk.options.saveFile(fileName, answer.value);
    else this.desk.trouble('record', answer.problem);
  }

  setTab(tab: Snapshot['tab']): void {
    // Pressed again before a customer of the list: the list, as the link above the name does.
    if (tab === 'worklist' && this.desk.store.get().tab === 'worklist' && this.desk.other !== null && this.desk.store.get().step === null) return this.reading.closeDebtor();
    this.desk.problems.clear('insert');
    this.desk.leaveStep();
    if (tab === 'message' && this.desk.other !== null) this.desk.turn += 1;
    if (tab === 'message') {
      this.desk.other = null;
      this.desk.choices = NO_CHOICES;
    }
    this.desk.set({ tab, waiting: tab === 'message' ? this.desk.store.get().waiting : 'no' });
    if (tab === 'worklist') void this.listing.read();
    else if (this.desk.messageKey !== this.desk.options.host.itemKey()) void this.reading.readOpen(false);
    else this.desk.set({ waiting: 'no' });
  }

  moveInWorklist(at: number): void {
    this.desk.set({ worklistAt: at });
  }

  openStep(step: Step): void {
    this.desk.set({ step });
    this.desk.focus(step.kind === 'search' ? 'search' : 'step');
  }

  /** The settings, where the team's choices are listed. */
  openChoices(): void {
    this.openStep({ kind: 'settings' });
    this.desk.focus('choices');
  }

  /** Back; what was typed is kept. */
  closeStep(): void {
    const { step } = this.desk.store.get();
    const under = step?.kind === 'shortcuts' ? (step.under ?? null) : null;
    if (under !== null) {
      this.desk.set({ step: under });
      this.desk.focus('step');
      // What was changed in the text lies with the text, not with its page.
      if (under.kind === 'preview') void this.texts.again();
      return;
    }
    // The customer was opened for this form alone.
    if (step?.kind === 'form' && step.form === 'pass' && this.desk.other !== null) return this.reading.closeDebtor();
    this.desk.leaveStep();
    this.desk.focus(step?.kind === 'preview' && step.draft.about === 'reminder' ? 'preview' : 'back');
  }

  setLanguage(language: Language): void {
    this.desk.options.rememberLanguage(language);
    this.desk.set({ language });
    void this.reading.checkDraft();
    if (this.desk.store.get().step?.kind === 'preview') void this.texts.checkEdited();
  }

  /** Said by screen readers, when they have nothing else to say. */
  announce(text: string): void {
    this.desk.set({ announcement: text });
  }

  ledgerChanged(ledger: LedgerState): void {
    this.desk.set({ ledger });
  }

  packChanged(pack: Pack): void {
    this.desk.pack = pack;
    const all = this.desk.store.get().companies?.all;
    if (all !== undefined) this.desk.options.companies.changed(all.map((company) => (company.id === pack.profile.id ? companyView(pack.profile, company.connected) : company)));
    this.desk.set({});
  }

  reload(): void {
    this.desk.options.reload();
  }

  /** A bug: what was under way is over, what stands on the screen stays. */
  broke(reference: string): void {
    this.desk.turn += 1;
    this.desk.set({ broken: reference, busy: false, waiting: 'no' });
  }

  /** For what a choice of customer can be remembered, and what is offered first. */
  remember(): ChoiceView<LearnedChoice['scope']> {
    return this.desk.remember();
  }

  /** The conversation in view; null: none is. */
  openThread(): string | null {
    return this.desk.message.thread?.key ?? null;
  }

  /** The words around a clue of the open thread: read from this client's own copy, on demand. */
  async passage(debtor: DebtorId, at: number): Promise<PassageView | null> {
    const { passageInThread } = await import(/* webpackChunkName: "chooser" */ './passage');
    return passageInThread(this.desk, debtor, at);
  }

  /** Of the customer on the card. */
  file(): CaseFile | null {
    return this.desk.subject().file;
  }

  /** What the customer on the card owes, as it was assessed. */
  statement(): StatementOfAccount | null {
    const { assessment } = this.desk.subject();
    return assessment !== null && assessment.kind !== 'unknown-debtor' ? assessment.statement : null;
  }

  /** The reference rates: asked for when first needed, kept until then. */
  get rates(): KnownRates {
    return this.desk.rates;
  }

  /** Text on the clipboard; false: the browser does not let this frame write to it. */
  async copy(text: string): Promise<boolean> {
    const { copyText } = await import(/* webpackChunkName: "drafts" */ '../host/clipboard');
    return (await copyText({ text, html: null })).ok;
  }

  /** Hands text to the browser's downloads. */
  save(fileName: string, text: string, type: string): void {
    this.desk.options.saveFile(fileName, new TextEncoder().encode(text), type);
  }

  currentPack(): Pack | null {
    return this.desk.pack;
  }

  get records(): HttpRecords {
    return this.desk.options.records;
  }
  /** The invented customers go, with everything that was tried on them; the first run stands there again. */
  async removeSample(): Promise<void> {
    const removed = await this.desk.options.records.removeSample();
    if (!removed.ok) return this.desk.trouble('settings', removed.problem);
    // Whatever this page still knows of them goes with it.
    this.desk.options.reload();
  }
  /** Minutes to add to UTC for the company's clock at that moment. */
  offsetAt(at: Instant): number {
    return this.desk.offsetAt(at);
  }
  day(): LocalDate {
    return this.desk.today;
  }
  undoLast(): void {
    this.desk.undoLast();
  }
}
