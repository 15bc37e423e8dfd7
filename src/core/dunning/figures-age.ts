import { dayNumber, fromDayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import { businessDaysLater } from './business-day-numbers';
import type { DunningStage, ReminderPolicy } from './types';

/** The first day on which figures of a day are older than the plan allows before a firm step. */
export const tooOldFrom = (of: LocalDate, { ledgerMaxAge }: Pick<ReminderPolicy, 'ledgerMaxAge'>): LocalDate => fromDayNumber(businessDaysLater(dayNumber(of), ledgerMaxAge + 1));

/**
 * A step that must not be taken on old figures: a payment may have come in meanwhile. A call is none, the clerk hears the
 * answer; nor is a text whose usual tone is courteous.
 */
export const isFirmStep = ({ channel, tones }: DunningStage): boolean => channel !== 'call' && tones[0] !== 'courteous';
