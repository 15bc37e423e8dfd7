import { copiedAnyway, hasOwnSubject, wordProblem, words } from '../../core';
import type { AttachedFile, DebtorId, DraftAttachment, EmailAddress, Inserted, Problem, Reminder, ReminderDraft, ReplyKind, RequestId, Subject, Words } from '../../core';
import type { Desk } from './desk';
import type { Checked } from '../../core/writing';
import { writing } from './compose';
import { draftOf, Insertion, previewOf } from './insertion';
import type { Written } from './insertion';
import type { Parts } from './session';
import type { Override } from './snapshot';

interface Missing extends DraftAttachment {
  /** In words. */
  readonly why: string;
}

interface Prepared {
  readonly subject: Subject;
  readonly written: Written;
  /** For a form: they go with it. */
  readonly files: readonly AttachedFile[];
  readonly missing: readonly Missing[];
  /** What the text is blocked for, and was overridden. */
  readonly overridden: readonly string[];
  /** Takes the PDFs off the open draft again. */
  readonly takeBack: () => Promise<void>;
}

const NOTHING = (): Promise<void> => Promise.resolve();
const NO_REASON: Override = { reason: '', error: null };
/** After the last key: a text is not judged in the middle of a word. */
const CHECK_AFTER_MS = 400;

const missingInWords = (missing: readonly Missing[], { notAttached }: Words): string => `${notAttached.title} ${missing.map(({ name, why }) => `${name} (${why})`).join(', ')}.`;

const isNotice = ({ assessment }: Subject): boolean => assessment?.kind === 'letter' && assessment.proposal.stage.channel === 'letter';

/** Writing, showing and inserting texts. */
export class Texts {
  private written: Written | null = null;
  private reply: ReplyKind | null = null;
  private readonly insertion: Insertion;
  /** Why a letter goes although something in it blocks it: it is printed first and noted later. */
  private letterReason = '';
  private lastLetter: Written | null = null;
  private checking: ReturnType<typeof setTimeout> | undefined;
  constructor(private readonly desk: Desk, private readonly parts: () => Parts) {
    const { host, records, newId } = desk.options;
    this.insertion = new Insertion(host, records, () => newId() as RequestId, (entry) => desk.merge(entry), desk.rates);
  }

  /** Tone, language or way of sending changed while the text is on the screen. */
  async again(): Promise<void> {
    await this.preview(this.reply);
  }

  /** Whether a text holds changes of the clerk's. */
  edited(): boolean {
    return this.insertion.holdsEdits();
  }

  async write(reply: ReplyKind | null): Promise<Written | null> {
    const context = this.desk.context(this.desk.subject());
    if (context === null) return null;
    const writing = await this.insertion.write(context, reply);
    if (writing.kind === 'failed') this.desk.trouble('insert', writing.problem);
    return writing.kind === 'written' ? writing.written : null;
  }

  async preview(reply: ReplyKind | null): Promise<void> {
    const turn = this.desk.turn;
    const written = await this.write(reply);
    if (written === null || turn !== this.desk.turn) return;
    const { findings, blocking } = await this.check(written);
    if (turn !== this.desk.turn) return;
    clearTimeout(this.checking);
    const again = this.desk.store.get().step?.kind === 'preview';
    this.written = written;
    this.reply = reply;
    const view = this.desk.store.get().view;
    const title = reply === null && view?.kind === 'debtor' ? view.nextStep.title : reply === null ? '' : words(this.desk.language()).replies[reply];
    this.desk.set({ step: { kind: 'preview', draft: previewOf(written, title, hasOwnSubject(this.desk.subject(), draftOf(written.final).channel), this.desk.subject().file?.debtor.kind === 'consumer'), findings, override: blocking.length === 0 ? null : NO_REASON }, pasteHint: false });
    if (!again) this.desk.focus('step');
  }

  edit(subject: string, html: string): void {
    if (this.written === null) return;
    this.insertion.keep(this.written, subject, html);
    clearTimeout(this.checking);
    this.checking = setTimeout(() => void this.checkEdited(), CHECK_AFTER_MS);
  }

  /** The text on the screen stays as it is typed: only what is said of it changes. */
  async checkEdited(): Promise<void> {
    const turn = this.desk.turn;
    const before = this.desk.store.get().step;
    if (before?.kind !== 'preview') return;
    const written = await this.write(this.reply);
    if (written === null) return;
    const { findings, blocking } = await this.check(written);
    const { step } = this.desk.store.get();
    if (turn !== this.desk.turn || step?.kind !== 'preview' || step.draft !== before.draft) return;
    this.desk.set({ step: { ...step, findings, override: blocking.length === 0 ? null : (step.override ?? NO_REASON) } });
  }

