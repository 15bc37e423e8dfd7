import { lineOf, type MailLine } from './mail-line';

/** Longest text that is taken from one HTML body, UTF-16 units; the newest words stand first. */
const LONGEST_TEXT = 262_144;
const DEEPEST = 40;
/** Pieces in which a linked address is looked for. */
const LONGEST_LINK = 20;
const BLOCKS = new Set('address,article,aside,blockquote,body,center,dd,div,dl,dt,fieldset,footer,form,h1,h2,h3,h4,h5,h6,header,hr,li,main,ol,p,pre,section,table,tr,ul'.split(','));
/** What mail clients name: their containers, not the words in them. */
const NAMED = new Set(['div', 'hr', 'p', 'pre', 'section', 'table']);
const UNSEEN = new Set(['head', 'noscript', 'script', 'style', 'template', 'title']);
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
const RULE = '________________________________';

/** Outlook on the web puts `x_` before the names of a mail that it shows. */
const PREFIXES = /(^|\s)(?:x_)+/g;
const QUOTING = /(?:^|\s)(?:gmail_quote|protonmail_quote|yahoo_quoted|zmail_extra)(?:\s|$)/;
/** What clients put around or above an earlier message: Outlook (all kinds), Gmail, Thunderbird, Yahoo, Zimbra, Roundcube, Proton, Zoho, HubSpot. */
const EARLIER =
  /(?:^|\s)(?:divrplyfwdmsg|appendonsend|olk_src_body_section|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|outlookmessageheader|moz-cite-prefix|moz-forward-container|gmail_quote(?:_container)?|gmail_attr|yahoo_quoted|yahoo_quoted_\d+|yqt\d+|zwchr|__divider__|__headers__|__quoted_text__|reply-intro|replyintro|protonmail_quote|zmail_extra|hs_reply)(?:\s|$)/;
/** Outlook for Windows and Mac draw a line over the header and name nothing. */
const LINE_ABOVE = /border-top:\s*solid\s#(?:e1e1e1|b5c4df)\s1/;
const SIGNATURE = /(?:^|\s)(?:gmail_signature|signature|ms-outlook-mobile-signature|moz-signature|applemailsignature|protonmail_signature_block(?:-user)?|__sig_pre__|zimbrasignature|mail-editor-signature|divtagdefaultsignature|_rc_sig)(?:\s|$)/;
const HIDDEN = /display:\s*none|mso-hide:\s*all/;
const BULLET = '- ';
const SPACES = /[ \t\n\r\f]+/g;

/**
 * Turns what an HTML parser meets into lines with what the marks tell: quotations, signatures, where an earlier message
 * begins. The parser is the host's (DOMParser in a browser); nothing is loaded or drawn. Linear in the number of marks.
 */
export class HtmlLines {
  private readonly lines: MailLine[] = [];
  /** Pieces of the line that is being read: joined once, however many there are. */
  private pieces: string[] = [];
  private spaced = true;
  private length = 0;
  private hint: MailLine['begins'];
  private unseen = 0;
  private pre = 0;
  private depth = 0;
  /** Of each open element, what its end undoes. */
  private readonly open: { readonly tag: string; readonly quotes: boolean; readonly hides: boolean; readonly mailto: string | null; readonly from: number }[] = [];

  /** Beyond the longest text nothing more is taken. */
  get full(): boolean {
    return this.length >= LONGEST_TEXT;
  }

  /** @param attribute the element's attribute of that name, null without it */
  start(tag: string, attribute: (name: string) => string | null): void {
    if (this.full) return;
    if (tag === 'br') return this.end();
    if (BLOCKS.has(tag)) this.flush();
    const style = (attribute('style') ?? '').slice(0, 500).toLowerCase();
    const hides = UNSEEN.has(tag) || (style !== '' && HIDDEN.test(style));
    if (!hides && this.unseen === 0) this.meet(tag, style, attribute);
    if (VOID.has(tag)) return;
    const names = tag === 'blockquote' ? this.named(attribute) : '';
    const quotes = tag === 'blockquote' && (attribute('type') === 'cite' || QUOTING.test(names) || /border-left[^;]*(?:solid|\dpx)/.test(style));
    const href = tag === 'a' ? attribute('href') : null;
    this.open.push({ tag, quotes, hides, mailto: href !== null && /^mailto:[^?]{3,320}/i.test(href) ? (href.slice('mailto:'.length).split('?')[0] ?? null) : null, from: this.pieces.length });
    if (hides) this.unseen += 1;
    if (quotes) this.depth += 1;
    if (tag === 'pre') this.pre += 1;
  }

