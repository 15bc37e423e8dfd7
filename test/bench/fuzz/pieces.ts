import type { Random } from './random';

/** Everything that has ever broken a reader of text, and what real texts are made of. */
const NASTY = [
  '\u0000', '\ud800', '\udfff', '\ud83d', '\ufeff', '\u200b', '\u202e', '\u2066', '\u00ad', '\u0301', 'e\u0301', '\u1100\u1161', '\ufdfa', '\u2028', '\u2029', '\u0085', '\u00a0', '\u202f', '\u3000', '\uff26\uff21', '\u0660\u0661', '\u{1f469}\u200d\u{1f4bb}',
  '\u{10ffff}', '\u{e0041}', '\ue000', '\uf8ff', 'İ', 'ß', 'ﬃ', '\r', '\n', '\r\n', '\t', '\v', '\f', '\u001b[31m', '\b', '\\', '%00', '%', '${x}', '__proto__', 'constructor', '=1+1', '@SUM(A1)', '\'', '"', '`', '\u06dd', '\u0e33', '\ufb1d',
];
const MAIL = [
  'De : ', 'From: ', 'Envoyé : ', 'Sent: ', 'À : ', 'To: ', 'Cc : ', 'Objet : ', 'Subject: ', 'Date : ', '-----Message d’origine-----', '---------- Forwarded message ---------', 'Début du message réexpédié :', 'Le 16/11/2026 à 09:12, ', 'Le lun. 16 nov. 2026 à 09:12, ',
  'On Mon, Nov 16, 2026 at 9:12 AM ', ' a écrit :', ' wrote:', '> ', '>>> ', '>', '\n', '\n\n', '\r\n', ' \n', '-- \n', '--', '___', 'Cordialement\n', 'Bien à vous,\n', 'compta@garage-canigou.fr', 'tramier@orange.fr', 'marie.lefevre@atelier-nord.fr', 'a@b', '@', '.', '<', '>', '(', ')', '[', ']',
  '[mailto:', 'mailto:', ';', ',', '"', ':', 'FA-2026-0297', 'fa 2026/0301', 'AV-2026-302', '2026-0302', 'FA', '-', '–', '/', 'facture ', 'factures ', 'n° ', 'nº', '№ ', 'FA-2026-0297 à 0301', ' et ', 'SIREN 732 829 320', 'TVA FR 44 732829320', 'FR', '44', 'SIRET 356 000 000 49837', 'IBAN FR14 2004 1010 0505 0001 3M02 606',
  '04 68 12 34 56', '1 250,00 €', '12/10/2026', 'Réf. R-7K3F', 'R-7K3F', 'réf', 'R-', 'R -', 'Garage du Canigou', 'Ondaine', 'SARL', 'du', 'le', 'Bonjour,\n', 'merci de votre patience, le virement part demain. ', '0', '00', '123456789', '1', ' ', '  ', 'a', 'A', 'é', 'x',
];
const HTML = [
  '<p>', '</p>', '<p', '<div>', '</div>', '<br>', '<br/>', '<b>', '</b>', '<strong>', '</strong>', '<ul>', '<li>', '</li>', '</ul>', '<ol>', '</ol>', '<table>', '<tr>', '<td>', '<td align="right">', '<th>', '</th>', '</td>', '</tr>', '</table>', '<script>', '</script>', '<style>', '</style', '<svg/onload=x>', '<!--', '-->', '--',
  '<!', '<?xml', '<![CDATA[', ']]>', '<', '>', '/', '=', '"', '\'', '<a href="', '<a href=\'', '<img src=x onerror=alert(1)>', '&', '&amp;', '&#', '&#x', '&#x1f469;', '&#xd800;', '&#0;', '&lt;', '&nbsp;', '&notanentity;', ';', '<title>', '<textarea>', '<iframe>', '<math>', '<template>', '<o:p>', '<font', ' style="', ' align=right', '<TABLE', '</', 'mso-',
];
const TEMPLATE = [
  '---\n', 'name: ', 'stage: R1\n', 'reply: statement\n', 'language: fr\n', 'tone: firm\n', 'subject: ', '{{ ', ' }}', '{{', '}}', '{% ', ' %}', '{%-', '-%}', '{% if ', '{% endif %}', '{% else %}', '{% elsif ', '{% unless ', '{% endunless %}', '{% for item in items %}', '{% endfor %}', '{% raw %}', '{% include "x" %}', '{% assign a = 1 %}', ' | ', ' | date', ' | money', ' and ', ' or ',
  ' == ', ' contains ', 'debtor.name', 'items', 'forloop.index', 'sum', 'reference', 'signature', 'items_table', 'a.b.c', '[0]', '["x"]', '1..1000000', '(1..9999999999)', '"', '\'', '**', '- ', '* ', '\\\n', '\n', '\n\n', 'x', '1', ' ', '\ue000', '\uf000', 'blank', 'empty', 'nil', '-1', '{{-', '#}',
];
const CSV = [
  ';', ',', '\t', '|', '\n', '\r\n', '\r', '"', '""', '";"', 'sep=;\n', 'Client', 'Facture', 'Échéance', 'Montant TTC', 'Reste dû', 'Devise', 'E-mail', 'Type', 'Date', 'Garage du Canigou', 'FA-2026-0297', '12/10/2026', '10/12/2026', '31.12.26', '2026-11-23', '46000', '1 836,40', '1.836,40', '1,836.40', '-12,00', '(12,00)', '12-', '1e308', '1E400', 'NaN', 'Infinity', '9007199254740993', '999999999999999,99', '€', 'EUR',
  'GBP', 'XXX', 'compta@lebrun.example', 'Total', 'Sous-total', '', ' ', '=cmd|\'/c calc\'!A1', '=1+1', '0', '1', 'x', '\u0660\u0661/\u0661\u0662/\u0662\u0660\u0662\u0666', '29/02/2026', '00/00/0000', '99/99/9999', '31/11/2026', 'Avoir', 'oui', 'facture.pdf', '../../etc/passwd', '\ufeff',
];
const BOOKS = { mail: MAIL, html: [...HTML, ...MAIL], template: TEMPLATE, csv: CSV } as const;
export type Grammar = keyof typeof BOOKS;