  private async check(written: Written, subject: Subject = this.desk.subject()): Promise<Checked> {
    const context = this.desk.context(subject);
    return context === null ? { findings: [], blocking: [] } : (await writing()).checkText(context, written, this.desk.language());
  }

  /** Why a text that is blocked is inserted all the same. */
  typedReason(reason: string): void {
    const { step } = this.desk.store.get();
    if (step?.kind === 'preview' && step.draft.letter !== null) this.letterReason = reason.trim();
    if (step?.kind === 'preview') this.desk.set({ step: { ...step, override: { reason, error: null } } });
  }

  /**
   * The letter as the clerk left it, for paper and for the log. null: it cannot be written, or something in it blocks it and
   * nobody said why it goes all the same; then the clerk is shown what.
   */
  async letter(): Promise<{ readonly reminder: Reminder; readonly overridden: readonly string[]; readonly reason: string } | null> {
    const written = await this.write(null);
    if (written === null || written.final.kind !== 'reminder') return null;
    this.lastLetter = written;
    const { blocking } = await this.check(written);
    if ((blocking.length > 0 && this.letterReason === '') || written.outdated) {
      await this.refuse(null, this.desk.store.get().step?.kind === 'preview');
      return null;
    }
    return { reminder: written.final.reminder, overridden: blocking, reason: this.letterReason };
  }

  /** Prints it; the step is done only when its posting is noted. */
  async print(): Promise<void> {
    const letter = await this.letter();
    if (letter === null) return;
    const { printLetter } = await import(/* webpackChunkName: "letter" */ './print-letter');
    const { draft, letter: said } = letter.reminder;
    printLetter(draft.html, said?.annex ?? null, draft.subject, draft.language);
  }

  posted(debtor: DebtorId): void {
    if (this.lastLetter !== null) this.insertion.posted(debtor, this.lastLetter);
    this.letterReason = '';
  }

  async resetText(): Promise<void> {
    if (this.written !== null) this.insertion.forget(this.written.key);
    await this.preview(this.reply);
  }

  async insert(reply: ReplyKind | null = null): Promise<void> {
    const { view, step, busy } = this.desk.store.get();
    const reason = step?.kind === 'preview' ? (step.override?.reason ?? '').trim() : '';
    const old = view?.kind === 'debtor' && view.nextStep.primary?.action.kind === 'refresh';
    if (this.desk.subject().file === null || this.desk.context(this.desk.subject()) === null || busy) return;
    const ofPreview = step?.kind === 'preview';
    const what = ofPreview ? this.reply : reply;
    // A notice is never the mail itself: it is read and printed.
    if (what === null && isNotice(this.desk.subject())) return ofPreview ? this.print() : this.preview(null);
    // A firm text on old figures: the log's keeper would refuse it.
    if (what === null && old) return this.parts().reading.refresh(true);
    this.desk.set({ busy: true, pasteHint: false, told: null });
    const same = await this.parts().reading.sameDraft();
    const prepared = same ? await this.prepare(what) : null;
    if (prepared === null) return this.desk.set({ busy: false });
    const { written } = prepared;
    if (written.outdated && !(ofPreview && step.draft.outdated)) {
      await prepared.takeBack();
      this.desk.set({ busy: false });
      return this.preview(what);
    }
    const blocking = (await this.check(written, prepared.subject)).blocking;
    if (blocking.length > 0 && reason === '') {
      await prepared.takeBack();
      this.desk.set({ busy: false });
      return this.refuse(what, ofPreview);
    }
    await this.carryOut({ ...prepared, overridden: blocking }, what, reason);
  }

  /** The text, and the PDFs that it speaks of: in an open draft they are put on first, so that no text claims one that is not there. */
  private async prepare(what: ReplyKind | null): Promise<Prepared | null> {
    const subject = this.desk.subject();
    const written = await this.write(what);
    if (written === null) return null;
    const { attachments, channel } = draftOf(written.final);
    if (attachments.length === 0) return { subject, written, files: [], missing: [], overridden: [], takeBack: NOTHING };
    const ready = await this.documents(attachments, channel === 'compose' ? (subject.thread?.key ?? '') : null);
    if (ready === null) return null;
    if (ready.missing.length === 0) return { subject, written, overridden: [], ...ready };
    this.desk.unattachable = new Set([...this.desk.unattachable, ...ready.missing.map(({ document }) => document)]);
    const again = await this.write(what);
    if (again === null) await ready.takeBack();
    return again === null ? null : { subject, written: again, overridden: [], ...ready };
  }

