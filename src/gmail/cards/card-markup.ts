import type { Rich, Run } from './card-plan';

/** No value ever stands in an attribute: quotes need nothing. */
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Google's own grey of labels. */
const QUIET = '#5f6368';
const LOOKS: Readonly<Record<Run['look'], readonly [open: string, close: string]>> = {
  strong: ['<b>', '</b>'],
  quiet: [`<font color="${QUIET}">`, '</font>'],
  gone: ['<s>', '</s>'],
};

/** Words for a field that Google reads as HTML (TextParagraph, DecoratedText.setText, CardSection.setHeader): values never bring a tag. */
export function markup(rich: Rich): string {
  const runs = typeof rich === 'string' ? [rich] : rich;
  return runs
    .map((run) => {
      if (typeof run === 'string') return escaped(run);
      const [open, close] = LOOKS[run.look];
      return run.text === '' ? '' : `${open}${escaped(run.text)}${close}`;
    })
    .join('')
    .replace(/\n/g, '<br>');
}

/**
 * Words for a field that Google documents as plain text (titles, labels, buttons, fields, notifications). Not escaped: a
 * company's "&" would be read as "&amp;". What would be a tag or an entity if Gmail read HTML there after all is written with look-alikes.
 */
export function bare(text: string): string {
  return text
    .replace(/</g, '‹')
    .replace(/>/g, '›')
    .replace(/&(?=#\d|#x|\w{1,31};|(?:lt|gt|amp|quot)\b)/gi, '&\u200a')
    .replace(/[\n\r]+/g, ' ');
}
