import { statSync } from 'node:fs';
import type { ResourceLimits } from 'node:worker_threads';

const MB = 1_048_576;
/** V8 lets garbage lie until its limit comes near: with a limit, the listing of 100 000 customers needs half as much. */
export const HEAP_MB = 130;
export const YOUNG_MB = 16;
/** Of the ledger in use until now, which stands beside the new one. */
const HELD_OF_BEFORE = 1 / 6;

/** What reading a listing in lots needs. @param before the ledger in use until now */
export const heapMbOfListing = (before: string | null, least = HEAP_MB): number => least + Math.ceil(((before === null ? 0 : statSync(before).size) / MB) * HELD_OF_BEFORE);

/** Beside a workbook, which is held as a whole anyway, the second thread is not kept so short: rows that come as copies live long enough to be moved twice by a small young generation. */
const AHEAD = { old: 200, young: 96 };
export const heapOfAhead = (before: string | null): ResourceLimits => ({ maxOldGenerationSizeMb: heapMbOfListing(before, AHEAD.old), maxYoungGenerationSizeMb: AHEAD.young });
