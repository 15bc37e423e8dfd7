import { localDate } from '../../core';
import type { Instant, LocalDate } from '../../core';

/** The calendar day of a moment in an IANA zone. Google's own clockwork: Intl of Apps Script follows no rule that is written down. No call leaves the script. */
export const dayInZone = (zone: string, at: Instant): LocalDate => localDate(Utilities.formatDate(new Date(at), zone, 'yyyy-MM-dd'));
