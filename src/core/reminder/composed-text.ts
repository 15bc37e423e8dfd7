import type { Result } from '../result';
import { fail, ok } from '../result';
import type { Language } from '../ledger';
import { sha256Hex } from '../log';
import type { Channel } from '../log';
import { compile, render } from './engine';
import type { Compiled } from './engine';
import { htmlOf } from './html-of';
import { documentOf, subjectLine, subjectOf } from './markup';
import { utf8Length } from './plain-text';
import { longestTable, withShorterTables } from './tables';
import { catalogueOf } from './template-file';
import type { TextDocument } from './text-document';
import { paragraph, words } from './text-document';
import { textOf } from './text-of';
import type { ComposedText, Template, TemplateProblem } from './types';
import type { Scope } from './values';

/** Outlook's reply form takes 32 KB of HTML and throws above; counted in bytes of UTF-8, which is never less than characters. */
export const HTML_LIMIT = 32_000;

const hashOf = (subject: string, text: string): string => sha256Hex(`${subject}\n\n${text}`);

/** HTML, text and hash of one document; null when it stays too long however short its tables are cut. */
export function composedOf(subject: string, document: TextDocument, language: Language): ComposedText | null {
  const fitting = fitted(document);
  if (fitting === null) return null;
  const text = textOf(fitting);
  return { subject, html: htmlOf(fitting), text, language, contentHash: hashOf(subject, text) };
}

/** The same document with as many invoices in its tables as the limit allows. Both parts are made from what comes back. */
function fitted(document: TextDocument): TextDocument | null {
  const fits = (candidate: TextDocument): boolean => utf8Length(htmlOf(candidate)) <= HTML_LIMIT;
  if (fits(document)) return document;
  let kept = -1;
  let low = 0;
  let high = longestTable(document) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (fits(withShorterTables(document, middle))) {
      kept = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return kept < 0 ? null : withShorterTables(document, kept);
}

/** The document with the reference in it: appended when the text does not show it. */
export const withReference = (document: TextDocument, reference: string | null, language: Language): TextDocument =>
  reference === null || textOf(document).includes(reference)
    ? document
    : [...document, paragraph(words(`${language === 'fr' ? 'Réf.' : 'Ref.'}\u00a0${reference}`))];

const called = (template: Template): string =>
  `${template.language}/${[template.stage ?? template.reply, template.tone].filter((part) => part !== null).join('-')}`;

/** Templates live as long as their pack: the same object is compiled once. */
const known = new WeakMap<Template, { subject?: Result<Compiled, TemplateProblem>; body?: Result<Compiled, TemplateProblem> }>();
function compiled(template: Template, part: 'subject' | 'body', name: string): Result<Compiled, TemplateProblem> {
  const parts = known.get(template) ?? {};
  known.set(template, parts);
  return (parts[part] ??= compile(template[part], catalogueOf(template), name, 1));
}

export interface Filling {
  readonly template: Template;
  readonly scope: Scope;
  /** Shown in every reminder even when the author of the template left it out: it is how *sent* is proved (design: principles). */
  readonly reference: string | null;
  readonly channel: Channel;
  /** Of the thread that is answered, or of the draft that is written in: the mail client keeps it, so the text says the same. */
  readonly replyingTo: string | null;
}

export function fill({ template, scope, reference, channel, replyingTo }: Filling): Result<ComposedText, TemplateProblem> {
  const { language } = template;
  const name = called(template);
  const tooLong = fail<TemplateProblem>({ code: 'template/too-long', template: name, limit: HTML_LIMIT });

  const body = compiled(template, 'body', name);
  if (!body.ok) return body;
  const rendered = render(body.value, scope, language);
  if (!rendered.ok) return rendered;
  const made = documentOf(rendered.value.text, language, rendered.value.blockAt);
  if (made === null) return fail({ code: 'template/syntax', template: name, line: null, detail: 'a table or the signature must stand alone on its line' });
  const document = withReference(made, reference, language);

  const subject = compiled(template, 'subject', name);
  if (!subject.ok) return subject;
  const renderedSubject = render(subject.value, scope, language);
  if (!renderedSubject.ok) return renderedSubject;
  const ownSubject = subjectOf(renderedSubject.value.text, language);
  if (ownSubject === null) return fail({ code: 'template/syntax', template: name, line: null, detail: 'no table or signature can stand in a subject' });

  // An answer gets the client's mark; a draft that has a subject keeps it, letter by letter.
  const kept = replyingTo === null ? null : channel === 'compose' ? subjectLine(replyingTo) : channel === 'reply' || channel === 'reply-all' ? answerSubject(replyingTo) : null;
  const composed = composedOf(kept ?? ownSubject, document, language);
  return composed === null ? tooLong : ok(composed);
}

/** "RE: ..." as Outlook writes it: one mark of an answer, whatever stood before. */
export const answerSubject = (subject: string): string => subjectLine(`RE: ${subjectLine(subject).replace(/^((re|tr|fw|fwd|aw|wg)[ \u00a0\u202f]?:\s*)+/i, '')}`);
