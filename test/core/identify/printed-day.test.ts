import { expect, test } from '@jest/globals';
import { printedDay } from '../../../src/core/identify/printed-day';

test.each([
  ['Am Mo., 16. Nov. 2026 um 09:12 Uhr schrieb Nadia <n@x.de>:', '2026-11-16'],
  ['Donnerstag, 5. März 2026 09:12', '2026-03-05'],
  ['Dienstag, 8. Dezember 2026 09:12', '2026-12-08'],
  ['lunes, 5 de enero de 2026 9:12', '2026-01-05'],
  ['El mié, 12 ago 2026 a las 9:12, Nadia (<n@x.es>) escribió:', '2026-08-12'],
  ['giovedì 1 gennaio 2026 09:12', '2026-01-01'],
  ['Il giorno mar 7 lug 2026 alle ore 09:12 Nadia <n@x.it> ha scritto:', '2026-07-07'],
  ['maandag 2 maart 2026 09:12', '2026-03-02'],
  ['Op ma 4 mei 2026 om 09:12 schreef Nadia <n@x.nl>:', '2026-05-04'],
  ['1er décembre 2026 09:12', '2026-12-01'],
  // Day first wherever dots part the figures, and in the words of these languages.
  ['05.11.2026 14:20', '2026-11-05'],
  ['Il 05/11/2026 14:20, Nadia ha scritto:', '2026-11-05'],
  ['Op 05-11-2026 om 14:20 schreef Nadia:', '2026-11-05'],
  // Nobody knows which is the month.
  ['05/11/2026 14:20', null],
  ['On 05/11/2026 14:20, Nadia wrote:', null],
  ['40. November 2026', null],
])('the day in %j', (text, day) => {
  expect(printedDay(text)).toBe(day);
});
