import type { CallKind } from './calls';
import type { Execution } from './execution';
import { nameService } from './service-names';
import { notSimulated, Slip } from './service-error';
import { wrongParameters } from './signature';
import type { Kind } from './signature';

/** One way to call a method. */
export interface Signature<S> {
  readonly kinds: readonly Kind<unknown>[];
  run(self: S, args: readonly unknown[], at: Execution): unknown;
}

/** One name of a class with all its signatures. */
export interface Method<S> {
  readonly signatures: readonly Signature<S>[];
  /** A call that leaves V8, and as what it is counted. */
  readonly counted: CallKind | null;
}

type Kinds<A extends readonly unknown[]> = { readonly [K in keyof A]: Kind<A[K]> };

export function signature<S, A extends readonly unknown[]>(kinds: Kinds<A>, run: (self: S, args: A, at: Execution) => unknown): Signature<S> {
  return { kinds: kinds as unknown as readonly Kind<unknown>[], run: (self, args, at) => run(self, args as unknown as A, at) };
}

export const method = <S, A extends readonly unknown[]>(kinds: readonly [...Kinds<A>], run: (self: S, args: A, at: Execution) => unknown): Method<S> => ({ signatures: [signature<S, A>(kinds as unknown as Kinds<A>, run)], counted: null });
export const overloaded = <S>(...signatures: readonly Signature<S>[]): Method<S> => ({ signatures, counted: null });
export const counted = <S>(kind: CallKind, of: Method<S>): Method<S> => ({ ...of, counted: kind });

/** Asked by the language itself (JSON, promises, printing), not by the script. */
const LANGUAGE: ReadonlySet<string> = new Set(['toJSON', 'then', 'constructor', 'valueOf', 'hasOwnProperty']);

export type Fields = Readonly<Record<string, unknown>>;

/** An object that has these members, and says so when another one is asked for. @param path as error texts name it */
export function strictObject(path: string, name: string, members: Fields, at: Execution): object {
  const object = new Proxy(Object.freeze({ ...members }), {
    get: (target, key) => {
      if (typeof key === 'symbol' || LANGUAGE.has(key)) return undefined;
      if (key === 'toString') return () => name;
      if (Object.hasOwn(target, key)) return target[key];
      throw at.tell(notSimulated(`${path}.${key}`));
    },
    has: (target, key) => Object.hasOwn(target, key),
    set: (_target, key) => { throw at.tell(notSimulated(`setting ${path}.${String(key)}`)); },
  });
  nameService(object, name);
  return object;
}

/** Everything that a strict class offers, for the comparison with Google's reference: class, method, and for each signature what its parameters take. */
export const OFFERED = new Map<string, ReadonlyMap<string, readonly (readonly string[])[]>>();

export interface StrictClass<S extends object> {
  readonly path: string;
  make(at: Execution, state: S, enums?: Fields): object;
  /** What stands behind an object that the script hands back. */
  stateOf(object: object): S;
}

/**
 * A class of Google's.
 * @param path `CardService.TextButton`, as Google's error texts name it.
 */
export function strictClass<S extends object>(path: string, methods: Readonly<Record<string, Method<S>>>): StrictClass<S> {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const states = new WeakMap<object, S>();
  OFFERED.set(path, new Map(Object.entries(methods).map(([member, { signatures }]) => [member, signatures.map(({ kinds }) => kinds.map((kind) => kind.name))])));
  return {
    path,
    make: (at, state, enums = {}) => {
      const bound = Object.entries(methods).map(([member, of]) => [member, (...args: readonly unknown[]) => at.enter(`${path}.${member}`, of.counted, () => call(of, `${path}.${member}`, state, args, at, self))]);
      const self: object = strictObject(path, name, { ...enums, ...Object.fromEntries(bound) }, at);
      states.set(self, state);
      return self;
    },
    stateOf: (object) => {
      const state = states.get(object);
      if (state === undefined) throw new Error(`not an object of ${path}`);
      return state;
    },
  };
}

/** Returned by a signature that answers the object itself, as builders do. */
export const SELF = Symbol('self');

function call<S>({ signatures }: Method<S>, path: string, state: S, args: readonly unknown[], at: Execution, self: object): unknown {
  const fitting = signatures.find(({ kinds }) => kinds.length === args.length && kinds.every((kind, index) => kind.accepts(args[index])));
  if (fitting === undefined) throw new Slip(wrongParameters(path, args));
  const answer = fitting.run(state, args, at);
  return answer === SELF ? self : answer;
}
