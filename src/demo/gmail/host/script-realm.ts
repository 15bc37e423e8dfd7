import { createContext, Script } from 'node:vm';
import type { Context } from 'node:vm';
import { realmOf } from './realm';
import type { Intrinsics, Realm } from './realm';
import { isServiceObject } from './service-names';

/**
 * Makes the realm of a script out of V8's bare one: the world's clock, and nothing that Apps Script lacks or answers by a zone of its own.
 * It runs inside, so that what it makes belongs there.
 */
const SETUP = new Script(`'use strict';
(now, refuse) => {
  const RealDate = Date;
  const Clock = new Proxy(RealDate, {
    construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made),
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
  RealDate.prototype.constructor = Clock;
  for (const name of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    RealDate.prototype['get' + name] = () => refuse('Date.prototype.get' + name);
    if (name !== 'Day') RealDate.prototype['set' + name] = () => refuse('Date.prototype.set' + name);
  }
  for (const name of ['getTimezoneOffset', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) RealDate.prototype[name] = () => refuse('Date.prototype.' + name);
  Object.defineProperty(globalThis, 'Date', { value: Clock, writable: true, configurable: true });
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'escape', 'unescape', 'console']) delete globalThis[name];
  return { Array, Date: RealDate, Error, JSON };
}`);

export interface ScriptRealm {
  readonly context: Context;
  readonly realm: Realm;
}

/** @param now milliseconds; @param refuse tells that something is not simulated. */
export function scriptRealm(now: () => number, refuse: (what: string) => never): ScriptRealm {
  const context = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
  const setUp = SETUP.runInContext(context) as (now: () => number, refuse: (what: string) => never) => Intrinsics;
  return { context, realm: realmOf(setUp(now, refuse), isServiceObject) };
}
