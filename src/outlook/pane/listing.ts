import { NO_FILTER, endOf, joinRows, withoutFilter } from '../../core';
import type { Decision, FilterName, WorklistAsked, WorklistFilter, WorklistGroup, WorklistPage } from '../../core';
import type { Desk } from './desk';

const PAGE = 50;
/** As many as one answer may hold. */
const MOST = 200;
const PROGRESS_MS = 4_000;
const SKELETON_MS = 150;

/** Reading the worklist: a group, whom of it, and how much of that. */
export class Listing {
  /** Answers to an earlier question are dropped. */
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** It would have been read again while nobody looked. */
  private missed = false;

  constructor(private readonly desk: Desk) {}

  /** As many rows as are shown, read anew. */
  async read(): Promise<void> {
    await this.readRows(this.desk.listed, Math.max(PAGE, this.desk.worklist?.rows.length ?? 0));
  }

  /** The analysis went on while the pane was out of sight. */
  catchUp(): void {
    if (this.missed && !this.desk.resting && document.visibilityState === 'visible') void this.read();
  }

  chooseGroup(group: WorklistGroup): void {
    void this.show({ ...this.desk.listed, group });
  }

  async setFilter(filter: WorklistFilter): Promise<void> {
    if (await this.show({ ...this.desk.listed, filter })) this.desk.focus('list');
  }

  /** 'all': every one. The keyboard goes to the list, as the button is gone. */
  removeFilter(name: FilterName | 'all'): void {
    const { filter } = this.desk.listed;
    void this.setFilter(name === 'all' ? NO_FILTER : withoutFilter(filter, name));
  }

  /** The rows after those that are shown; the first of them becomes the current one. */
  async more(): Promise<void> {
    const before = new Set(this.desk.worklist?.rows.map(({ debtor }) => debtor.id));
    if (!(await this.readRows(this.desk.listed, before.size + PAGE))) return;
    const { worklist } = this.desk.store.get();
    if (worklist === null || worklist.rows.length === 0) return;
    const first = worklist.rows.findIndex(({ debtor }) => !before.has(debtor.id));
    this.desk.set({ worklistAt: first < 0 ? worklist.rows.length - 1 : first, announcement: worklist.announcement });
    this.desk.focus('list');
  }

  private async show(listed: WorklistAsked): Promise<boolean> {
    if (!(await this.readRows(listed, PAGE))) return false;
    this.desk.set({ worklistAt: 0, announcement: this.desk.store.get().worklist?.announcement ?? '' });
    return true;
  }

  /**
   * From the first row on, page by page, so that a customer whose place changed since stands where he belongs now.
   * @returns whether the answer stands on the desk.
   */
  private async readRows(listed: WorklistAsked, wanted: number): Promise<boolean> {
    const turn = (this.turn += 1);
    const waiting = setTimeout(() => turn === this.turn && this.desk.set({ worklistWaiting: true }), SKELETON_MS);
    const page = await this.pages(listed, wanted, () => turn === this.turn);
    clearTimeout(waiting);
    if (page === null) return false;
    this.stop();
    if (!page.ok) {
      this.desk.prepare({ worklistWaiting: false });
      this.desk.trouble('worklist', page.problem);
      return false;
    }
    this.desk.problems.worked('worklist');
    const current = this.desk.worklist?.rows[this.desk.store.get().worklistAt]?.debtor.id;
    this.desk.listed = listed;
    this.desk.worklist = page.value;
    if (page.value.progress !== null) this.timer = setTimeout(() => this.again(), PROGRESS_MS);
    // Another order, the same customer under the clerk's hands: what stands at his place now is another's.
    const at = page.value.rows.findIndex(({ debtor }) => debtor.id === current);
    const leaves = at < 0 && document.querySelector('.wl :focus') !== null;
    this.desk.set({ worklistWaiting: false, ...(at < 0 ? {} : { worklistAt: at }) });
    // The row under the keyboard is gone: whoever stands in its place has it.
    if (leaves) this.desk.focus('list');
    return true;
  }

  /** null: something else was asked for meanwhile. */
  private async pages({ group, filter }: WorklistAsked, wanted: number, current: () => boolean): Promise<Awaited<ReturnType<Desk['options']['records']['worklistPage']>> | null> {
    let rows: readonly Decision[] = [];
    for (let after = ''; ; ) {
      const limit = Math.min(MOST, wanted - rows.length);
      const answer = await this.desk.options.records.worklistPage({ ...filter, group, after, limit });
      if (!current()) return null;
      if (!answer.ok) return answer;
      const page: WorklistPage = answer.value;
      const last = page.rows[page.rows.length - 1];
      rows = joinRows(rows, page.rows);
      if (last === undefined || page.rows.length < limit || rows.length >= wanted) return { ok: true, value: { ...page, rows } };
      after = endOf(last);
    }
  }

  private again(): void {
    if (document.visibilityState === 'visible' && !this.desk.resting) void this.read();
    else this.missed = true;
  }

  private stop(): void {
    this.missed = false;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
