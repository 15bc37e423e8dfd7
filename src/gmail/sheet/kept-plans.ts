import { fail, ok, parsePolicy, sha256Hex } from '../../core';
import type { BookProblem, OwnPolicy, PolicyId, PolicyVersion, ReminderPolicy, Result, Row, Template } from '../../core';
import { jsonOfCell, wordsOfCell } from './cell-text';
import { momentOf } from './kept-settings';
import { PLAN_COLUMNS, cellAt, layoutOfTab, missingHeadings } from './tab-columns';
import type { PlanColumn, TabLayout } from './tab-columns';

/** One version of an own plan; `policy` null: from then on the plan was used no more. */
interface PlanLine {
  readonly sheetRow: number;
  readonly seq: number;
  readonly id: PolicyId;
  readonly basedOn: PolicyId | null;
  readonly saved: PolicyVersion;
  readonly policy: ReminderPolicy | null;
}

const SAVED = 'saved';
export const REMOVED = 'removed';
export const kindOfPlan = (policy: ReminderPolicy | null): string => (policy === null ? REMOVED : SAVED);
/** Of each plan: a list that people read. All are kept. */
export const MOST_VERSIONS = 50;

/** What a version's row is sealed with: a plan decides who is reminded when, and a changed cell must not pass for the version that it names. */
export const sealOf = (...parts: readonly string[]): string => sha256Hex(JSON.stringify(parts)).slice(0, 16);

/** The tab Plan as one reading shows it. */
export class KeptPlans {
  private constructor(readonly layout: TabLayout<PlanColumn>, private readonly lines: readonly PlanLine[], /** Rows (1-based) whose plan was changed by hand or cannot be read: the version before is used. */ readonly refused: readonly number[]) {}

  static read(rows: readonly Row[], title: string, shipped: { readonly templates: readonly Template[] }): Result<KeptPlans, BookProblem> {
    const layout = layoutOfTab(rows, PLAN_COLUMNS);
    if (layout === null) return fail({ code: 'sheet/columns-gone', tab: title, columns: missingHeadings(rows, PLAN_COLUMNS) });
    const lines: PlanLine[] = [];
    const refused: number[] = [];
    for (let at = layout.headerRow + 1; at < rows.length; at += 1) {
      const cells = rows[at] ?? [];
      const said = (column: PlanColumn): string => wordsOfCell(cellAt(cells, layout, column));
      const [id, version] = [said('plan').trim(), said('version').trim()];
      const seq = Number(/\.(\d{1,9})$/.exec(version)?.[1] ?? NaN);
      if (id === '' && version === '') continue;
      const content = cellAt(cells, layout, 'content');
      const removed = said('kind') === REMOVED;
      const policy = removed ? null : policyIn(content, id, version, shipped.templates);
      if (!Number.isSafeInteger(seq) || policy === undefined || sealOf(id, version, content) !== said('seal')) refused.push(at + 1);
      else lines.push({ sheetRow: at + 1, seq, id: id as PolicyId, basedOn: said('basedOn') === '' ? null : (said('basedOn') as PolicyId), saved: { version, by: said('by'), at: momentOf(said('at')) }, policy });
    }
    return ok(new KeptPlans(layout, lines.sort((a, b) => a.seq - b.seq), refused));
  }

  /** The number of the newest version, whatever the plan. */
  get mark(): number {
    return this.lines[this.lines.length - 1]?.seq ?? 0;
  }

  own(): readonly OwnPolicy[] {
    const plans = new Map<string, OwnPolicy>();
    for (const { id, policy, basedOn, saved } of this.lines) {
      const versions = [saved, ...(plans.get(id)?.versions ?? [])].slice(0, MOST_VERSIONS);
      if (policy === null) plans.delete(id);
      else plans.set(id, { policy, basedOn, versions });
    }
    return [...plans.values()];
  }
}

function policyIn(content: string, id: string, version: string, templates: readonly Template[]): ReminderPolicy | undefined {
  const read = parsePolicy(jsonOfCell(content), templates);
  return read.ok && read.value.id === id && read.value.version === version ? read.value : undefined;
}
