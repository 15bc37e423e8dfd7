import type { Brand } from '../result';
import { dateOf, isLocalDate, monthOf, yearOf } from './local-date';
import type { LocalDate } from './types';

/** A half year, `2026-S2`: 1 January to 30 June, 1 July to 31 December. Rates of late payment change with it (C. com. L441-10 II). */
export type Semester = Brand<string, 'Semester'>;

const SHAPE = /^(\d{4})-S([12])$/;

/** A semester whose days exist, year 1900 to 2199. */
export const isSemester = (text: string): text is Semester => SHAPE.test(text) && isLocalDate(`${text.slice(0, 4)}-01-01`);

/** The semester in which a day lies; its rate is the one of that day (C. com. L441-10 II). */
export const semesterOf = (date: LocalDate): Semester => `${date.slice(0, 4)}-S${monthOf(date) <= 6 ? 1 : 2}` as Semester;

const firstHalf = (semester: Semester): boolean => semester.endsWith('1');

/** 1 January or 1 July. */
export const semesterBegins = (semester: Semester): LocalDate => `${semester.slice(0, 4)}-${firstHalf(semester) ? '01-01' : '07-01'}` as LocalDate;
/** 30 June or 31 December, the last day with the semester's rate. */
export const semesterEnds = (semester: Semester): LocalDate => `${semester.slice(0, 4)}-${firstHalf(semester) ? '06-30' : '12-31'}` as LocalDate;

/** The half year after. */
export const nextSemester = (semester: Semester): Semester => (firstHalf(semester) ? (`${semester.slice(0, 4)}-S2` as Semester) : (`${String(+semester.slice(0, 4) + 1).padStart(4, '0')}-S1` as Semester));

/** The same day `years` later; 29 February becomes 28 February where there is none. Null outside the years that are read. */
export const yearsLater = (date: LocalDate, years: number): LocalDate | null =>
  dateOf(yearOf(date) + years, monthOf(date), +date.slice(8, 10)) ?? dateOf(yearOf(date) + years, monthOf(date), 28);
