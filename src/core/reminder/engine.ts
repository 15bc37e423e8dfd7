import { ForTag, IfTag, Liquid, UnlessTag } from 'liquidjs/dist/liquid.browser.umd.js';
import type { FilterThis, Node, Variable } from 'liquidjs/dist/liquid.browser.umd.js';
import type { Result } from '../result';
import { fail, ok } from '../result';
import { formatLongDate, formatLongWeekdayDate } from '../calendar';
import type { Language } from '../ledger';
import { asBlock, asLines, asValue, SILENT_LINE_END, typographyOf } from './markup';
import { shortDate } from './tables';
import type { TemplateProblem } from './types';
import type { Block } from './text-document';
import type { Catalogue } from './variables';
import { lookUp, LOOP_FIELDS } from './variables';
import type { Scope } from './values';
import { Shown, ShownBlock, ShownDate, ShownLines } from './values';

export const SOURCE_LIMIT = 20_000;
const RENDERED_LIMIT = 200_000;
/** Milliseconds; a net only. Loops run over invoices alone and nest twice at most, so no shipped or checked template comes near. */
const RENDER_LIMIT = 2_000;
const LINES_LIMIT = 600;
/**
 * The work that one filling in may take, in characters printed or tags met: a loop counts as often as its list is long,
 * whatever its conditions let through. Ten times what a mail can hold.
 */
export const RENDER_BUDGET = 10 * RENDERED_LIMIT;
const TAG_COST = 20;
const VALUE_COST = 100;
/** Of a list that an author cannot see: one loop over so many invoices must be possible, one inside another is not. */
export const COST_LISTED = 1_000;

/** What one rendering needs to know beside the values, and where the tables that it printed are put. */
interface Rendering {
  readonly language: Language;
  readonly blocks: ShownBlock[];
}
const renderingOf = (self: FilterThis): Rendering => self.context.globals as Rendering;

class Unprintable extends Error {
  readonly unprintable: 'no-value' | 'not-a-text';
  constructor(unprintable: 'no-value' | 'not-a-text') {
    super(unprintable === 'no-value' ? 'has no value' : 'cannot be printed');
    this.unprintable = unprintable;
  }
}

function printed(this: FilterThis, value: unknown): string {
  const { language, blocks } = renderingOf(this);
  if (typeof value === 'string') return asValue(value);
  if (typeof value === 'number') return String(value);
  if (value instanceof Shown) return asValue(value.text, 400);
  if (value instanceof ShownLines) return asLines(value.text, LINES_LIMIT);
  if (value instanceof ShownDate) return asValue(formatLongDate(value.date, language));
  if (value instanceof ShownBlock) {
    const known = blocks.indexOf(value);
    return asBlock(known >= 0 ? known : blocks.push(value) - 1);
  }
  throw new Unprintable(value === null || value === undefined ? 'no-value' : 'not-a-text');
}

const dateOf = (value: unknown, filter: string): ShownDate => {
  if (value instanceof ShownDate) return value;
  throw new Error(`${filter}: only a date of the message can be written as a date`);
};

/** The whole list; the engine has no other filter. None of them can read a clock. */
const FILTERS = {
  date_courte(this: FilterThis, value: unknown) {
    return new Shown(shortDate(dateOf(value, 'date_courte').date, renderingOf(this).language));
  },
  date_avec_jour(this: FilterThis, value: unknown) {
    return new Shown(formatLongWeekdayDate(dateOf(value, 'date_avec_jour').date, renderingOf(this).language));
  },
  /** `{{ nombre_factures | pluriel: 'facture', 'factures' }}`. French counts 0 with the singular, English does not. */
  pluriel(this: FilterThis, value: unknown, one: unknown, many: unknown) {
    if (typeof value !== 'number' || typeof one !== 'string' || typeof many !== 'string') throw new Error('pluriel: a number and two words are needed');
    const { language } = renderingOf(this);
    const singular = language === 'fr' ? Math.abs(value) < 2 : value === 1;
    return new Shown(typographyOf(language)(singular ? one : many));
  },
} as const;
export const FILTER_NAMES = Object.keys(FILTERS);

let engine: Liquid | null = null;

function theEngine(): Liquid {
  if (engine !== null) return engine;
  const made = new Liquid({
    // A locale given: the engine asks Intl for none.
    locale: 'en',
    relativeReference: false,
    strictFilters: true,
    strictVariables: true,
    ownPropertyOnly: true,
    parseLimit: SOURCE_LIMIT * 2,
    renderLimit: RENDER_LIMIT,
    memoryLimit: 1_000_000,
    outputEscape: printed,
  });
  for (const name of Object.keys(made.tags)) delete made.tags[name];
  for (const name of Object.keys(made.filters)) delete made.filters[name];
  made.registerTag('if', IfTag);
  made.registerTag('unless', UnlessTag);
  made.registerTag('for', ForTag);
  for (const [name, filter] of Object.entries(FILTERS)) made.registerFilter(name, filter);
  engine = made;
  return made;
}

