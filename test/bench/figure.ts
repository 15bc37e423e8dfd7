/** One measured figure. `limit` is the issue's; a miss is reported, never relaxed. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  readonly ok: boolean;
  /** The same work done barely, measured in the same run. */
  readonly baseline?: number;
  readonly ratio?: number;
}

export interface BenchOptions {
  /** Plant a fault: at least one figure must miss. */
  readonly broken: boolean;
  readonly say: (fact: string) => void;
}

export interface Bench {
  run(options: BenchOptions): Promise<readonly Figure[]>;
}

export const rounded = (value: number): number => Number(value.toPrecision(4));

export function atMost(figure: string, value: number, unit: string, limit: number): Figure {
  return { figure, value: rounded(value), unit, limit, ok: value <= limit };
}

export function atLeast(figure: string, value: number, unit: string, limit: number): Figure {
  return { figure, value: rounded(value), unit, limit, ok: value >= limit };
}

/** The value below which the share `p` (0..1) of the samples lies. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)];
  if (value === undefined) throw new Error('no samples');
  return value;
}
