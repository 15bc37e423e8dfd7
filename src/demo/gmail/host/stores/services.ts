import { ServiceError } from '../service-error';
import { BOOLEAN, INTEGER, listOf, STRING, TEXTS } from '../signature';
import { counted, method, overloaded, SELF, signature, strictClass } from '../strict-class';
import type { Method } from '../strict-class';
import type { Execution } from '../execution';
import type { CacheStore } from './cache-store';
import type { PropertyStore } from './property-store';

type Texts = Readonly<Record<string, string>>;

/** Only the user's cache and properties: what is script-wide may be read by every user of the script. */
const property = <A extends readonly unknown[]>(kinds: Parameters<typeof method<PropertyStore, A>>[0], run: (store: PropertyStore, args: A) => unknown): Method<PropertyStore> =>
  counted('properties', method<PropertyStore, A>(kinds, (store, args, at) => {
    if (at.world.faults.take('properties-quota')) throw new ServiceError('Service invoked too many times for one day: properties.');
    return run(store, args);
  }));

const setAll = (store: PropertyStore, values: Texts): typeof SELF => {
  for (const [key, value] of Object.entries(values)) store.set(key, value);
  return SELF;
};
const Properties = strictClass<PropertyStore>('Properties', {
  getProperty: property<[string]>([STRING], (store, [key]) => store.get(key)),
  getProperties: property<[]>([], (store) => store.all()),
  getKeys: property<[]>([], (store) => Object.keys(store.all())),
  setProperty: property<[string, string]>([STRING, STRING], (store, [key, value]) => { store.set(key, value); return SELF; }),
  setProperties: counted('properties', overloaded<PropertyStore>(
    signature<PropertyStore, [Texts]>([TEXTS], (store, [values]) => setAll(store, values)),
    signature<PropertyStore, [Texts, boolean]>([TEXTS, BOOLEAN], (store, [values, others]) => { if (others) store.clear(); return setAll(store, values); }),
  )),
  deleteProperty: property<[string]>([STRING], (store, [key]) => { store.remove(key); return SELF; }),
  deleteAllProperties: property<[]>([], (store) => { store.clear(); return SELF; }),
});
export const PropertiesService = strictClass<object>('PropertiesService', {
  getUserProperties: method<object, []>([], (_self, _args, at) => Properties.make(at, at.world.userProperties)),
  getScriptProperties: method<object, []>([], (_self, _args, at) => Properties.make(at, at.world.scriptProperties)),
});

const cache = <A extends readonly unknown[]>(kinds: Parameters<typeof method<CacheStore, A>>[0], run: (store: CacheStore, args: A) => unknown): Method<CacheStore> =>
  counted('cache', method<CacheStore, A>(kinds, (store, args, at) => {
    evictWhenOrdered(store, at);
    return run(store, args);
  }));
function evictWhenOrdered(store: CacheStore, at: Execution): void {
  if (at.world.faults.take('cache-evicted')) store.evict();
}
const putAll = (store: CacheStore, values: Texts, seconds?: number): void => {
  for (const [key, value] of Object.entries(values)) store.put(key, value, seconds);
};
const Cache = strictClass<CacheStore>('Cache', {
  get: cache<[string]>([STRING], (store, [key]) => store.get(key)),
  getAll: cache<[readonly string[]]>([listOf(STRING)], (store, [keys]) => Object.fromEntries(keys.flatMap((key) => { const value = store.get(key); return value === null ? [] : [[key, value]]; }))),
  put: counted('cache', overloaded<CacheStore>(
    signature<CacheStore, [string, string]>([STRING, STRING], (store, [key, value]) => store.put(key, value)),
    signature<CacheStore, [string, string, number]>([STRING, STRING, INTEGER], (store, [key, value, seconds]) => store.put(key, value, seconds)),
  )),
  putAll: counted('cache', overloaded<CacheStore>(
    signature<CacheStore, [Texts]>([TEXTS], (store, [values]) => putAll(store, values)),
    signature<CacheStore, [Texts, number]>([TEXTS, INTEGER], (store, [values, seconds]) => putAll(store, values, seconds)),
  )),
  remove: cache<[string]>([STRING], (store, [key]) => store.remove(key)),
  removeAll: cache<[readonly string[]]>([listOf(STRING)], (store, [keys]) => keys.forEach((key) => store.remove(key))),
});
/** getScriptCache is not simulated: figures of one user's spreadsheet must not be readable by another. */
export const CacheService = strictClass<object>('CacheService', { getUserCache: method<object, []>([], (_self, _args, at) => Cache.make(at, at.world.userCache)) });

const BUSY = 'Lock timeout: another process was holding the lock for too long.';
/** Waits on the world's clock. @returns whether this run has it now. */
function acquire(at: Execution, patience: number): boolean {
  const { lock, faults } = at.world;
  const now = at.world.now();
  const free = faults.take('lock') ? Number.POSITIVE_INFINITY : lock.freeAt(at, now);
  at.world.advance(Math.min(free - now, patience));
  if (free > now + patience) return false;
  lock.take(at);
  return true;
}
const Lock = strictClass<object>('Lock', {
  waitLock: counted('lock', method<object, [number]>([INTEGER], (_self, [patience], at) => { if (!acquire(at, patience)) throw new ServiceError(BUSY); })),
  tryLock: counted('lock', method<object, [number]>([INTEGER], (_self, [patience], at) => acquire(at, patience))),
  releaseLock: counted('lock', method<object, []>([], (_self, _args, at) => at.world.lock.release(at))),
  hasLock: method<object, []>([], (_self, _args, at) => at.world.lock.heldBy(at)),
});
/** A stand-alone script has no document, so getDocumentLock is not simulated. */
export const LockService = strictClass<object>('LockService', { getScriptLock: method<object, []>([], (_self, _args, at) => Lock.make(at, {})) });
