export type * from './types';
export { addDays, compareDates, dateOf, dayNumber, dayOfMonth, daysBetween, daysInMonth, endOfMonth, fromDayNumber, instant, isLeapYear, isLocalDate, localDate, maxDate, minDate, monthOf, parseInstant, weekday, yearOf } from './local-date';
export type { DayNumber } from './local-date';
export { addBusinessDays, businessDaysBetween, easterSunday, frenchHolidays, isBusinessDay, isFrenchHoliday, nextBusinessDay, previousBusinessDay } from './business-days';
export type { HolidayRegion } from './business-days';
export { formatDayMonth, formatLongDate, formatLongWeekdayDate, formatShortWeekdayDate, formatWeekdayDate } from './format-date';
