import type { Template } from './types';

export interface DifferingLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond it the middle of two texts is not matched line by line. */
const MOST_PAIRS = 1_000_000;

/** Line by line: what `from` has and `to` has not, and the other way round. The subject is the first line, and is compared with the subject alone. */
export function textDifference(from: Pick<Template, 'subject' | 'body'>, to: Pick<Template, 'subject' | 'body'>): readonly DifferingLine[] {
  return [...matched([from.subject], [to.subject]), ...matched(from.body.split('\n'), to.body.split('\n'))];
}

function matched(a: readonly string[], b: readonly string[]): readonly DifferingLine[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const same = (lines: readonly string[]): readonly DifferingLine[] => lines.map((text) => ({ kind: 'same', text }));
  return [...same(a.slice(0, head)), ...between(a.slice(head, a.length - tail), b.slice(head, b.length - tail)), ...same(a.slice(a.length - tail))];
}

/** By their longest common subsequence. */
function between(a: readonly string[], b: readonly string[]): readonly DifferingLine[] {
  const removed = (text: string): DifferingLine => ({ kind: 'removed', text });
  const added = (text: string): DifferingLine => ({ kind: 'added', text });
  if (a.length * b.length > MOST_PAIRS) return [...a.map(removed), ...b.map(added)];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) longest[i * width + j] = a[i] === b[j] ? 1 + (longest[(i + 1) * width + j + 1] as number) : Math.max(longest[(i + 1) * width + j] as number, longest[i * width + j + 1] as number);
  const lines: DifferingLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i] as string });
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || (longest[(i + 1) * width + j] as number) >= (longest[i * width + j + 1] as number))) {
      lines.push(removed(a[i] as string));
      i += 1;
    } else {
      lines.push(added(b[j] as string));
      j += 1;
    }
  }
  return lines;
}
