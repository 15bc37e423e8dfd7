import { words } from '../../core';
import type { Problem, ReplyKind, RequestId } from '../../core';
import type { Desk } from './desk';
import { draftOf, Insertion, previewOf } from './insertion';
import type { Written } from './insertion';
import type { Parts } from './session';

/** Writing, showing and inserting texts. */
export class Texts {
  private written: Written | null = null;
  private reply: ReplyKind | null = null;
  private readonly insertion: Insertion;
  constructor(private readonly desk: Desk, private readonly parts: () => Parts) {
    const { host, records, newId } = desk.options;
    this.insertion = new Insertion(host, records, () => newId() as RequestId, (entry) => desk.merge(entry));
  }

  /** Tone, language or way of sending changed while the text is on the screen. */
  async again(): Promise<void> {
    await this.preview(this.reply);
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
    const again = this.desk.store.get().step?.kind === 'preview';
    this.written = written;
    this.reply = reply;
    const view = this.desk.store.get().view;
    const title = reply === null && view?.kind === 'debtor' ? view.nextStep.title : reply === null ? '' : words(this.desk.language()).replies[reply];
    this.desk.set({ step: { kind: 'preview', draft: previewOf(written, title) }, pasteHint: false });
    if (!again) this.desk.focus('step');
  }

  edit(subject: string, html: string): void {
    if (this.written !== null) this.insertion.keep(this.written, subject, html);
  }

  async resetText(): Promise<void> {
    if (this.written !== null) this.insertion.forget(this.written.key);
    await this.preview(this.reply);
  }

  /** `anyway`: the clerk's reason for a reminder on old figures. */
  async insert(anyway: string | null, reply: ReplyKind | null = null): Promise<void> {
    const { view, step, busy } = this.desk.store.get();
    const subject = this.desk.subject();
    const context = this.desk.context(subject);
    if (context === null || subject.file === null || busy) return;
    const ofPreview = step?.kind === 'preview';
    const what = ofPreview ? this.reply : reply;
    if (what === null && anyway === null && view?.kind === 'debtor' && view.nextStep.primary?.action.kind === 'refresh') return this.parts().recording.openForm('insert-anyway', null);
    this.desk.set({ busy: true, pasteHint: false });
    const written = await this.write(what);
    if (written === null) return this.desk.set({ busy: false });
    if (written.outdated && !(ofPreview && step.draft.outdated)) {
      this.desk.set({ busy: false });
      return this.preview(what);
    }
    const state = await this.insertion.carryOut(context, written);
    this.desk.set({ busy: false });
    if (state.kind === 'failed') return this.insertionFailed(state.problem, state.stillReserved !== null);
    if (state.kind !== 'done') return;
    this.desk.problems.worked('insert');
    if (state.notNoted !== null) this.desk.problems.note('record', state.notNoted);
    const table = words(this.desk.language());
    const same = this.desk.subject().file?.debtor.id === subject.file.debtor.id;
    if (same) this.desk.leaveStep();
    if (state.inserted.as === 'copied') this.desk.set({ pasteHint: true });
    const told = state.inserted.as === 'copied' ? `${table.copied}. ${table.pasteHint}` : what === null ? table.toastInserted : table.toastNoted;
    this.desk.toast(told, null);
    if (same) this.desk.focus('next-step');
    if (anyway !== null && written.final.kind === 'reminder') await this.parts().recording.record({ kind: 'lint-overridden', reference: written.final.reminder.reference, finding: 'ledger-too-old', reason: anyway });
  }

  async insertionFailed(problem: Problem, stillReserved: boolean): Promise<void> {
    this.desk.trouble('insert', problem);
    if (stillReserved || problem.code.startsWith('log/')) {
      this.desk.leaveStep();
      await this.parts().reading.refresh(false);
    }
  }

  /** The text on the clipboard, without taking the step: for when the mailbox or the server does not answer. */
  async copyText(): Promise<void> {
    const written = await this.write(this.desk.store.get().step?.kind === 'preview' ? this.reply : null);
    if (written === null) return;
    const copied = await this.desk.options.host.insertDraft({ ...draftOf(written.final), channel: 'copied' }, null, []);
    if (!copied.ok) return this.desk.trouble('insert', copied.problem);
    this.desk.set({ pasteHint: true });
    this.desk.toast(words(this.desk.language()).copied, null);
  }
}