  text(words: string): void {
    if (this.unseen > 0 || this.full) return;
    if (this.pre > 0) {
      const [first = '', ...more] = words.split(/\r\n|[\r\n]/);
      this.add(first);
      for (const each of more) {
        this.end();
        this.add(each);
      }
    } else {
      const plain = words.replace(SPACES, ' ');
      this.add(this.spaced && plain.startsWith(' ') ? plain.slice(1) : plain);
    }
  }

  /** An end without its beginning is nothing; one that closes several closes them all. */
  close(tag: string): void {
    if (VOID.has(tag)) return;
    if (BLOCKS.has(tag)) this.flush();
    for (let i = this.open.length - 1; i >= 0 && i >= this.open.length - DEEPEST; i -= 1) {
      if (this.open[i]?.tag !== tag) continue;
      for (const ended of this.open.splice(i)) this.undo(ended);
      break;
    }
    if ((tag === 'td' || tag === 'th') && !this.spaced) this.add(' ');
    if (tag === 'p') this.blank();
  }

  done(): readonly MailLine[] {
    this.flush();
    return this.lines;
  }

  private undo(ended: { readonly tag: string; readonly quotes: boolean; readonly hides: boolean; readonly mailto: string | null; readonly from: number }): void {
    if (ended.hides) this.unseen -= 1;
    if (ended.quotes) this.depth -= 1;
    if (ended.tag === 'pre') this.pre -= 1;
    // The name is shown, the address only linked: a header tells both.
    if (ended.mailto !== null && this.unseen === 0 && !this.pieces.slice(Math.max(ended.from, this.pieces.length - LONGEST_LINK)).join('').toLowerCase().includes(ended.mailto.toLowerCase())) this.add(` <${ended.mailto}>`);
  }

  private named(attribute: (name: string) => string | null): string {
    let names = '';
    for (const name of ['id', 'class', 'data-marker', 'data-smartmail']) {
      const value = attribute(name);
      if (value !== null && value !== '') names = names === '' ? value : `${names} ${value}`;
    }
    return names === '' ? '' : names.slice(0, 500).toLowerCase().replace(PREFIXES, '$1');
  }

  private meet(tag: string, style: string, attribute: (name: string) => string | null): void {
    // A block quotation is told by its own mark; what stands above it may be its header.
    const names = NAMED.has(tag) ? this.named(attribute) : '';
    if (names !== '' && EARLIER.test(names)) this.hint = 'earlier';
    else if (names !== '' && SIGNATURE.test(names) && this.hint === undefined) this.hint = 'signature';
    else if (style !== '' && LINE_ABOVE.test(style) && this.hint !== 'earlier') this.hint = 'perhaps-earlier';
    if (tag === 'hr') {
      this.add(RULE);
      this.end();
    } else if (tag === 'li') {
      this.pieces = [BULLET];
      this.spaced = true;
    }
  }

  private add(words: string): void {
    if (words === '') return;
    this.pieces.push(words);
    this.length += words.length;
    this.spaced = words.endsWith(' ');
  }

  /** Ends the line if it holds anything to be seen. */
  private flush(): void {
    if (this.pieces.every((piece) => piece === BULLET || piece.trim() === '')) this.pieces = [];
    else this.end();
    this.spaced = true;
  }

  private blank(): void {
    const last = this.lines[this.lines.length - 1];
    if (last !== undefined && last.text !== '') this.lines.push({ text: '', marked: this.depth > 0 });
  }

  private end(): void {
    const line = lineOf(this.pieces.join('').normalize('NFC').trimEnd());
    const { text } = line;
    const marked = line.marked || this.depth > 0;
    this.pieces = [];
    this.spaced = true;
    this.length += 1;
    if (this.hint === undefined || text === '' || text === RULE) this.lines.push({ text, marked });
    else this.lines.push({ text, marked, begins: this.hint });
    if (text !== '' && text !== RULE) this.hint = undefined;
  }
}