/** One character of any plane, surrogates and signs that are none included. */
const anyCharacter = (random: Random): string => (random.chance(0.2) ? String.fromCharCode(random.below(0x10000)) : String.fromCodePoint(random.below(random.one([0x80, 0x800, 0x3000, 0x10000, 0x110000]))));

export function piece(random: Random, grammar: Grammar): string {
  const dice = random.next();
  return dice < 0.75 ? random.one(BOOKS[grammar]) : dice < 0.9 ? random.one(NASTY) : anyCharacter(random);
}

export function text(random: Random, grammar: Grammar, most: number): string {
  const pieces: string[] = [];
  let length = 0;
  while (length < most) {
    const next = piece(random, grammar);
    // A token many times over: what a repeated pattern would choke on.
    const times = random.chance(0.02) ? random.size(most) : 1;
    const part = times === 1 ? next : next.repeat(Math.min(times, Math.ceil((most - length) / Math.max(1, next.length))));
    pieces.push(part);
    length += Math.max(1, part.length);
  }
  return pieces.join('').slice(0, most);
}

/** A rule that makes a text of any length: a beginning, a few tokens again and again, an end. */
export function shape(random: Random, grammar: Grammar): (length: number) => string {
  const some = (most: number): string => Array.from({ length: random.below(most) }, () => piece(random, grammar)).join('');
  const [head, unit, tail] = [some(4), some(5) || piece(random, grammar) || 'x', some(4)];
  const nested = random.chance(0.25) ? some(3) : '';
  return (length) => {
    const times = Math.max(1, Math.floor((length - head.length - tail.length) / (unit.length + nested.length)));
    return `${head}${unit.repeat(times)}${nested.repeat(times)}${tail}`;
  };
}

/** A real text with things done to it: parts lost, doubled, swapped, put elsewhere, foreign pieces between. */
export function mutated(random: Random, real: string, grammar: Grammar, more: readonly string[]): string {
  let made = real;
  for (let times = 1 + random.size(12); times > 0; times -= 1) {
    const [a, b] = [random.below(made.length + 1), random.below(made.length + 1)];
    const [from, to] = [Math.min(a, b), Math.min(Math.max(a, b), Math.min(a, b) + random.size(2_000))];
    const dice = random.next();
    if (dice < 0.3) made = made.slice(0, from) + piece(random, grammar) + made.slice(from);
    else if (dice < 0.5) made = made.slice(0, from) + made.slice(to);
    else if (dice < 0.65) made = made.slice(0, to) + made.slice(from, to).repeat(1 + random.size(20)) + made.slice(to);
    else if (dice < 0.8) made = made.slice(0, from) + anyCharacter(random) + made.slice(from + 1);
    else if (dice < 0.9) made = made.slice(0, from) + piece(random, grammar).repeat(random.size(3_000)) + made.slice(from);
    else {
      const other = more.length === 0 ? real : random.one(more);
      made = made.slice(0, from) + other.slice(random.below(other.length + 1)).slice(0, random.size(4_000)) + made.slice(to);
    }
  }
  return made.slice(0, 300_000);
}

export function mutatedBytes(random: Random, real: Uint8Array): Uint8Array {
  let made = Buffer.from(real);
  for (let times = 1 + random.size(40); times > 0; times -= 1) {
    const at = random.below(Math.max(1, made.length));
    const dice = random.next();
    if (dice < 0.6) made[at] = random.chance(0.3) ? random.one([0, 0xff, 0x7f, 0x80, 0x22, 0x0a]) : random.below(256);
    else if (dice < 0.75) made = Buffer.concat([made.subarray(0, at), made.subarray(Math.min(made.length, at + random.size(200)))]);
    else if (dice < 0.9) made = Buffer.concat([made.subarray(0, at), made.subarray(at, at + random.size(500)), made.subarray(at)]);
    else made = Buffer.from(made.subarray(0, random.chance(0.3) ? at : made.length));
  }
  return made;
}
