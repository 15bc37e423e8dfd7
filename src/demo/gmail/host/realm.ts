import { ApiError } from './service-error';
import type { ServiceError } from './service-error';

/** Where the script runs: what a service hands over is made there, for a Date of another realm is none to `instanceof`. */
export interface Realm {
  /** Plain data and dates made anew; objects of a service stay themselves. */
  hand(value: unknown): unknown;
  failure(error: ServiceError): Error;
}

/** The constructors of one realm. */
export interface Intrinsics {
  readonly Array: ArrayConstructor;
  readonly Date: DateConstructor;
  readonly Error: ErrorConstructor;
  readonly JSON: JSON;
}

/** @param isService tells an object of a service from plain data. */
export function realmOf({ Array: RealmArray, Date: RealmDate, Error: RealmError, JSON: RealmJson }: Intrinsics, isService: (value: unknown) => boolean): Realm {
  const hand = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object' || isService(value)) return value;
    if (value instanceof Date) return new RealmDate(value.getTime());
    if (Array.isArray(value) && value.some(isService)) return RealmArray.from(value);
    return RealmJson.parse(JSON.stringify(value));
  };
  const failure = (error: ServiceError): Error => {
    const told = new RealmError(error.message);
    told.name = error.name;
    if (error instanceof ApiError) Object.assign(told, { details: hand({ code: error.code, message: error.reason, errors: [{ message: error.reason, domain: 'global' }] }) });
    return told;
  };
  return { hand, failure };
}
