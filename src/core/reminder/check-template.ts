import type { ReplyKind } from '../log/types';
import { compile, COST_LISTED, costOf, FILTER_NAMES, RENDER_BUDGET, SOURCE_LIMIT, valuesIn } from './engine';
import { witnessesOf } from './none-able';
import { catalogueOf } from './template-file';
import type { TextFault, TextFaultReason, TextPart } from './template-faults';
import { piecesOf } from './template-pieces';
import type { Piece } from './template-pieces';
import type { Template } from './types';
import { LOOP_FIELDS, lookUp } from './variables';
import type { Catalogue } from './variables';

/** Deeper nesting is nothing that an author reads again, and the engine works through it by recursion. */
const DEEPEST = 20;
/** Conditions and all; what it gives is cut at 200. */
const LONGEST_SUBJECT = 1_000;
/** A list that people read. */
const MOST_FAULTS = 50;
const NAME = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;
const QUOTED = /^(?:'[^']*'|"[^"]*")$/;
const TWO_WORDS = /^(?:'[^']*'|"[^"]*")\s*,\s*(?:'[^']*'|"[^"]*")$/;
const FORLOOP: Catalogue[string] = { fields: Object.fromEntries(LOOP_FIELDS.map((name) => [name, name === 'first' || name === 'last' ? 'flag' : 'number'])) };

/**
 * Every fault of a text that somebody types, each at its line: what the engine would refuse, what it would refuse only for
 * some customers (a value that is not there), and what no text needs (a loop in a loop). None: the text compiles, and the
 * work of filling it in is bounded by the number of invoices.
 */
export function checkTemplate({ subject, body }: { readonly subject: string; readonly body: string }, of: Pick<Template, 'reply'>): readonly TextFault[] {
  const faults = [...checkPart('subject', subject, of), ...checkPart('body', body, of)];
  return faults.slice(0, MOST_FAULTS);
}

interface Opened {
  readonly name: 'if' | 'unless' | 'for';
  readonly line: number;
  /** Of a loop: its variable and the list. */
  readonly variable: string | null;
  readonly list: string | null;
  /** Names that its conditions ask for, in every branch so far. */
  readonly asked: string[];
}

function checkPart(part: TextPart, source: string, of: Pick<Template, 'reply'>): readonly TextFault[] {
  const faults: TextFault[] = [];
  const put = (line: number | null, reason: TextFaultReason): void => { faults.push({ ...reason, in: part, line }); };
  if (source.trim() === '') put(null, { why: 'empty' });
  // Beyond it nothing is read.
  const limit = part === 'subject' ? LONGEST_SUBJECT : SOURCE_LIMIT;
  if (source.length > limit) {
    put(null, { why: 'too-long', limit });
    return faults;
  }
  if (part === 'subject' && source.trim().includes('\n')) put(null, { why: 'subject-lines' });
  const { pieces, openAt } = piecesOf(source);
  const opened: Opened[] = [];
  let deep = false;
  for (const piece of pieces) {
    if (piece.kind === 'output') checkOutput(piece, part, of.reply, catalogueAt(of, opened), opened, put);
    else checkTag(piece, of, opened, put);
    if (opened.length > DEEPEST && !deep) {
      deep = true;
      put(piece.line, { why: 'too-deep' });
    }
  }
  if (openAt !== null) put(openAt, { why: 'brace-open' });
  else for (const { name, line } of opened) put(line, { why: 'not-closed', name });
  if (faults.length > 0) return faults;
  // The engine has the last word: what passes here must compile there.
  const compiled = compile(source, catalogueOf(of), part, 1);
  if (!compiled.ok) {
    const { problem } = compiled;
    if (problem.code === 'template/unknown-variable') put(null, { why: 'unknown-variable', name: problem.variable });
    else put('line' in problem ? problem.line : null, { why: 'syntax', detail: 'detail' in problem ? problem.detail : problem.code });
  } else if (costOf(compiled.value, () => COST_LISTED) > RENDER_BUDGET) {
    const loop = pieces.find(({ kind, inner }) => kind === 'tag' && inner.startsWith('for'));
    put(loop?.line ?? null, { why: 'loop-too-long', name: loop?.inner ?? '' });
  }
  return faults;
}

type Put = (line: number | null, reason: TextFaultReason) => void;

/** The names that can be used where so many loops are open. */
function catalogueAt(of: Pick<Template, 'reply'>, opened: readonly Opened[]): Catalogue {
  const loops = opened.filter(({ variable }) => variable !== null);
  if (loops.length === 0) return catalogueOf(of);
  const inside: Record<string, Catalogue[string]> = { ...catalogueOf(of), forloop: FORLOOP };
  for (const { variable, list } of loops) {
    const entry = list === null ? null : lookUp(list.split('.'), catalogueOf(of));
    // Of a list that is none, nothing is said of its elements: the list itself is named.
    if (variable !== null) inside[variable] = entry !== null && typeof entry !== 'string' && 'listOf' in entry ? { fields: entry.listOf } : 'text';
  }
  return inside;
}

