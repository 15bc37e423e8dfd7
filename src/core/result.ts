/** An expected outcome that may fail. Bugs throw; expected trouble is a value (design: errors). */
export type Result<T, P> = Ok<T> | Failed<P>;
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}
export interface Failed<P> {
  readonly ok: false;
  readonly problem: P;
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const fail = <P>(problem: P): Failed<P> => ({ ok: false, problem });

/** Ends an exhaustive switch: a new member of a union does not compile until it is handled. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}

declare const brand: unique symbol;
/** A string (or number) that may not be mixed up with another of the same base type. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
