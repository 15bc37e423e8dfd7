import type { Brand } from '../result';

/** A calendar day, `YYYY-MM-DD`, without a time zone. */
export type LocalDate = Brand<string, 'LocalDate'>;
/** A moment, ISO 8601 in UTC with milliseconds: `2026-11-23T08:12:00.000Z`. */
export type Instant = Brand<string, 'Instant'>;
