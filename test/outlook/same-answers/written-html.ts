import type { ThreadCase } from '../../bench/identify/cases';

export const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const QUOTED = /^> ?/;
const ATTRIBUTION = /^(?:Le .+ a écrit ?|On .+ wrote) ?:$/;
const HEADER = /^(?:De|From) ?: /;
const ORIGINAL = /^-+ ?Message d'origine ?-+$/;
const FORWARDED = /^-+ Forwarded message -+$/;
/** Address, then what stands before it on the line. */
const linked = (line: string): string => escaped(line).replace(/[\w.+-]+@[\w.-]+\w/g, (address) => `<a href="mailto:${address}">${address}</a>`);
const inBold = (line: string): string => line.replace(/^([^:]{1,12}? ?:)/, '<b>$1</b>');
const inDivs = (lines: readonly string[]): string => lines.map((line) => `<div>${line.trim() === '' ? '<br>' : escaped(line)}</div>`).join('');

/** A plain mail as the clients write it in HTML: Outlook's header over an earlier message, Gmail's quotation, Apple Mail's bar. */
export function htmlAsWritten(text: string): string {
  const lines = text.replace(/\n+$/, '').split('\n');
  return `<html><head></head><body>${htmlOf(lines)}</body></html>`;
}

function htmlOf(lines: readonly string[]): string {
  const at = lines.findIndex((line) => QUOTED.test(line) || ATTRIBUTION.test(line) || HEADER.test(line) || ORIGINAL.test(line) || FORWARDED.test(line));
  const line = lines[at];
  if (line === undefined) return inDivs(lines);
  const [before, rest] = [inDivs(lines.slice(0, at)), lines.slice(at + 1)];
  if (FORWARDED.test(line)) {
    const { head, body } = headOf(rest);
    return `${before}<div class="gmail_quote"><div dir="ltr" class="gmail_attr">${line}<br>${head.map(linked).join('<br>')}<br></div><br>${htmlOf(body)}</div>`;
  }
  if (ORIGINAL.test(line)) return `${before}${outlooks(rest)}`;
  if (HEADER.test(line)) return `${before}${outlooks([line, ...rest])}`;
  const end = (from: readonly string[]): number => {
    const found = from.findIndex((each) => !QUOTED.test(each));
    return found === -1 ? from.length : found;
  };
  if (QUOTED.test(line)) {
    const length = end(lines.slice(at));
    return `${before}<blockquote type="cite">${htmlOf(unquoted(lines.slice(at, at + length)))}</blockquote>${htmlOf(lines.slice(at + length))}`;
  }
  const length = end(rest);
  return `${before}<div class="gmail_quote"><div dir="ltr" class="gmail_attr">${linked(line)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${htmlOf(unquoted(rest.slice(0, length)))}</blockquote></div>${htmlOf(rest.slice(length))}`;
}

const unquoted = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replace(QUOTED, ''));

function outlooks(lines: readonly string[]): string {
  const { head, body } = headOf(lines);
  return `<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt">${head.map((line) => inBold(linked(line))).join('<br>')}</font><div>&nbsp;</div></div><div>${htmlOf(body)}</div>`;
}

/** The lines of a header, up to the empty one below it. */
function headOf(lines: readonly string[]): { readonly head: readonly string[]; readonly body: readonly string[] } {
  const end = lines.findIndex((line) => line.trim() === '');
  return end === -1 ? { head: lines, body: [] } : { head: lines.slice(0, end), body: lines.slice(end + 1) };
}

const isQuoting = (text: string): boolean => text.split('\n').some((line) => QUOTED.test(line) || ATTRIBUTION.test(line) || HEADER.test(line) || ORIGINAL.test(line) || FORWARDED.test(line));

/** The same case with its open mail in HTML; null: it has an HTML body of its own, or quotes nothing that HTML would mark. */
export function inHtml(one: ThreadCase): ThreadCase | null {
  const open = one.thread.find(({ id }) => id === one.openMessage);
  if (open === undefined || open.bodyHtml !== undefined || !isQuoting(open.body)) return null;
  return { ...one, id: `${one.id}${IN_HTML}`, thread: one.thread.map((message) => (message === open ? { ...message, bodyHtml: htmlAsWritten(message.body) } : message)) };
}

const IN_HTML = ' in HTML';
/** The id under which the labels have a case. */
export const labelOf = (id: string): string => (id.endsWith(IN_HTML) ? id.slice(0, -IN_HTML.length) : id);