interface Trouble {
  readonly message?: unknown;
  readonly token?: { readonly input: string; readonly begin: number; getText(): string };
  readonly originalError?: Trouble;
  readonly variableName?: unknown;
  readonly unprintable?: unknown;
}

/** Line ends of tag-only lines are kept as silent marks, so both count. */
const lineAt = (source: string, at: number): number => source.slice(0, at).split(/[\n\ue0f0]/).length;

function problemOf(error: unknown, template: string, firstLine: number): TemplateProblem {
  if (!(error instanceof Error)) throw error;
  let token: Trouble['token'];
  let deepest: Trouble = error as Trouble;
  for (let here: Trouble | undefined = error as Trouble; here !== undefined; here = here.originalError) {
    deepest = here;
    token = here.token ?? token;
    if (typeof here.variableName === 'string') return { code: 'template/unknown-variable', template, variable: here.variableName };
  }
  const outer = (error as Trouble).token ?? token;
  // Not the engine's and not ours: a bug, which is not for the author of a template to hear of.
  if (outer === undefined) throw error;
  const name = outer.getText().replace(/^\{\{-?|-?\}\}$/g, '').replace(/\|.*$/s, '').trim();
  if (deepest.unprintable === 'no-value') return { code: 'template/unknown-variable', template, variable: name };
  const detail = String(deepest.message).replace(/, (file:[^,]*, )?line:\d+, col:\d+$/, '').split(SILENT_LINE_END).join('');
  return { code: 'template/syntax', template, line: firstLine - 1 + lineAt(outer.input, outer.begin), detail: deepest.unprintable === 'not-a-text' ? `${name} ${detail}` : detail };
}

export interface Compiled {
  readonly nodes: readonly Node[];
  readonly template: string;
  readonly firstLine: number;
}

