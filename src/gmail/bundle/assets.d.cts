import type { RateTable, Template } from '../../core';

/** Both take their time: once per callback at most. */
export function readTemplates(): readonly Template[];
/** null: no rate is known. */
export function readRates(): RateTable | null;
