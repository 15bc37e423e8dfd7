import { answerToNote, disputable, factOf, letterWords, ok, policyOf, RULES_VERSION, sentByProof, undoOf, words, worklistWords } from '../../core';
import type { CaseFile, ComposedText, EntryId, FormKind, FormValues, LogEntry, LogFact, LogProblem, RequestId, Result, SeenFact } from '../../core';
import type { Desk } from './desk';
import { writing } from './compose';
import type { Parts } from './session';
import type { Step } from './snapshot';

/** What is written to the log beside texts: outcomes, confirmations, proofs; and the forms that lead there. */
export class Recording {
  private readonly proven = new Set<string>();
  constructor(private readonly desk: Desk, private readonly parts: () => Parts) {}

  /** `text`: of a letter, kept beside the entry that it stands for. */
  async record(fact: LogFact, request: RequestId = this.desk.options.newId() as RequestId, text: ComposedText | null = null): Promise<Result<LogEntry, LogProblem>> {
    const { file } = this.desk.subject();
    if (file === null || this.desk.pack === null) throw new Error('nothing to record about');
    return this.recordOf(file, fact, request, text);
  }

  private async recordOf(file: CaseFile, fact: LogFact, request: RequestId, text: ComposedText | null): Promise<Result<LogEntry, LogProblem>> {
    this.desk.set({ busy: true });
    const policyVersion = this.desk.subject().assessment?.kind === 'unknown-debtor' ? null : ((this.desk.subject().assessment as { policyVersion?: string } | null)?.policyVersion ?? null);
    const answer = await this.desk.options.records.append({ requestId: request, company: file.company, debtor: file.debtor.id, fact, contentHash: text?.contentHash ?? null, policyVersion, rulesVersion: RULES_VERSION }, text === null ? null : { subject: text.subject, html: text.html, text: text.text });
    this.desk.set({ busy: false });
    if (!answer.ok) return answer;
    this.desk.problems.worked('record');
    this.desk.merge(answer.value.entry);
    return ok(answer.value.entry);
  }

  async recordAndTell(fact: LogFact, told: string, request?: RequestId, text: ComposedText | null = null): Promise<boolean> {
    const { file } = this.desk.subject();
    const recorded = await this.record(fact, request, text);
    if (!recorded.ok) {
      this.desk.trouble('record', recorded.problem);
      if (recorded.problem.code.startsWith('log/')) await this.parts().reading.refresh(false);
      return false;
    }
    this.desk.toast(told, fact.kind === 'entry-voided' ? null : () => void this.takeBack(recorded.value, file));
    return true;
  }

  /** Undo, wherever the clerk is by now: of a customer whose card was left the list is read again. */
  private async takeBack(entry: LogEntry, file: CaseFile | null): Promise<void> {
    if (file === null || this.desk.subject().file?.debtor.id === entry.debtor) return this.voidEntry(entry.id);
    const undoing = undoOf(entry, [...file.entries, entry]);
    if (!undoing.ok) return this.desk.trouble('record', undoing.problem);
    const undone = await this.recordOf(file, undoing.value, this.desk.options.newId() as RequestId, null);
    if (!undone.ok) return this.desk.trouble('record', undone.problem);
    this.desk.toast(words(this.desk.language()).toastUndone, null);
    await this.parts().listing.read();
  }

  async voidEntry(id: EntryId): Promise<void> {
    const entries = this.desk.subject().file?.entries ?? [];
    const entry = entries.find((each) => each.id === id);
    if (entry === undefined) return;
    const undoing = undoOf(entry, entries);
    if (!undoing.ok) return this.desk.trouble('record', undoing.problem);
    await this.recordAndTell(undoing.value, words(this.desk.language()).toastUndone);
  }

  /** What the thread proves sent is noted once, without asking. */
  async noteProofs(): Promise<void> {
    if (this.desk.pack === null || this.desk.other !== null) return;
    for (const seen of sentByProof(this.desk.message, this.desk.pack)) await this.noteSeen(seen);
  }

  /** An answer that holds the next reminder is noted once, so that a colleague without this mail before him is held too. */
  async noteAnswer(): Promise<void> {
    if (this.desk.pack === null || this.desk.other !== null) return;
    const seen = answerToNote(this.desk.message, this.desk.pack);
    if (seen !== null) await this.noteSeen(seen);
  }

  private async noteSeen({ fact, requestId }: SeenFact): Promise<void> {
    if (this.proven.has(requestId)) return;
    this.proven.add(requestId);
    const noted = await this.record(fact, requestId);
    if (!noted.ok) this.proven.delete(requestId);
    if (!noted.ok && !noted.problem.code.startsWith('log/')) this.desk.trouble('record', noted.problem);
  }