  /** Fetches documents and, for an open draft, puts them on it. null: another message is open by now. */
  private async documents(wanted: readonly DraftAttachment[], draft: string | null): Promise<Pick<Prepared, 'files' | 'missing' | 'takeBack'> | null> {
    const { fetchDocuments } = await import(/* webpackChunkName: "drafts" */ './documents');
    const { files, absent, tooLarge } = await fetchDocuments(this.desk.options.records, wanted);
    const why = words(this.desk.language()).notAttached;
    const missing: Missing[] = [...absent.map((each) => ({ ...each, why: why.absent })), ...tooLarge.map((each) => ({ ...each, why: why.tooLarge }))];
    if (draft === null || files.length === 0) return { files, missing, takeBack: NOTHING };
    const put = await this.desk.options.host.attachFiles(files, draft);
    if (!put.ok) {
      await this.parts().reading.changed();
      return null;
    }
    for (const { document, name, problem } of put.value.refused) missing.push({ document, name, why: problem.code === 'mail/too-long' ? why.tooLarge : why.refused });
    return { files: [], missing, takeBack: () => put.value.takeBack() };
  }

  /** Something in the text blocks it: the clerk sees what, and is asked to change it or say why not. */
  private async refuse(what: ReplyKind | null, ofPreview: boolean): Promise<void> {
    const asked = words(this.desk.language()).lintRefused;
    if (!ofPreview) await this.preview(what);
    else await this.checkEdited();
    const { step } = this.desk.store.get();
    if (step?.kind !== 'preview') return;
    this.desk.set({ step: { ...step, override: { reason: step.override?.reason ?? '', error: asked } } });
    this.desk.focus('override');
  }

  private async carryOut(prepared: Prepared, what: ReplyKind | null, reason: string): Promise<void> {
    const { written, subject } = prepared;
    const context = this.desk.context(subject);
    if (context === null || subject.file === null) return this.desk.set({ busy: false });
    const state = await this.insertion.carryOut(context, written, prepared.files);
    if (state.kind === 'failed' && state.problem.code === 'mail/attachments-refused' && state.stillReserved === null) return this.withoutFiles(prepared, what, reason);
    if (state.kind !== 'done') await prepared.takeBack();
    this.desk.set({ busy: false });
    if (state.kind === 'failed') return this.insertionFailed(state.problem, state.stillReserved !== null);
    if (state.kind !== 'done') return;
    this.desk.problems.worked('insert');
    // Of a reminder the step is noted, only not how it went: that is told with it.
    if (state.notNoted !== null && what !== null) this.desk.problems.note('record', state.notNoted);
    const same = this.desk.subject().file?.debtor.id === subject.file.debtor.id;
    if (same) this.desk.leaveStep();
    this.tell(draftOf(written.final), state.inserted, prepared.missing, what, state.notNoted === null);
    if (same) this.desk.focus('next-step');
    if (same && state.inserted.as === 'compose') await this.parts().reading.readOpen(false);
    if (written.final.kind !== 'reminder') return;
    const { reference } = written.final.reminder;
    for (const finding of prepared.overridden) await this.parts().recording.record({ kind: 'lint-overridden', reference, finding, reason });
  }

  /** No form took the PDFs: the step was given back, and the text is written again without a word about them. */
  private async withoutFiles(prepared: Prepared, what: ReplyKind | null, reason: string): Promise<void> {
    const why = words(this.desk.language()).notAttached.refused;
    const { attachments } = draftOf(prepared.written.final);
    this.desk.unattachable = new Set([...this.desk.unattachable, ...attachments.map(({ document }) => document)]);
    const written = await this.write(what);
    if (written === null || draftOf(written.final).attachments.length > 0) return this.desk.set({ busy: false });
    await this.carryOut({ ...prepared, written, files: [], missing: [...prepared.missing, ...attachments.map((each) => ({ ...each, why }))] }, what, reason);
  }

  /** In words, when it is not what was asked or not all of it. */
  private tell({ channel: asked, cc }: ReminderDraft, { as, because }: Inserted, missing: readonly Missing[], what: ReplyKind | null, noted: boolean): void {
    const table = words(this.desk.language());
    const told: string[] = [];
    const uncertain = because?.code === 'mail/no-answer' && as !== 'copied';
    if (uncertain) told.push(as === 'compose' ? table.instead.unansweredDraft : table.instead.unanswered);
    else if (as === 'copied' && asked !== 'copied') {
      if (because?.code === 'mail/too-long') told.push(`${wordProblem(because, this.desk.language(), this.desk.today).title}.`);
      told.push(table.instead.copied);
    } else if (as !== asked) told.push(table.instead.newMessage);
    else if (because !== undefined) {
      const { title, body } = wordProblem(because, this.desk.language(), this.desk.today);
      told.push(`${title}. ${body}`);
    }
    if (!noted && what === null) told.push(table.instead.notInLog);
    const calm = noted && told.length > 0 && !uncertain && as === 'new-message' && missing.length === 0;
    if (missing.length > 0) told.push(missingInWords(missing, table));
    // An answer to the sender carries no copy; one to all goes to everybody of the message, and to nobody else.
    const byHand = as === 'reply' ? cc : as === 'reply-all' ? cc.filter((address) => !this.isInMessage(address)) : [];
    if (byHand.length > 0) told.push(table.copyToAdd.replace('{to}', byHand.join(', ')));
    if (told.length > 0) this.desk.set({ told: { intent: calm ? 'info' : 'warning', text: told.join(' ') } });
    if (as === 'copied' && asked === 'copied') {
      this.desk.set({ pasteHint: true });
      this.desk.toast(`${table.copied}. ${table.pasteHint}`, null);
    } else if (!uncertain && as !== 'copied') this.desk.toast(what !== null ? table.toastNoted : as === 'compose' ? table.toastInDraft : table.toastInserted, null);
  }

