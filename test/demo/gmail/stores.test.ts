import { describe, expect, test } from '@jest/globals';
import { GmailHost, homepageEvent } from '../../../src/demo/gmail/host';
import type { World } from '../../../src/demo/gmail/host';
import { aBook, aThread, aWorld } from './a-world';
import { aSidebar, said } from './run-script';

const PAUL = { email: 'paul@firm.test', name: 'Paul Petit', timeZone: 'Europe/Paris', locale: 'fr' } as const;
const colleagueOf = (world: World): World => world.colleague(PAUL, [aThread()]);
const property = (code: string): string => `return caught(function () { PropertiesService.getUserProperties().${code} })`;
const cache = (code: string): string => `return caught(function () { CacheService.getUserCache().${code} })`;

describe('properties', () => {
  test.each([[9 * 1024, 'nothing thrown'], [9 * 1024 + 1, 'Exception: Argument too large: value']])('a value holds 9 KB: %i bytes', (length, end) => {
    expect(said(property(`setProperty('a', new Array(${length} + 1).join('x'))`))).toBe(end);
  });

  test('bytes are counted, not letters', () => {
    expect(said(property(`setProperty('a', new Array(${4.5 * 1024} + 2).join('é'))`))).toMatch(/too large/);
  });

  test('a store holds 500 KB', () => {
    const fill = (count: number, last: number): unknown => said(`var store = PropertiesService.getUserProperties(); var full = new Array(9 * 1024 - 3 + 1).join('x'); for (var i = 0; i < ${count}; i += 1) store.setProperty(String(100 + i), full); return caught(function () { store.setProperty('999', new Array(${last} + 1).join('x')) })`);
    // 55 values of 9 KB with their keys leave 5 KB.
    expect(fill(55, 5 * 1024 - 3)).toBe('nothing thrown');
    expect(fill(55, 5 * 1024 - 2)).toMatch(/exceeded the property storage quota/);
  });

  test('stay over callbacks; a colleague shares the script\'s, not the user\'s', () => {
    const world = aWorld();
    said("PropertiesService.getUserProperties().setProperty('book', 'b'); PropertiesService.getScriptProperties().setProperties({ head: 'h', more: 'm' }, true)", world);
    const both = "return [PropertiesService.getUserProperties().getProperty('book'), PropertiesService.getScriptProperties().getProperties()]";
    expect(said(both, world)).toEqual(['b', { head: 'h', more: 'm' }]);
    expect(said(both, colleagueOf(world))).toEqual([null, { head: 'h', more: 'm' }]);
  });
});

describe('the user\'s cache', () => {
  test.each([
    ["put('k', new Array(100 * 1024 + 1).join('x'))", 'nothing thrown'], ["put('k', new Array(100 * 1024 + 2).join('x'))", 'Exception: Argument too large: value'],
    ["put(new Array(251).join('k'), 'v')", 'nothing thrown'], ["put(new Array(252).join('k'), 'v')", 'Exception: Argument too large: key'],
    ["put('k', 'v', 21600)", 'nothing thrown'], ["put('k', 'v', 21601)", 'Exception: Invalid argument: expirationInSeconds'],
  ])('%s: %s', (code, end) => {
    expect(said(cache(code))).toBe(end);
  });

  test.each([[599_999, 'v'], [600_000, null], [600_001, null]])('an item stays ten minutes unless told: after %i ms', (ms, value) => {
    const world = aWorld();
    said("CacheService.getUserCache().put('k', 'v')", world);
    world.advance(ms);
    expect(said("return CacheService.getUserCache().get('k')", world)).toBe(value);
  });

  test('is one user\'s own, and may be empty all at once', () => {
    const world = aWorld();
    said("CacheService.getUserCache().putAll({ a: '1', b: '2' }, 60)", world);
    const all = "return CacheService.getUserCache().getAll(['a', 'b', 'c'])";
    expect(said(all, world)).toEqual({ a: '1', b: '2' });
    expect(said(all, colleagueOf(world))).toEqual({});
    world.faults.failNext('cache-evicted');
    expect(said(all, world)).toEqual({});
  });

  test('the cache of the whole script is not offered: it would show one user\'s figures to another', () => {
    expect(() => said('CacheService.getScriptCache()')).toThrow('CacheService.getScriptCache is not simulated');
  });
});

describe('the lock', () => {
  const wait = "return caught(function () { LockService.getScriptLock().waitLock(10000) })";

  test.each([[9_999, 'nothing thrown'], [10_000, 'nothing thrown'], [10_001, 'Exception: Lock timeout: another process was holding the lock for too long.']])('is waited for on the world\'s clock: free after %i ms', (ms, end) => {
    const world = aWorld();
    const began = world.now();
    world.lock.holdBy({}, began + ms);
    expect(said(wait, world)).toBe(end);
    expect(world.now() - began).toBe(Math.min(ms, 10_000));
  });

  test('not obtained, as ordered', () => {
    const world = aWorld();
    world.faults.failNext('lock', 2);
    expect(said(wait, world)).toMatch(/Lock timeout/);
    expect(said('return LockService.getScriptLock().tryLock(1)', world)).toBe(false);
    expect(said('return LockService.getScriptLock().tryLock(1)', world)).toBe(true);
  });

  test('is let go at the end of the run, though the script forgot', () => {
    const world = aWorld();
    said('LockService.getScriptLock().waitLock(1)', world);
    expect(said('return LockService.getScriptLock().tryLock(0)', colleagueOf(world))).toBe(true);
  });

  test('holds a colleague off who comes in between', () => {
    const world = aWorld();
    const colleague = colleagueOf(world);
    const seen: unknown[] = [];
    world.beforeNext('sheets', () => seen.push(said('return LockService.getScriptLock().tryLock(0)', colleague)));
    said("var lock = LockService.getScriptLock(); lock.waitLock(1); Sheets.Spreadsheets.get('book'); lock.releaseLock()", world);
    expect(seen).toEqual([false]);
  });
});

describe('two users of one installation', () => {
  test('see each other\'s rows, and neither is lost when both append', () => {
    const world = aWorld({ files: [aBook()] });
    const append = (name: string): string => `LockService.getScriptLock().waitLock(1); Sheets.Spreadsheets.batchUpdate({ requests: [{ appendCells: { sheetId: 0, rows: [{ values: [{ userEnteredValue: { stringValue: '${name}' } }] }], fields: 'userEnteredValue' } }] }, 'book'); return card('x')`;
    const other = aSidebar(append('Paul'), colleagueOf(world));
    world.beforeNext('lock', () => { other.call('run', homepageEvent(other.world)); });
    const mine = new GmailHost(world, `function run() { ${append('Claire')} } function card(t) { return CardService.newCardBuilder().setHeader(CardService.newCardHeader().setTitle(t)).build(); }`);
    mine.call('run', homepageEvent(world));
    expect(world.files.get('book')?.sheet('Factures').rows.slice(5)).toEqual([['Paul'], ['Claire']]);
  });
});
