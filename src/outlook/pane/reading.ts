import { addDays, api, nextBusinessDay, NO_CHOICES, NOBODY, presentSearch, readEInvoice, wordProblem, words } from '../../core';
import type { DebtorId, LearnedChoice, LocalDate, Problem, Result, Subject } from '../../core';
import { writing } from './compose';
import type { Desk } from './desk';
import type { ProblemSource } from './problems';
import { readDebtor, readOpened, readThread } from './read-subject';
import type { Parts } from './session';
import type { Searched, Snapshot } from './snapshot';
import { onWaking } from './waking';

/** An event that office.js has not passed on yet. */
const ON_ITS_WAY_MS = 1_500;
const AGAIN_MS = 60_000;

/** How long a customer is passed over, unless the clerk says otherwise. */
const PASSED_DAYS = 7;

/** Reading the open thread or a debtor; and whose thread it is, as the clerk says. */
export class Reading {
  private watching = false;
  constructor(private readonly desk: Desk, private readonly parts: () => Parts) {}

  async start(): Promise<void> {
    const { host, records } = this.desk.options;
    if (!host.inOutlook) return;
    const stop = this.desk.wait(++this.desk.turn);
    const [session, pack] = await Promise.all([records.session(), records.pack()]);
    stop();
    if (this.desk.resting) return;
    if (!session.ok) {
      if (session.problem.code === 'company/unknown' && this.desk.options.companies.lost()) return;
      return this.desk.trouble('start', session.problem);
    }
    this.desk.prepare({ companies: this.desk.options.companies.told(session.value) });
    this.desk.me = session.value.user;
    this.desk.today = session.value.today as LocalDate;
    const sample = session.value.sample === true;
    if (!session.value.ledger.connected) return this.desk.set({ phase: 'first-run', ledger: session.value.ledger, sample, waiting: 'no' });
    if (!pack.ok) return this.desk.trouble('start', pack.problem);
    this.desk.pack = pack.value;
    this.desk.problems.worked('start');
    this.noteServer(session.value.trouble ?? null);
    // Shown with the first card: a screen between would only delay it. The message is asked for before the handler is set.
    this.desk.prepare({ phase: 'ready', ledger: session.value.ledger, sample });
    const first = this.readOpen(false);
    host.onItemChanged(() => void this.readOpen(false));
    if (!this.watching) {
      onWaking(() => {
        void this.wake();
        this.parts().listing.catchUp();
      });
    }
    this.watching = true;
    await first;
    if (!this.desk.resting) await this.parts().listing.read();
  }

  /** What the server says of itself: it may read and not record, or its clock is doubtful. */
  private noteServer(trouble: Problem | null): void {
    if (trouble === null) this.desk.problems.clear('server');
    else this.desk.problems.note('server', trouble);
  }

  /** The machine slept or the pane was out of sight: on another day, by the server's clock, everything is read again. */
  async wake(): Promise<void> {
    const { records } = this.desk.options;
    const { pack } = this.desk;
    if (this.desk.resting || pack === null || this.desk.store.get().busy) return;
    const session = await records.session();
    // Not reached so soon after waking: reading again looks for it by itself.
    if (!session.ok) return this.desk.trouble('read', session.problem);
    this.noteServer(session.value.trouble ?? null);
    if (session.value.today === this.desk.today && session.value.packId === pack.id) return this.desk.set({});
    const fresh = await records.pack();
    if (!fresh.ok) return this.desk.trouble('read', fresh.problem);
    this.desk.pack = fresh.value;
    this.desk.today = session.value.today as LocalDate;
    await (this.desk.other === null ? this.readOpen(false) : this.refresh(false));
    await this.parts().listing.read();
  }

  /** Another company comes on screen: what was asked for is not waited for. What was typed stays. */
  rest(): void {
    this.desk.resting = true;
    this.desk.turn += 1;
    this.desk.other = null;
    this.leaveDebtor();
    this.desk.set({ toast: null, tab: 'message', waiting: 'no' });
  }

