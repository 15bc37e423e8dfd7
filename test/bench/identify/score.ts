/** One line of labels.jsonl. */
export interface Label {
  readonly id: string;
  readonly scenario: string;
  readonly traps: readonly string[];
  readonly expected: {
    readonly kind: 'debtor' | 'ambiguous' | 'none'; readonly debtorId: string | null;
    /** `debtor:ID`, `ambiguous`, `none`. */
    readonly acceptable: readonly string[];
    readonly candidates: readonly string[]; readonly invoices: readonly string[]; readonly mustNotReturn: readonly string[];
  };
}

/** One line of predictions.jsonl. */
export interface Prediction {
  readonly id: string;
  readonly kind: 'debtor' | 'ambiguous' | 'none';
  readonly debtorId: string | null;
  readonly candidates: readonly string[];
  readonly invoices: readonly string[];
}

/** wrongDebtor: sure, and somebody else. missedButListed: not sure, the right one among the candidates. softWrong: any other difference. */
export type Outcome = 'ok' | 'wrongDebtor' | 'missedButListed' | 'missed' | 'softWrong';
export type Tally = Readonly<Partial<Record<Outcome, number>>>;

export interface Score {
  readonly cases: number;
  readonly outcomes: Tally;
  /** Sure answers that a label forbids by name. */
  readonly forbidden: number;
  /** Sure answers, and those of them that are right. */
  readonly sure: number;
  readonly sureAndRight: number;
  readonly invoicesFound: number;
  readonly invoicesCited: number;
  readonly byScenario: ReadonlyMap<string, Tally>;
  readonly byTrap: ReadonlyMap<string, Tally>;
  readonly outcomeOf: ReadonlyMap<string, Outcome>;
}

const NO_ANSWER: Omit<Prediction, 'id'> = { kind: 'none', debtorId: null, candidates: [], invoices: [] };

function outcomeOf(label: Label, given: Omit<Prediction, 'id'>): Outcome {
  const { expected } = label;
  const answer = given.kind === 'debtor' ? `debtor:${given.debtorId}` : given.kind;
  if (expected.acceptable.includes(answer)) return 'ok';
  if (given.kind === 'debtor') return expected.kind !== 'debtor' || given.debtorId !== expected.debtorId ? 'wrongDebtor' : 'ok';
  if (expected.kind === 'debtor') return expected.debtorId !== null && given.candidates.includes(expected.debtorId) ? 'missedButListed' : 'missed';
  return 'softWrong';
}

/** What score.py of the labelled sample counts, by the same rules; a case without a prediction was answered with none. */
export function score(labels: readonly Label[], predictions: readonly Prediction[]): Score {
  const given = new Map(predictions.map((p) => [p.id, p]));
  const totals = new Map<string, number>();
  const byScenario = new Map<string, Map<string, number>>();
  const byTrap = new Map<string, Map<string, number>>();
  const outcomes = new Map<string, Outcome>();
  let [forbidden, sure, sureAndRight, invoicesFound, invoicesCited] = [0, 0, 0, 0, 0];
  const count = (tally: Map<string, number>, outcome: Outcome): void => void tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  const within = (tallies: Map<string, Map<string, number>>, name: string): Map<string, number> => tallies.get(name) ?? tallies.set(name, new Map()).get(name) ?? new Map();
  for (const label of labels) {
    const prediction = given.get(label.id) ?? NO_ANSWER;
    const outcome = outcomeOf(label, prediction);
    outcomes.set(label.id, outcome);
    if (prediction.kind === 'debtor') {
      sure += 1;
      if (outcome === 'ok') sureAndRight += 1;
      if (prediction.debtorId !== null && label.expected.mustNotReturn.includes(prediction.debtorId)) forbidden += 1;
    }
    count(totals, outcome);
    count(within(byScenario, label.scenario), outcome);
    for (const trap of label.traps) count(within(byTrap, trap), outcome);
    const cited = new Set(label.expected.invoices);
    invoicesCited += cited.size;
    invoicesFound += [...cited].filter((number) => prediction.invoices.includes(number)).length;
  }
  const plain = (tally: ReadonlyMap<string, number>): Tally => Object.fromEntries(tally) as Tally;
  const tallies = (of: ReadonlyMap<string, ReadonlyMap<string, number>>): ReadonlyMap<string, Tally> => new Map([...of].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, tally]) => [name, plain(tally)]));
  return { cases: labels.length, outcomes: plain(totals), forbidden, sure, sureAndRight, invoicesFound, invoicesCited, byScenario: tallies(byScenario), byTrap: tallies(byTrap), outcomeOf: outcomes };
}
