import { Parser } from 'htmlparser2';
import { HtmlLines } from '../core';
import type { MailLine } from '../core';
import { withCharacters } from './character-references';

/** Longest HTML that is read of one message, UTF-16 units; the newest words stand first. */
const LONGEST_HTML = 1_000_000;
/** The parser's time grows with the square of the depth; no mail nests so deep, and browsers stop at 512. */
const DEEPEST = 2_000;

/** The lines of an HTML body where no browser is: Apps Script has no DOM. */
export function linesOfHtml(html: string): readonly MailLine[] {
  const lines = new HtmlLines();
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        lines.start(tag, (name) => (attributes[name] === undefined ? null : withCharacters(attributes[name], 'attribute')));
        depth += 1;
        if (depth > DEEPEST) parser.pause();
      },
      ontext: (words) => lines.text(withCharacters(words)),
      onclosetag: (tag) => {
        lines.close(tag);
        depth -= 1;
      },
    },
    { decodeEntities: false, lowerCaseTags: true },
  );
  parser.end(html.slice(0, LONGEST_HTML));
  // Not read to its end: then the text decides.
  return depth > DEEPEST ? [] : lines.done();
}