  /** It is on screen again. @param arrived why. */
  async resume(arrived: Snapshot['arrived']): Promise<void> {
    this.desk.resting = false;
    this.desk.set({ arrived });
    await this.start();
  }

  /** After the first ledger was connected, or another pack is in force. */
  async restart(): Promise<void> {
    this.desk.set({ phase: 'starting', step: null });
    await this.start();
  }

  async readOpen(focusHeading: boolean): Promise<void> {
    const { host, records } = this.desk.options;
    const { pack } = this.desk;
    if (pack === null || this.desk.resting) return;
    const turn = ++this.desk.turn;
    const key = host.itemKey();
    if (this.desk.store.get().arrived !== null && this.desk.store.get().arrived?.item !== key) this.desk.prepare({ arrived: null });
    if (key !== this.desk.messageKey) {
      this.leaveDebtor();
      this.desk.set({ announcement: '' });
    }
    const stop = this.desk.wait(turn);
    const opened = await host.openThread();
    const company = opened.ok && turn === this.desk.turn ? this.desk.options.companies.elsewhere(opened.value) : null;
    if (company !== null) {
      stop();
      return this.desk.options.companies.show(company, key);
    }
    const read = opened.ok ? await readOpened(opened.value, records, pack, this.desk.chosen) : opened;
    if (turn !== this.desk.turn) return;
    stop();
    this.desk.page = null;
    if (read.ok) {
      this.desk.problems.worked('read');
      if (key !== this.desk.messageKey) this.desk.choices = NO_CHOICES;
      this.desk.message = read.value;
      this.desk.messageKey = key;
      if (read.value.file !== null) this.desk.today = read.value.file.today;
    } else {
      // Figures of the same message stay; another message never stands under the old name.
      const gone = read.problem.code === 'mail/item-changed';
      if (gone || key !== this.desk.messageKey) this.desk.message = NOBODY;
      if (gone) this.beginAnew(turn);
      this.desk.messageKey = key;
      if (read.problem.code === 'mail/no-item') this.desk.page = 'no-message';
      else if (read.problem.code === 'source/no-ledger') return this.desk.set({ phase: 'first-run', waiting: 'no' });
      else this.desk.problems.note('read', read.problem);
      if (read.problem.code === 'mail/no-item') this.desk.problems.clear('read');
    }
    this.desk.set({ waiting: 'no' });
    if (focusHeading) this.desk.focus('heading');
    if (read.ok && read.value.identification?.kind !== 'one') void this.lookInside(read.value, turn);
    void this.checkDraft();
    await this.parts().recording.noteProofs();
    await this.parts().recording.noteAnswer();
  }

  /** The text of the message in the making is judged after the card is drawn. */
  async checkDraft(): Promise<void> {
    const { message: subject, pack, me } = this.desk;
    const { thread, file } = subject;
    if (pack === null || me === null || thread?.mode !== 'compose' || file === null) return;
    const language = this.desk.language();
    const read = await writing().then(({ checkOpenDraft }) => checkOpenDraft(subject, pack, me, language)).catch((error: unknown) => {
      // The chunk did not come, as the server does not answer: the bar says so, and the next reading asks for it again.
      if ((error as { readonly name?: unknown }).name !== 'ChunkLoadError') throw error;
      return null;
    });
    if (read === null || this.desk.message.thread !== thread) return;
    this.desk.draftRead = { of: thread, language, read };
    this.desk.set({});
  }

  /** The clerk wants the draft read again: what was typed meanwhile is not told by the mailbox. */
  async readAgain(): Promise<void> {
    if (this.desk.store.get().busy) return;
    await this.readOpen(false);
    this.desk.focus('next-step');
  }

  /** The clues left it open whose mail it is: an attached electronic invoice may say. The card stands meanwhile. */
  private async lookInside({ thread }: Subject, turn: number): Promise<void> {
    if (thread !== null && (await this.desk.options.host.readFiles(thread, (text) => readEInvoice(text) !== null)) && turn === this.desk.turn) await this.readOpen(false);
  }

