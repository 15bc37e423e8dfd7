import { isServiceObject, serviceNameOf } from './service-names';

/** What one parameter takes. */
export interface Kind<T> {
  readonly name: string;
  accepts(value: unknown): value is T;
}

type Simple = 'string' | 'number' | 'boolean';
const simple = <T>(type: Simple, fits: (value: T) => boolean = () => true): Kind<T> => ({ name: type, accepts: (value): value is T => typeof value === type && fits(value as T) });

export const STRING = simple<string>('string');
export const NUMBER = simple<number>('number');
/** Google converts a whole number only. */
export const INTEGER = simple<number>('number', (value) => Number.isInteger(value));
export const BOOLEAN = simple<boolean>('boolean');
/** `any` of the reference: what is made into a text. */
export const PRINTABLE: Kind<string | number | boolean> = { name: 'any', accepts: (value): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value) };
export const DATE: Kind<Date> = { name: 'Date', accepts: (value): value is Date => Object.prototype.toString.call(value) === '[object Date]' };

export type Plain = Readonly<Record<string, unknown>>;
export const PLAIN: Kind<Plain> = { name: 'Object', accepts: (value): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value) && !isServiceObject(value) && !DATE.accepts(value) };
export const TEXTS: Kind<Readonly<Record<string, string>>> = { name: 'Object of String', accepts: (value): value is Readonly<Record<string, string>> => PLAIN.accepts(value) && Object.values(value).every((text) => typeof text === 'string') };

export const listOf = <T>(kind: Kind<T>): Kind<readonly T[]> => ({ name: `${kind.name}[]`, accepts: (value): value is readonly T[] => Array.isArray(value) && value.every((one) => kind.accepts(one)) });
/** Signed or not: Apps Script's bytes run from -128 to 127, and it takes 0 to 255 too. */
export const BYTES: Kind<readonly number[]> = listOf(simple<number>('number', (value) => Number.isInteger(value) && value >= -128 && value <= 255));
export const either = <A, B>(a: Kind<A>, b: Kind<B>): Kind<A | B> => ({ name: `${a.name}|${b.name}`, accepts: (value): value is A | B => a.accepts(value) || b.accepts(value) });

/** An object of these classes. */
export const OBJECT = (...classes: readonly string[]): Kind<object> => ({ name: classes.join('|'), accepts: (value): value is object => classes.includes(serviceNameOf(value) ?? '') });

/** Options with a fixed set of names: an option that Google does not know is a typing error. */
export const options = (fields: Readonly<Record<string, Kind<unknown>>>): Kind<Plain> => ({
  name: 'Object',
  accepts: (value): value is Plain => PLAIN.accepts(value) && Object.entries(value).every(([name, held]) => fields[name]?.accepts(held) === true),
});

/** As Apps Script words a call whose arguments fit no signature. */
export const wrongParameters = (method: string, args: readonly unknown[]): string => `The parameters (${args.map(typeWord).join(',')}) don't match the method signature for ${method}.`;

function typeWord(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  const service = serviceNameOf(value);
  if (service !== null) return service;
  if (typeof value === 'string') return 'String';
  if (typeof value === 'object') return Array.isArray(value) ? `${value.length === 0 ? 'Object' : typeWord(value[0])}[]` : DATE.accepts(value) ? 'Date' : 'Object';
  return typeof value;
}
