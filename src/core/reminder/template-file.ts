import type { Result } from '../result';
import { fail, ok } from '../result';
import type { DebtorKind, Language } from '../ledger';
import { sha256Hex } from '../log';
import type { ReplyKind } from '../log';
import type { Tone } from '../dunning';
import { compile, SOURCE_LIMIT } from './engine';
import type { Template, TemplateName, TemplateProblem } from './types';
import type { Catalogue } from './variables';
import { REMINDER_VARIABLES, REPLY_VARIABLES } from './variables';

const LANGUAGES: readonly Language[] = ['fr', 'en'];
const TONES: readonly Tone[] = ['courteous', 'firm', 'formal'];
const REPLIES: readonly ReplyKind[] = ['statement', 'invoice-copy', 'bank-details', 'promise-noted', 'dispute-noted', 'thank-you', 'call-noted', 'notice-copy'];
const AUDIENCES: readonly DebtorKind[] = ['business', 'public', 'consumer'];
const KEYS = ['name', 'stage', 'reply', 'language', 'tone', 'for', 'subject'];

const memberOf = <T extends string>(value: string | undefined, allowed: readonly T[]): T | null => allowed.find((one) => one === value) ?? null;

export const catalogueOf = (template: Pick<Template, 'reply'>): Catalogue => (template.reply === null ? REMINDER_VARIABLES : REPLY_VARIABLES);

interface Parts {
  readonly fields: ReadonlyMap<string, string>;
  readonly lineOf: (key: string) => number;
  readonly body: string;
  readonly bodyLine: number;
}

/** `---`, `key: value` lines, `---`, body. */
function partsOf(fileText: string, template: string): Result<Parts, TemplateProblem> {
  const syntax = (line: number, detail: string): Result<Parts, TemplateProblem> => fail({ code: 'template/syntax', template, line, detail });
  const lines = fileText.split('\n');
  if (lines[0]?.trim() !== '---') return syntax(1, 'the file must start with a line ---');
  const end = lines.findIndex((line, at) => at > 0 && line.trim() === '---');
  if (end < 0) return syntax(1, 'the second line --- is missing');
  const fields = new Map<string, string>();
  const places = new Map<string, number>();
  for (let at = 1; at < end; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const key = line.slice(0, Math.max(colon, 0)).trim();
    if (!KEYS.includes(key)) return syntax(at + 1, `unknown entry: ${colon < 0 ? line.trim() : key}`);
    if (fields.has(key)) return syntax(at + 1, `entry given twice: ${key}`);
    fields.set(key, line.slice(colon + 1).trim());
    places.set(key, at + 1);
  }
  return ok({ fields, lineOf: (key) => places.get(key) ?? 1, body: lines.slice(end + 1).join('\n').trim(), bodyLine: end + 2 + leadingBlankLines(lines.slice(end + 1)) });
}

const leadingBlankLines = (lines: readonly string[]): number => Math.max(0, lines.findIndex((line) => line.trim() !== ''));

// Signs that the markup keeps for itself, and control characters other than line end and tab.
const NOT_TEXT = /[\ue000-\uf8ff\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Reads a template file: front matter, then Liquid. Tags, filters and all variables of all branches are checked here,
 * so that a mistake shows when the file is read and not in front of a customer.
 * @param name what the problem calls it, usually the file's path
 */
export function parseTemplate(fileText: string, name: string): Result<Template, TemplateProblem> {
  if (fileText.length > SOURCE_LIMIT) return fail({ code: 'template/too-long', template: name, limit: SOURCE_LIMIT });
  const text = fileText.replace(/\r\n?/g, '\n').replace(NOT_TEXT, '');
  const parts = partsOf(text, name);
  if (!parts.ok) return parts;
  const { fields, lineOf, body, bodyLine } = parts.value;
  const syntax = (key: string, detail: string): Result<Template, TemplateProblem> => fail({ code: 'template/syntax', template: name, line: lineOf(key), detail });

  for (const key of ['name', 'language', 'subject']) if ((fields.get(key) ?? '') === '') return syntax(key, `entry missing: ${key}`);
  const language = memberOf(fields.get('language'), LANGUAGES);
  if (language === null) return syntax('language', `language must be one of ${LANGUAGES.join(', ')}`);
  const stage = fields.get('stage') ?? null;
  const reply = memberOf(fields.get('reply'), REPLIES);
  if (fields.has('reply') && reply === null) return syntax('reply', `reply must be one of ${REPLIES.join(', ')}`);
  if ((stage === null) === (reply === null)) return syntax('stage', 'either stage or reply must be given');
  const tone = memberOf(fields.get('tone'), TONES);
  if ((stage !== null || fields.has('tone')) && tone === null) return syntax('tone', `tone must be one of ${TONES.join(', ')}`);
  const audience = memberOf(fields.get('for'), AUDIENCES);
  if (fields.has('for') && audience === null) return syntax('for', `for must be one of ${AUDIENCES.join(', ')}`);
  if (body === '') return fail({ code: 'template/syntax', template: name, line: bodyLine, detail: 'the text is empty' });

  const template: Template = {
    name: (fields.get('name') ?? '') as TemplateName,
    stage,
    reply,
    language,
    tone,
    ...(audience === null ? {} : { audience }),
    subject: fields.get('subject') ?? '',
    body,
    version: sha256Hex(text).slice(0, 12),
  };
  const subject = compile(template.subject, catalogueOf(template), name, lineOf('subject'));
  if (!subject.ok) return subject;
  const compiled = compile(body, catalogueOf(template), name, bodyLine);
  return compiled.ok ? ok(template) : compiled;
}