/** A line of tags alone leaves no empty line behind, so conditions can stand on lines of their own inside a paragraph. */
const withSilentTagLines = (source: string): string => source.replace(/^([ \t]*(?:\{%(?:[^%{]|%(?!\})|\{(?!%))*%\}[ \t]*)+)\n/gm, `$1${SILENT_LINE_END}`);

/** Parses and checks tags, filters and every variable of every branch. `firstLine`: where the source starts in its file. */
export function compile(source: string, catalogue: Catalogue, template: string, firstLine: number): Result<Compiled, TemplateProblem> {
  if (source.length > SOURCE_LIMIT) return fail({ code: 'template/too-long', template, limit: SOURCE_LIMIT });
  const prepared = withSilentTagLines(source);
  try {
    const nodes = theEngine().parse(prepared);
    const problem = problemInLoops(nodes, catalogue, template, firstLine) ?? problemInVariables(nodes, catalogue, template) ?? problemInLines(prepared, catalogue, template, firstLine);
    return problem === null ? ok({ nodes, template, firstLine }) : fail(problem);
  } catch (error) {
    return fail(problemOf(error, template, firstLine));
  }
}

const childrenOf = (node: Node): readonly Node[] => {
  if (node.children === undefined) return [];
  const children = node.children(false, true).next();
  return children.done === true ? children.value : [];
};

interface Loop {
  readonly variable: string;
  readonly element: Catalogue;
}

/** Loops of the tree, each with what it runs over; null for one over anything else than a list of the catalogue. */
function loopsOf(nodes: readonly Node[], catalogue: Catalogue, depth: number, found: (Loop | { readonly wrong: ForTag })[]): void {
  for (const node of nodes) {
    let inside = depth;
    if (node instanceof ForTag) {
      const entry = lookUp(node.collection.getText().trim().split('.'), catalogue);
      const list = entry !== null && typeof entry !== 'string' && 'listOf' in entry ? entry.listOf : null;
      found.push(list === null || depth >= 2 || node.variable in catalogue ? { wrong: node } : { variable: node.variable, element: list });
      inside += 1;
    }
    loopsOf(childrenOf(node), catalogue, inside, found);
  }
}

function problemInLoops(nodes: readonly Node[], catalogue: Catalogue, template: string, firstLine: number): TemplateProblem | null {
  const found: (Loop | { readonly wrong: ForTag })[] = [];
  loopsOf(nodes, catalogue, 0, found);
  for (const loop of found) {
    if (!('wrong' in loop)) continue;
    const collection = loop.wrong.collection.getText().trim();
    // A range such as (1..9) is no name: it would let a template run for as long as it likes.
    if (/^[A-Za-z_][\w.]*$/.test(collection) && lookUp(collection.split('.'), catalogue) === null) return { code: 'template/unknown-variable', template, variable: collection };
    return { code: 'template/syntax', template, line: firstLine - 1 + lineAt(loop.wrong.token.input, loop.wrong.token.begin), detail: `for ${loop.wrong.variable} in ${collection}: not a list that can be looped over` };
  }
  return null;
}

function problemInVariables(nodes: readonly Node[], catalogue: Catalogue, template: string): TemplateProblem | null {
  const found: (Loop | { readonly wrong: ForTag })[] = [];
  loopsOf(nodes, catalogue, 0, found);
  const loops = found.filter((loop): loop is Loop => !('wrong' in loop));
  const { variables, globals } = theEngine().analyzeSync(nodes, { partials: false });
  const outsideLoops = new Set(Object.values(globals).flat());
  for (const variable of Object.values(variables).flat()) {
    const path = variable.segments.map(String);
    const [root = '', ...rest] = path;
    const simple = variable.segments.every((segment) => typeof segment === 'string');
    const known = simple && (lookUp(path, catalogue) !== null || (!outsideLoops.has(variable) && isLoopName(root, rest, loops)));
    if (!known) return { code: 'template/unknown-variable', template, variable: nameOf(variable) };
  }
  return null;
}

function isLoopName(root: string, rest: readonly string[], loops: readonly Loop[]): boolean {
  if (root === 'forloop') return rest.length === 1 && LOOP_FIELDS.includes(rest[0] ?? '');
  return loops.some((loop) => loop.variable === root && lookUp(rest, loop.element) !== null);
}

const nameOf = (variable: Variable): string => variable.segments.map((segment) => (typeof segment === 'object' ? `[${nameOf(segment)}]` : String(segment))).join('.');

/** A table or a signature is a block of its own: beside it on the line only tags may stand. */
function problemInLines(source: string, catalogue: Catalogue, template: string, firstLine: number): TemplateProblem | null {
  const lines = source.split(/[\n\ue0f0]/);
  for (const [at, line] of lines.entries()) {
    for (const [, name = ''] of line.matchAll(/\{\{-?\s*(\w+)\s*-?\}\}/g)) {
      if (lookUp([name], catalogue) !== 'block') continue;
      const beside = line.replace(/\{%(?:[^%{]|%(?!\})|\{(?!%))*%\}/g, '').trim();
      if (!/^\{\{-?\s*\w+\s*-?\}\}$/.test(beside)) return { code: 'template/syntax', template, line: firstLine + at, detail: `${name} must stand alone on its line` };
    }
  }
  return null;
}

/** How much work it is to fill this in, with lists of so many elements; see RENDER_BUDGET. */
export function costOf(compiled: Compiled, lengthOf: (list: readonly string[]) => number): number {
  const cost = (nodes: readonly Node[]): number => nodes.reduce((sum, node) => {
    const inside = childrenOf(node);
    if (node instanceof ForTag) return sum + TAG_COST + lengthOf(node.collection.getText().trim().split('.')) * (TAG_COST + cost(inside));
    const { token } = node;
    const own = inside.length > 0 || token.getText().startsWith('{%') ? TAG_COST : token.getText().startsWith('{{') ? VALUE_COST : token.end - token.begin;
    return sum + own + cost(inside);
  }, 0);
  return cost(compiled.nodes);
}

function lengthIn(scope: Scope, list: readonly string[]): number {
  let here: unknown = scope;
  for (const name of list) here = typeof here === 'object' && here !== null ? (here as Readonly<Record<string, unknown>>)[name] : undefined;
  return Array.isArray(here) ? here.length : 1;
}

/** The dotted names that a piece of a template reads; null in the place of one that is no dotted name. */
export function valuesIn(source: string): Result<readonly (readonly string[] | null)[], null> {
  try {
    const { variables } = theEngine().analyzeSync(theEngine().parse(source), { partials: false });
    return ok(Object.values(variables).flat().map(({ segments }) => (segments.every((segment) => typeof segment === 'string') ? segments.map(String) : null)));
  } catch (error) {
    // The engine's own errors name a token; anything else is a bug.
    if (!(error instanceof Error) || (error as Trouble).token === undefined) throw error;
    return fail(null);
  }
}

export interface RenderedTemplate {
  readonly text: string;
  readonly blockAt: (index: number) => readonly Block[];
}

/** Fills the template in. A name without a value that is printed all the same is an error: no letter has holes. */
export function render(compiled: Compiled, scope: Scope, language: Language): Result<RenderedTemplate, TemplateProblem> {
  const rendering: Rendering = { language, blocks: [] };
  if (costOf(compiled, (list) => lengthIn(scope, list)) > RENDER_BUDGET) return fail({ code: 'template/too-long', template: compiled.template, limit: RENDERED_LIMIT });
  try {
    const text = theEngine().renderSync(compiled.nodes, scope, { globals: rendering });
    if (typeof text !== 'string') throw new Error('the template engine gave no text');
    if (text.length > RENDERED_LIMIT) return fail({ code: 'template/too-long', template: compiled.template, limit: RENDERED_LIMIT });
    return ok({ text, blockAt: (index) => rendering.blocks[index]?.blocks ?? [] });
  } catch (error) {
    return fail(problemOf(error, compiled.template, compiled.firstLine));
  }
}
