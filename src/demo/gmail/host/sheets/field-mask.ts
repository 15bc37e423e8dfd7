/** A tree of field names; an empty one takes everything below. */
interface Mask {
  readonly [name: string]: Mask;
}

/**
 * Keeps what a `fields` parameter names: `properties(title,locale),sheets.properties.sheetId`.
 * @throws Error when the mask cannot be read.
 */
export function masked(value: unknown, fields: string): unknown {
  return fields === '*' ? value : keep(value, parse(fields));
}

function parse(text: string): Mask {
  const root: Record<string, Mask> = {};
  let at = 0;
  const list = (into: Record<string, Mask>): void => {
    for (;;) {
      let here = into;
      for (;;) {
        const name = /^[A-Za-z]\w*/.exec(text.slice(at))?.[0];
        if (name === undefined) throw new Error(`Invalid field selection ${text}`);
        at += name.length;
        here = (here[name] ??= {}) as Record<string, Mask>;
        if (text[at] !== '.' && text[at] !== '/') break;
        at += 1;
      }
      if (text[at] === '(') {
        at += 1;
        list(here);
        if (text[at] !== ')') throw new Error(`Invalid field selection ${text}`);
        at += 1;
      }
      if (text[at] !== ',') return;
      at += 1;
    }
  };
  list(root);
  if (at !== text.length) throw new Error(`Invalid field selection ${text}`);
  return root;
}

function keep(value: unknown, mask: Mask): unknown {
  if (Object.keys(mask).length === 0) return value;
  if (Array.isArray(value)) return value.map((one) => keep(one, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, held]) => { const inner = mask[name]; return inner === undefined ? [] : [[name, keep(held, inner)]]; }));
}
