import { insertFlow, NOT_INSERTING, ok, policyOf, sha256Hex } from '../../core';
import type { AttachedFile, ComposeContext, DebtorId, EntryId, Instant, InsertCommand, InsertEvent, InsertState, Insertable, KeptText, LogEntry, LogProblem, Problem, ReminderDraft, ReplyKind, RequestId, Result } from '../../core';
import type { HttpRecords } from '../http-records';
import type { OfficeMailHost } from '../office-mail-host';
import type { Composed } from '../../core/writing';
import { writeReminder, writeReply, writing } from './compose';
import type { KnownRates } from './known-rates';
import type { PreviewDraft } from './snapshot';

interface Ids {
  readonly request: RequestId;
  readonly releaseRequest: RequestId;
}

interface Edits {
  readonly subject: string;
  readonly html: string;
  /** Hash of the text that was edited: figures that change make another one. */
  readonly basis: string;
}

export interface Written {
  /** As the template says it. */
  readonly composed: Composed;
  /** With the clerk’s changes. */
  readonly final: Composed;
  readonly key: string;
  readonly edited: boolean;
  readonly outdated: boolean;
}

export type Writing = { readonly kind: 'written'; readonly written: Written } | { readonly kind: 'failed'; readonly problem: Problem } | { readonly kind: 'nothing' };

/** As core's own, which comes with the texts. */
export const draftOf = (composed: Composed): ReminderDraft => (composed.kind === 'reminder' ? composed.reminder.draft : composed.reply.draft);

/** Writes texts, keeps what the clerk changed in them, and carries out the commands of core's insertion machine. */
export class Insertion {
  private readonly ids = new Map<string, Ids>();
  private readonly edits = new Map<string, Edits>();
  private readonly kept = new Map<EntryId, KeptText | null>();

  constructor(
    private readonly host: OfficeMailHost,
    private readonly records: HttpRecords,
    private readonly newId: () => RequestId,
    private readonly appended: (entry: LogEntry) => void,
    private readonly rates: Pick<KnownRates, 'table'>,
  ) {}

  async write(context: ComposeContext, reply: ReplyKind | null): Promise<Writing> {
    const { file, assessment } = context.subject;
    if (file === null) return { kind: 'nothing' };
    // A reminder never waits for the rates: it speaks of no sum of penalties.
    const rates = reply === null && assessment?.kind === 'letter' ? await this.rates.table() : ok(null);
    if (!rates.ok) return { kind: 'failed', problem: rates.problem };
    let made;
    try {
      await this.host.getReady();
      made = reply === null ? await writeReminder(context, this.idsOf(`${file.debtor.id} reminder`).request, rates.value) : await writeReply(context, reply, (debtor, entry) => this.keptText(debtor, entry));
    } catch (error) {
      // The chunk that writes did not come: the server that holds it does not answer. The next try asks for it again.
      if ((error as { readonly name?: unknown }).name !== 'ChunkLoadError') throw error;
      return { kind: 'failed', problem: { code: 'source/unreachable', since: new Date().toISOString() as Instant } };
    }
    if (made === null) return { kind: 'nothing' };
    if (!made.ok) return { kind: 'failed', problem: made.problem };
    const composed = made.value;
    const draft = draftOf(composed);
    const what = composed.kind === 'reminder' ? `${composed.reminder.stage} ${composed.reminder.tone}` : `reply ${composed.reply.reply}`;
    const key = `${file.debtor.id} ${what} ${draft.language}`;
    const edits = this.edits.get(key);
    if (edits === undefined || assessment === null) return { kind: 'written', written: { composed, final: composed, key, edited: false, outdated: false } };
    const changed = (await writing()).withChanges(composed, edits, policyOf(context.pack, file.debtor), file.today);
    if (!changed.ok) return { kind: 'failed', problem: changed.problem };
    return { kind: 'written', written: { composed, final: changed.value, key, edited: true, outdated: edits.basis !== basisOf(composed) } };
  }

  /** Asked once: what was kept never changes. */
  private async keptText(debtor: DebtorId, entry: EntryId): Promise<Result<KeptText | null, LogProblem>> {
    const known = this.kept.get(entry);
    if (known !== undefined) return ok(known);
    const asked = await this.records.keptText(debtor, entry);
    if (asked.ok) this.kept.set(entry, asked.value);
    return asked;
  }

