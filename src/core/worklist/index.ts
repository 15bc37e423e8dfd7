export type * from './types';
export { WORKLIST_GROUPS } from './types';
export { hundredthsOf } from './behaviour';
export { FORECAST_DAYS, decisionOf } from './decision';
export { forecastOf } from './forecast';
export type { NextSteps } from './forecast';
export { compareDecisions, placeOf, riskOf } from './order';
