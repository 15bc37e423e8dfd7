import { describe, expect, test } from '@jest/globals';
import { Parser } from 'htmlparser2';
import { withCharacters } from '../../src/gmail/character-references';

/** As the HTML standard's whole list has it. */
function asBrowsersRead(text: string): string {
  let read = '';
  new Parser({ ontext: (words) => { read += words; } }, { decodeEntities: true }).end(text);
  return read;
}

const LATIN = 'nbsp iexcl cent pound yen sect laquo not shy reg deg plusmn sup2 acute micro para middot frac14 frac12 Agrave Ccedil Eacute ETH times Oslash THORN szlig agrave ccedil eacute euml icirc ocirc divide oslash ugrave yuml'.split(' ');
const OTHERS = 'OElig oelig Scaron Yuml fnof circ ensp emsp thinsp zwnj lrm ndash mdash lsquo rsquo sbquo ldquo bdquo dagger bull hellip permil prime lsaquo oline frasl euro trade larr harr rArr minus le infin check numero apos amp lt gt quot'.split(' ');

describe('the signs that an HTML mail writes by name or number', () => {
  test.each([...LATIN, ...OTHERS])('&%s; is what browsers read', (name) => {
    expect(withCharacters(`a&${name};b`)).toBe(asBrowsersRead(`a&${name};b`));
    expect(withCharacters(`a&${name};b`)).not.toContain('&' + name);
  });

  test.each(['R&eacute;gl&eacute;e', 'R&eacuteglé', '1&nbsp250', 'AT&T', 'a & b', '&', '&;', '&#8364;', '&#x20AC;', '&#x20ac', '&#233', '&#146;', '&#128;', '&#159;', '&#127;', '&#160;', '&#0;', '&#55296;', '&#x110000;', '&#99999999;', '&amp;eacute;', '&ampeacute;', '&notit;', '&lt', '&unknown;', 'x&y=z'])('%s reads as in a browser', (text) => {
    expect(withCharacters(text)).toBe(asBrowsersRead(text));
  });

  test('in a link a name without its semicolon is none', () => {
    expect(withCharacters('mailto:a@x.fr?subject=1&copy=2', 'attribute')).toBe('mailto:a@x.fr?subject=1&copy=2');
    expect(withCharacters('a&amp;b', 'attribute')).toBe('a&b');
  });

  test('a megabyte of ampersands is read in no time', () => {
    const started = process.cpuUsage().user;
    withCharacters('&aaaaaaaa'.repeat(111_111));
    expect(process.cpuUsage(undefined).user - started).toBeLessThan(2_000_000);
  });
});