  keep(written: Written, subject: string, html: string): void {
    this.edits.set(written.key, { subject, html, basis: basisOf(written.composed) });
  }

  holdsEdits(): boolean {
    return this.edits.size > 0;
  }

  forget(key: string): void {
    this.edits.delete(key);
  }

  /** A letter was posted: the next text is another one, under another reference. */
  posted(debtor: DebtorId, { key }: Written): void {
    this.edits.delete(key);
    this.ids.delete(`${debtor} reminder`);
  }

  /** `files`: those that go with a form; what stands on an open draft is there already. */
  async carryOut(context: ComposeContext, written: Written, files: readonly AttachedFile[]): Promise<InsertState> {
    const { file, assessment, thread } = context.subject;
    if (file === null || assessment === null) return NOT_INSERTING;
    const place = `${file.debtor.id} ${written.final.kind}`;
    const ids = this.idsOf(place);
    const step = { company: file.company, debtor: file.debtor.id };
    const what: Insertable = written.final.kind === 'reminder'
      ? { kind: 'reminder', reminder: written.final.reminder, ...step, policyVersion: policyOf(context.pack, file.debtor).version }
      : { kind: 'reply', reply: written.final.reply, ...step };
    let now = insertFlow(NOT_INSERTING, { kind: 'asked', what, thread: thread?.key ?? null, ...ids });
    for (let command = now.commands[0]; command !== undefined; command = now.commands[0]) now = insertFlow(now.state, await this.execute(command, files));
    const { state } = now;
    if (state.kind === 'done' || (state.kind === 'failed' && state.again === null)) this.ids.delete(place);
    if (state.kind === 'done') this.edits.delete(written.key);
    return state;
  }

  private async execute(command: InsertCommand, files: readonly AttachedFile[]): Promise<InsertEvent> {
    if (command.kind === 'insert') {
      const inserted = await this.host.insertDraft(command.draft, command.thread, files);
      return inserted.ok ? { kind: 'inserted', inserted: inserted.value } : { kind: 'insert-failed', problem: inserted.problem };
    }
    const answer = await this.records.append(command.entry, command.text);
    if (command.purpose === 'release') {
      if (answer.ok) this.appended(answer.value.entry);
      return answer.ok ? { kind: 'released' } : { kind: 'release-failed', problem: answer.problem };
    }
    if (!answer.ok) return { kind: 'append-failed', problem: answer.problem };
    this.appended(answer.value.entry);
    return { kind: 'appended', assessment: answer.value.assessment };
  }

  /** The same ids until the log has answered: asking twice is then one entry. */
  private idsOf(place: string): Ids {
    const known = this.ids.get(place);
    if (known !== undefined) return known;
    const fresh: Ids = { request: this.newId(), releaseRequest: this.newId() };
    this.ids.set(place, fresh);
    return fresh;
  }
}

/** The reference differs with every request; what matters is the rest. */
function basisOf(composed: Composed): string {
  const { subject, text } = draftOf(composed);
  const whole = `${subject}\n${text}`;
  return sha256Hex(composed.kind === 'reminder' ? whole.split(composed.reminder.reference).join('') : whole);
}

export function previewOf(written: Written, title: string, ownSubject: boolean, toConsumer: boolean): PreviewDraft {
  const draft = draftOf(written.final);
  return {
    key: `${written.key} ${written.edited ? 'edited' : 'template'} ${basisOf(written.composed)}`,
    title, about: written.final.kind, to: draft.to, cc: draft.cc, language: draft.language, subject: draft.subject, channel: draft.channel, ownSubject, html: draft.html,
    attachments: draft.attachments.map((attachment) => attachment.name), edited: written.edited, outdated: written.outdated, letter: letterOf(written.final, toConsumer),
  };
}

function letterOf(composed: Composed, toConsumer: boolean): PreviewDraft['letter'] {
  const letter = composed.kind === 'reminder' ? composed.reminder.letter : null;
  return letter === null ? null : { byMail: letter.byMail, annex: letter.annex, rateUnknown: letter.rateUnknown, toConsumer };
}
