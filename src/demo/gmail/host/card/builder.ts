import { Slip } from '../service-error';
import { serviceNameOf } from '../service-names';
import { OBJECT } from '../signature';
import type { Kind } from '../signature';
import { method, SELF, strictClass } from '../strict-class';
import type { Method, StrictClass } from '../strict-class';
import { CARD_ENUMS } from './enums';
import type { CardEnum } from './enums';

export type Json = Record<string, unknown>;

/** What a builder has gathered. A name with `$` is Apps Script's own, beside the fields of google.apps.card.v1. */
export interface Draft {
  readonly json: Json;
  /** Set once it is part of another object: what is changed afterwards would get lost, or not. */
  used: boolean;
}

const drafts = new WeakMap<object, { readonly draft: Draft; readonly of: BuilderClass }>();

export interface BuilderClass extends StrictClass<Draft> {
  /** Fields without which Google refuses the object, or shows nothing. */
  readonly needs: readonly string[];
}

/**
 * A class of CardService whose setters write fields of one JSON object.
 * @param needs fields of which the reference says "Required".
 */
export function builder(name: string, needs: readonly string[], methods: Readonly<Record<string, Method<Draft>>>): BuilderClass {
  const made = strictClass<Draft>(`CardService.${name}`, methods);
  const of: BuilderClass = {
    ...made,
    needs,
    make: (at, draft, enums) => {
      const object = made.make(at, draft, enums);
      drafts.set(object, { draft, of });
      return object;
    },
  };
  return of;
}

/** The JSON of an object that becomes part of another one. */
export function jsonOf(object: object): Json {
  const held = drafts.get(object);
  if (held === undefined) throw new Error(`${serviceNameOf(object) ?? 'this'} is no card object`);
  const missing = held.of.needs.find((field) => held.draft.json[field] === undefined || held.draft.json[field] === '');
  if (missing !== undefined) throw new Slip(`${held.of.path} needs ${missing}`);
  held.draft.used = true;
  return structuredClone(held.draft.json);
}

const writing = <A extends readonly unknown[]>(kinds: { readonly [K in keyof A]: Kind<A[K]> }, write: (json: Json, ...args: A) => void): Method<Draft> =>
  method<Draft, A>(kinds as never, (draft, args) => {
    if (draft.used) throw new Slip('an object of a card is changed after it became part of another one');
    write(draft.json, ...args);
    return SELF;
  });

/** A setter of one plain field. */
export const field = <T>(kind: Kind<T>, name: string): Method<Draft> => writing<[T]>([kind], (json, value) => { json[name] = value; });
/** A setter with more to do. */
export const writes = writing;
export const member = (name: CardEnum): Kind<string> => ({ name, accepts: (value): value is string => typeof value === 'string' && Object.hasOwn(CARD_ENUMS[name], value) });
/** A setter of an object of another class. */
export const part = (classes: string | readonly string[], name: string): Method<Draft> => writing<[object]>([OBJECT(...[classes].flat())], (json, value) => { json[name] = jsonOf(value); });
/** Adds to a list. */
export const adds = (classes: string | readonly string[], name: string): Method<Draft> => writing<[object]>([OBJECT(...[classes].flat())], (json, value) => push(json, name, jsonOf(value)));

export function push(json: Json, name: string, value: unknown): void {
  const list = (json[name] ??= []) as unknown[];
  list.push(value);
}