  async settle(fact: LogFact, told: string): Promise<void> {
    if (this.desk.store.get().busy) return;
    if (await this.recordAndTell(fact, told)) this.desk.focus('next-step');
  }

  openForm(form: FormKind, about: string | null, start: FormValues = {}): void {
    const { file, assessment } = this.desk.subject();
    if (file === null || assessment === null) return;
    const values = { ...start, ...this.desk.kept.values(file.debtor.id, form, about) };
    this.desk.set({ step: { kind: 'form', form, values, errors: {}, about, invoices: form === 'dispute' ? disputable(assessment, this.desk.language()) : [], today: file.today }, pasteHint: false });
    this.desk.focus('step');
  }

  reopenForm(form: FormKind): void {
    const { file } = this.desk.subject();
    if (file === null) return;
    this.openForm(form, this.desk.kept.of(file.debtor.id).find((each) => each.form === form)?.about ?? null);
  }

  dropForm(form: FormKind): void {
    const { file } = this.desk.subject();
    if (file === null) return;
    for (const each of this.desk.kept.of(file.debtor.id)) if (each.form === form) this.desk.kept.drop(file.debtor.id, form, each.about);
    this.desk.set({});
  }

  typed(values: FormValues): void {
    const { step } = this.desk.store.get();
    const { file } = this.desk.subject();
    if (step?.kind !== 'form' || file === null) return;
    this.desk.kept.keep(file.debtor.id, step.form, step.about, values);
    this.desk.set({ step: { ...step, values, errors: {} } });
  }

  async submit(): Promise<void> {
    const { step, busy } = this.desk.store.get();
    const { file, assessment } = this.desk.subject();
    if (step?.kind !== 'form' || file === null || assessment === null || busy || this.desk.pack === null) return;
    const { form, values, about } = step;
    const table = words(this.desk.language());
    if (form === 'letter') return this.posted(step, file);
    const fact = form === 'contact'
      ? (await writing()).contactFact(values, { file, profile: this.desk.pack.profile, language: this.desk.language() })
      : form === 'letter-fate'
      ? (await writing()).letterFateFact(values, about as EntryId, file, this.desk.language())
      : factOf(form, values, { file, assessment, policy: policyOf(this.desk.pack, file.debtor), about, language: this.desk.language(), today: file.today });
    if (!fact.ok) return this.desk.set({ step: { ...step, errors: fact.problem } });
    const request = this.desk.kept.requestFor(file.debtor.id, form, about, fact.value, () => this.desk.options.newId() as RequestId);
    const told = form === 'pass' && fact.value.kind === 'hold-set' && fact.value.until !== null ? worklistWords(this.desk.language()).passed(fact.value.until, file.today) : table.toastNoted;
    if (!(await this.recordAndTell(fact.value, told, request))) return;
    this.desk.kept.drop(file.debtor.id, form, about);
    if (this.desk.subject().file?.debtor.id !== file.debtor.id) return this.desk.set({});
    if (form === 'pass' && this.desk.other !== null) return this.parts().reading.closeDebtor();
    this.desk.leaveStep();
    if (form === 'call' && (values['outcome'] === 'promise' || values['outcome'] === 'dispute')) this.openForm(values['outcome'], null);
    else this.desk.focus(form === 'contact' ? 'contacts' : 'next-step');
  }

  /** The letter as it stands on the clerk's paper: its text is kept, and what it demanded and announced is noted. */
  private async posted(step: Extract<Step, { readonly kind: 'form' }>, { debtor, today }: CaseFile): Promise<void> {
    const written = await this.parts().texts.letter();
    if (written === null) return;
    const language = this.desk.language();
    const { letterFact } = await writing();
    const fact = letterFact(step.values, written.reminder, { language, today });
    if (!fact.ok) return this.desk.set({ step: { ...step, errors: fact.problem } });
    const request = this.desk.kept.requestFor(debtor.id, 'letter', null, fact.value, () => this.desk.options.newId() as RequestId);
    if (!(await this.recordAndTell(fact.value, letterWords(language).recorded, request, written.reminder.draft))) return;
    for (const finding of written.overridden) await this.record({ kind: 'lint-overridden', reference: written.reminder.reference, finding, reason: written.reason });
    this.desk.kept.drop(debtor.id, 'letter', null);
    this.parts().texts.posted(debtor.id);
    if (this.desk.subject().file?.debtor.id !== debtor.id) return this.desk.set({});
    this.desk.leaveStep();
    this.desk.focus('next-step');
  }

  /** A word on one of the customer's addresses. */
  async noteContact(fact: Extract<LogFact, { readonly kind: 'contact-changed' }>, back: 'contacts' | 'next-step'): Promise<void> {
    if (this.desk.store.get().busy) return;
    if (await this.recordAndTell(fact, words(this.desk.language()).toastNoted)) this.desk.focus(back);
  }
}
