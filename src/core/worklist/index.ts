export type * from './types';
export { DUE_GROUPS, FILTER_NAMES, WORKLIST_GROUPS } from './types';
export { NO_FILTER, filtersSet, joinRows, withoutFilter } from './filter';
export { hundredthsOf } from './behaviour';
export { FORECAST_DAYS, decisionOf } from './decision';
export { forecastOf } from './forecast';
export type { NextSteps } from './forecast';
export { PLACE_LENGTH, compareDecisions, endOf, placeOf, riskOf } from './order';