function checkTag({ inner, line }: Piece, of: Pick<Template, 'reply'>, opened: Opened[], put: Put): void {
  const [, name = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(inner) ?? [];
  const last = opened[opened.length - 1];
  switch (name) {
    case 'if':
    case 'unless':
      opened.push({ name, line, variable: null, list: null, asked: checkCondition(rest, line, catalogueAt(of, opened), put) });
      return;
    case 'elsif':
      if (last === undefined || last.name === 'for') put(line, { why: 'not-opened', name });
      else last.asked.push(...checkCondition(rest, line, catalogueAt(of, opened), put));
      return;
    case 'else':
      if (last === undefined) put(line, { why: 'not-opened', name });
      return;
    case 'for': {
      const [, variable = '', list = ''] = /^([A-Za-z_]\w*)\s+in\s+(\S[\s\S]*)$/.exec(rest) ?? [];
      const entry = NAME.test(list) ? lookUp(list.split('.'), catalogueAt(of, opened)) : null;
      if (variable === '') put(line, { why: 'syntax', detail: inner.slice(0, 80) });
      else if (NAME.test(list) && entry === null) put(line, { why: 'unknown-variable', name: list.slice(0, 80) });
      else if (entry === null || typeof entry === 'string' || !('listOf' in entry)) put(line, { why: 'not-a-list', name: list.slice(0, 80) });
      else if (opened.some((one) => one.name === 'for')) put(line, { why: 'loop-in-loop', name: list.slice(0, 80) });
      else if (lookUp([variable], catalogueAt(of, opened)) !== null || variable === 'forloop') put(line, { why: 'loop-name', name: variable.slice(0, 80) });
      opened.push({ name, line, variable: variable === '' ? null : variable, list, asked: [] });
      return;
    }
    case 'endif':
    case 'endunless':
    case 'endfor': {
      // The nearest that it can close: one that was forgotten is told of itself.
      let at = opened.length - 1;
      while (at >= 0 && opened[at]?.name !== name.slice(3)) at -= 1;
      if (at < 0) put(line, { why: 'not-opened', name });
      else for (const { name: open, line: on } of opened.splice(at).slice(1)) put(on, { why: 'not-closed', name: open });
      return;
    }
    default:
      put(line, { why: 'unknown-tag', name: (name === '' ? inner : name).slice(0, 80) });
  }
}

/** The names that it asks for. */
function checkCondition(condition: string, line: number, catalogue: Catalogue, put: Put): string[] {
  const read = condition.trim() === '' || /\|/.test(condition.replace(/'[^']*'|"[^"]*"/g, '')) ? null : valuesIn(`{% if ${condition} %}{% endif %}`);
  if (read === null || !read.ok) {
    put(line, { why: 'syntax', detail: condition.trim().slice(0, 80) });
    return [];
  }
  return read.value.flatMap((path) => {
    const known = path !== null && lookUp(path, catalogue) !== null;
    if (!known) put(line, { why: 'unknown-variable', name: path === null ? condition.trim().slice(0, 80) : path.join('.').slice(0, 80) });
    return known ? [path.join('.')] : [];
  });
}

function checkOutput({ inner, line, alone }: Piece, part: TextPart, reply: ReplyKind | null, catalogue: Catalogue, opened: readonly Opened[], put: Put): void {
  const [value = '', filter, ...more] = pipes(inner).map((one) => one.trim());
  const shown = value.slice(0, 80);
  if (!NAME.test(value)) {
    if (value === '' || !(QUOTED.test(value) || /^-?\d{1,9}$/.test(value))) put(line, { why: 'not-printable', name: inner.slice(0, 80) });
    if (filter !== undefined) checkFilter(filter, more, /^-?\d{1,9}$/.test(value) ? 'number' : 'text', line, put);
    return;
  }
  const entry = lookUp(value.split('.'), catalogue);
  if (entry === null) {
    put(line, { why: 'unknown-variable', name: shown });
    return;
  }
  if (filter !== undefined) checkFilter(filter, more, typeof entry === 'string' ? entry : '', line, put);
  if (typeof entry !== 'string' || entry === 'flag') put(line, { why: 'not-printable', name: shown });
  else if (entry === 'block' && part === 'subject') put(line, { why: 'block-in-subject', name: shown });
  else if (entry === 'block' && (!alone || filter !== undefined)) put(line, { why: 'not-alone', name: shown });
  const witnesses = witnessesOf(throughLists(value, opened), reply);
  if (witnesses === null) return;
  const asked = opened.flatMap((one) => one.asked).map((name) => throughLists(name, opened));
  const isAsked = witnesses.some((witness) => asked.some((name) => name === witness || name.startsWith(`${witness}.`)));
  if (!isAsked) put(line, { why: 'may-be-none', name: shown, sample: null });
}

/** `f.date` in a loop over `factures` is `factures[].date`. */
function throughLists(name: string, opened: readonly Opened[]): string {
  const [root = '', ...rest] = name.split('.');
  const loop = opened.find(({ variable }) => variable === root);
  return loop === undefined ? name : [`${loop.list ?? ''}[]`, ...rest].join('.');
}

function checkFilter(filter: string, more: readonly string[], kind: string, line: number, put: Put): void {
  const [, name = '', words = ''] = /^([^\s:]*)\s*:?\s*([\s\S]*)$/.exec(filter) ?? [];
  const unknown = [name, ...more.map((one) => /^[^\s:]*/.exec(one)?.[0] ?? '')].find((one) => !FILTER_NAMES.includes(one));
  if (unknown !== undefined) return put(line, { why: 'unknown-filter', name: unknown.slice(0, 80) });
  const wants = name === 'pluriel' ? ('number-and-two-words' as const) : ('date' as const);
  const fits = wants === 'date' ? kind === 'date' && words === '' : kind === 'number' && TWO_WORDS.test(words);
  // What a filter gives is a text: no second one takes it.
  if (!fits || more.length > 0) put(line, { why: 'wrong-filter', name, wants });
}

/** At each `|` that stands in no quotes. */
function pipes(inner: string): string[] {
  const parts: string[] = [''];
  let quote = '';
  for (const sign of inner) {
    if (quote === '' && sign === '|') parts.push('');
    else parts[parts.length - 1] = `${parts[parts.length - 1] ?? ''}${sign}`;
    if (quote === sign) quote = '';
    else if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
  }
  return parts;
}