  /**
   * Another message is open than the one that office.js knows: it learns of it with ItemChanged, which may be on its way, or
   * when the page begins anew. Never over what was typed, nor again right after it.
   */
  private beginAnew(turn: number): void {
    const justBegun = (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.type === 'reload' && performance.now() < AGAIN_MS;
    if (justBegun) return;
    setTimeout(() => {
      if (turn === this.desk.turn && this.desk.kept.isEmpty() && !this.parts().texts.edited()) this.desk.options.reload();
    }, ON_ITS_WAY_MS);
  }

  /** Nothing was inserted: the card is of a message that is no longer open, and Outlook has told of no other. */
  lost(problem: Problem): void {
    this.desk.message = NOBODY;
    this.desk.leaveStep();
    this.desk.trouble('read', problem);
  }

  /**
   * The draft as it is now, just before something is written into it: recipients may have been added since the card was
   * drawn. False: it is no longer what the card shows; the card was drawn anew and nothing may be written.
   */
  async sameDraft(): Promise<boolean> {
    const { host, records } = this.desk.options;
    const before = this.desk.message;
    if (this.desk.pack === null || this.desk.other !== null || before.thread?.mode !== 'compose' || before.file === null) return true;
    const key = host.itemKey();
    if (key !== this.desk.messageKey) return this.changed();
    const turn = ++this.desk.turn;
    const read = await readThread(host, records, this.desk.pack, this.desk.chosen);
    if (turn !== this.desk.turn) return false;
    if (!read.ok) {
      if (read.problem.code === 'mail/item-changed' || read.problem.code === 'mail/no-item') return this.changed();
      this.desk.trouble('insert', read.problem);
      return false;
    }
    const told = (of: Subject): readonly string[] => (this.desk.writing(of)?.warnings ?? []).map((warning) => JSON.stringify(warning));
    const shown = told(before);
    this.desk.message = read.value;
    if (read.value.file?.debtor.id === before.file.debtor.id && told(read.value).every((warning) => shown.includes(warning))) return true;
    this.desk.leaveStep();
    this.desk.toast(words(this.desk.language()).checkRecipients, null);
    return false;
  }

  /** Another message is open than the one on the card: said, and the card follows. */
  async changed(): Promise<false> {
    await this.readOpen(false);
    this.desk.set({ told: { intent: 'warning', text: words(this.desk.language()).instead.itemChanged } });
    return false;
  }

  again(source: ProblemSource): void {
    if (source === 'start') void this.start();
    else if (source === 'worklist') void this.parts().listing.read();
    else void (this.desk.other === null ? this.readOpen(false) : this.refresh(false));
  }

  /** Reads this debtor again; `ledger`: the watched file before it. */
  async refresh(ledger: boolean): Promise<void> {
    const { records } = this.desk.options;
    const before = this.desk.subject();
    if (before.file === null || this.desk.pack === null) return this.readOpen(false);
    const turn = ++this.desk.turn;
    this.desk.set({ busy: true, waiting: 'no' });
    let reread: Result<unknown, Problem> | null = null;
    if (ledger) {
      // An accounting system is asked about this customer alone: reading all of it again would take minutes.
      if (before.file.source.kind === 'accounting-system') reread = await records.ask(api.reread(before.file.debtor.id));
      else {
        const state = await records.refreshLedger();
        if (state.ok) this.desk.set({ ledger: state.value });
        else this.desk.problems.note('read', state.problem);
      }
      const pack = await records.pack();
      if (pack.ok) this.desk.pack = pack.value;
    }
    const read = await readDebtor(records, this.desk.pack, before, before.file.debtor.id);
    if (turn === this.desk.turn) {
      if (read.ok) {
        this.desk.problems.worked('read');
        this.desk.replace(read.value);
        if (read.value.file !== null) this.desk.today = read.value.file.today;
      } else this.desk.problems.note('read', read.problem);
    }
    // The figures are those of the last pull: it is said why they are not newer.
    if (reread?.ok === false) this.desk.problems.note('settings', reread.problem);
    else if (reread !== null) this.desk.problems.clear('settings');
    this.desk.set({ busy: false });
  }

  /** "Try again" must never insert for another customer than the one it failed for. */
  private leaveDebtor(): void {
    this.desk.problems.clear('insert');
    this.desk.unattachable = new Set();
    if (this.desk.store.get().told !== null) this.desk.set({ told: null });
    this.desk.leaveStep();
  }

  /** `then`: what the clerk opened him for. */
  async openDebtor(debtor: DebtorId, then: 'look' | 'insert' | 'pass'): Promise<void> {
    if (this.desk.pack === null) return;
    const turn = ++this.desk.turn;
    this.leaveDebtor();
    const stop = this.desk.wait(turn);
    const read = await readDebtor(this.desk.options.records, this.desk.pack, NOBODY, debtor);
    if (turn !== this.desk.turn) return;
    stop();
    if (!read.ok) {
      this.desk.set({ waiting: 'no' });
      return this.desk.trouble('worklist', read.problem);
    }
    this.desk.other = read.value;
    this.desk.choices = { ...NO_CHOICES, channel: then === 'insert' ? 'new-message' : null };
    if (then === 'pass') {
      this.desk.prepare({ waiting: 'no', tab: 'worklist' });
      return this.parts().recording.openForm('pass', null, { until: nextBusinessDay(addDays(this.desk.today, PASSED_DAYS)) });
    }
    this.desk.set({ waiting: 'no', tab: 'worklist' });
    this.desk.focus('heading');
    if (then === 'insert') await this.parts().texts.insert(null);
  }

  closeDebtor(): void {
    this.desk.turn += 1;
    this.desk.other = null;
    this.desk.choices = NO_CHOICES;
    this.leaveDebtor();
    this.desk.set({ waiting: 'no' });
    this.desk.focus('list');
    void this.parts().listing.read();
  }

  /** The clerk says who it is; the thread always follows, an address or a domain when asked. */
  async choose(debtor: DebtorId | null, scope: LearnedChoice['scope']): Promise<void> {
    const { thread } = this.desk.message;
    // An invented customer is never put beside somebody's mail.
    if (this.desk.other !== null || thread === null || this.desk.store.get().sample) return debtor === null ? undefined : this.openDebtor(debtor, 'look');
    if (thread.unsaved === true) {
      this.desk.chosen = { thread: thread.key, debtor, message: null };
      this.desk.leaveStep();
      return this.readOpen(true);
    }
    // The wider first: when it is refused, nothing was remembered, and what is on the screen is still true.
    const values = this.desk.scopes().filter((of) => of.scope === 'thread' || of.scope === scope).reverse().map((of): LearnedChoice => ({ ...of, debtor }));
    this.desk.set({ busy: true });
    for (const choice of values) {
      const learnt = await this.desk.options.records.learn(choice);
      if (!learnt.ok) {
        this.desk.set({ busy: false });
        return this.desk.trouble('learn', learnt.problem);
      }
    }
    this.desk.problems.worked('learn');
    this.desk.chosen = { thread: thread.key, debtor, message: thread.messages[thread.open]?.id ?? null };
    this.desk.leaveStep();
    this.desk.set({ busy: false });
    this.desk.toast(words(this.desk.language()).toastRemembered, () => {
      void (async () => {
        this.desk.chosen = null;
        for (const { scope: of, value } of values) await this.desk.options.records.forget({ scope: of, value });
        await this.readOpen(true);
      })();
    });
    await this.readOpen(true);
  }

  async search(typed: string): Promise<Searched> {
    const answer = await this.desk.options.records.search(typed);
    if (answer.ok) return { kind: 'found', rows: presentSearch(answer.value, this.desk.language()) };
    return { kind: 'failed', message: wordProblem(answer.problem, this.desk.language(), this.desk.today) };
  }
}
