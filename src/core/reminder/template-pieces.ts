/** `{{ ... }}` or `{% ... %}` of a text; words between them are no piece. */
export interface Piece {
  readonly kind: 'output' | 'tag';
  /** What stands between the braces, without the dashes that trim. */
  readonly inner: string;
  /** From 1. */
  readonly line: number;
  /** Nothing but tags stands beside it on its line. */
  readonly alone: boolean;
}

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** The line of braces that nothing closes; null: all are closed. What stands behind them was not read. */
  readonly openAt: number | null;
}

const OPEN = /\{\{|\{%/g;

/** As the engine cuts it: quotes hide the end of an output, not that of a tag. Linear in the length of the text. */
export function piecesOf(source: string): Pieces {
  const found: (Omit<Piece, 'alone'> & { readonly from: number; readonly to: number })[] = [];
  let line = 1;
  let counted = 0;
  OPEN.lastIndex = 0;
  for (let match = OPEN.exec(source); match !== null; match = OPEN.exec(source)) {
    const from = match.index;
    for (; counted < from; counted += 1) if (source.charAt(counted) === '\n') line += 1;
    const kind = match[0] === '{{' ? 'output' : 'tag';
    const to = kind === 'tag' ? source.indexOf('%}', from + 2) : outputEnd(source, from + 2);
    if (to < 0) return { pieces: withAlone(source, found), openAt: line };
    found.push({ kind, inner: source.slice(from + 2, to).replace(/^-|-$/g, '').trim(), line, from, to: to + 2 });
    OPEN.lastIndex = to + 2;
  }
  return { pieces: withAlone(source, found), openAt: null };
}

function outputEnd(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at += 1) {
    const sign = source.charAt(at);
    if (quote !== '') {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '}' && source.charAt(at + 1) === '}') return at;
  }
  return -1;
}

function withAlone(source: string, found: readonly (Omit<Piece, 'alone'> & { readonly from: number; readonly to: number })[]): Piece[] {
  // Without the tags: what is left of the line of an output must be the output itself.
  const outputs = new Map<number, number>();
  for (const { kind, line } of found) if (kind === 'output') outputs.set(line, (outputs.get(line) ?? 0) + 1);
  const bare = new Set<number>();
  let at = 0;
  let line = 1;
  let words = '';
  const close = (): void => {
    if (words.trim() === '') bare.add(line);
    words = '';
    line += 1;
  };
  const read = (text: string): void => {
    const lines = text.split('\n');
    lines.forEach((part, index) => {
      if (index > 0) close();
      words += part;
    });
  };
  for (const { from, to } of found) {
    read(source.slice(at, from));
    line += source.slice(from, to).split('\n').length - 1;
    at = to;
  }
  read(source.slice(at));
  close();
  return found.map(({ kind, inner, line: on }) => ({ kind, inner, line: on, alone: bare.has(on) && (kind === 'tag' || outputs.get(on) === 1) }));
}
