import type { AgeingBucket } from './types';

/** The five columns of the aged balance. A debt is late from the day after its due date (day 1). */
export function bucketOf(daysOverdue: number): AgeingBucket {
  if (daysOverdue <= 0) return 'not-due';
  if (daysOverdue <= 30) return '1-30';
  if (daysOverdue <= 60) return '31-60';
  if (daysOverdue <= 90) return '61-90';
  return '90+';
}