  /** A contact whom the stage would copy, into the message that is being written: a reply form could not carry them. */
  async addCopy(address: EmailAddress): Promise<void> {
    const { thread } = this.desk.message;
    if (this.desk.store.get().busy || thread?.mode !== 'compose') return;
    this.desk.set({ busy: true, told: null });
    const added = await this.desk.options.host.addCopy(address, thread.key);
    this.desk.set({ busy: false });
    if (!added.ok && added.problem.code !== 'mail/item-changed') return this.desk.trouble('insert', added.problem);
    if (!added.ok) {
      await this.parts().reading.changed();
      return;
    }
    this.desk.toast(words(this.desk.language()).copyAdded, null);
    await this.parts().reading.readOpen(false);
    this.desk.focus('next-step');
  }

  private isInMessage(address: string): boolean {
    const { thread } = this.desk.subject();
    const open = thread?.messages[thread.open];
    return open !== undefined && [...open.to, ...open.cc].some((each) => each.address === address);
  }

  /** Finishes a reply that was opened without its PDFs: they go on the draft that holds the reminder. */
  async attachDocuments(files: readonly DraftAttachment[]): Promise<void> {
    const { thread } = this.desk.message;
    if (this.desk.store.get().busy || thread?.mode !== 'compose') return;
    this.desk.set({ busy: true, told: null });
    const ready = await this.documents(files, thread.key);
    this.desk.set({ busy: false });
    if (ready === null) return;
    const table = words(this.desk.language());
    const count = files.length - ready.missing.length;
    if (ready.missing.length > 0) this.desk.set({ told: { intent: 'warning', text: missingInWords(ready.missing, table) } });
    if (count > 0) this.desk.toast(count === 1 ? table.attachedFile : table.attachedFiles.replace('{n}', String(count)), null);
    await this.parts().reading.readOpen(false);
    this.desk.focus('next-step');
  }

  async insertionFailed(problem: Problem, stillReserved: boolean): Promise<void> {
    const { host } = this.desk.options;
    if (problem.code === 'mail/item-changed' && this.desk.other === null && (host.itemKey() !== this.desk.messageKey || this.desk.message.thread?.mode === 'compose')) {
      await this.parts().reading.changed();
      return;
    }
    if (problem.code === 'mail/item-changed' && this.desk.other === null && !stillReserved) return this.parts().reading.lost(problem);
    this.desk.trouble('insert', problem);
    if (stillReserved || problem.code.startsWith('log/')) {
      this.desk.leaveStep();
      await this.parts().reading.refresh(false);
    }
  }

  /**
   * The text on the clipboard, without taking the step: for when the mailbox or the server does not answer. What blocks an insertion holds
   * it back too; given a reason, a note says so, for no entry bears the reference of a reminder that was only copied.
   */
  async copyText(): Promise<void> {
    const { step } = this.desk.store.get();
    const ofPreview = step?.kind === 'preview';
    const what = ofPreview ? this.reply : null;
    const written = await this.write(what);
    if (written === null) return;
    const posted = ofPreview && step.draft.letter !== null && !step.draft.letter.byMail;
    const reason = posted ? this.letterReason : ofPreview ? (step.override?.reason ?? '').trim() : '';
    const { blocking } = await this.check(written);
    if (blocking.length > 0 && reason === '') return this.refuse(what, ofPreview);
    // Of a letter it is told with its posting.
    if (blocking.length > 0 && !posted) {
      const noted = await this.parts().recording.record({ kind: 'note', text: copiedAnyway(blocking, reason, this.desk.language()) });
      if (!noted.ok) return this.desk.trouble('record', noted.problem);
    }
    const copied = await this.desk.options.host.insertDraft({ ...draftOf(written.final), channel: 'copied' }, null, []);
    if (!copied.ok) return this.desk.trouble('insert', copied.problem);
    this.desk.set({ pasteHint: true });
    this.desk.toast(words(this.desk.language()).copied, null);
  }
}
