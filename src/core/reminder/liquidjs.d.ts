/**
 * The part of liquidjs that the engine uses. Its own types pull in Node's (`/// <reference types="node" />`), which
 * would make process, Buffer and setTimeout compile everywhere in core; and its UMD browser build is the one file
 * that a bare VM, Apps Script, webpack and jest all load as it is.
 */
declare module 'liquidjs/dist/liquid.browser.umd.js' {
  export interface Token {
    readonly input: string;
    readonly begin: number;
    readonly end: number;
    getText(): string;
  }
  export interface Node {
    readonly token: Token;
    children?(partials: boolean, sync: boolean): Iterator<unknown, readonly Node[]>;
  }
  export interface Variable {
    readonly segments: readonly (string | number | Variable)[];
    readonly location: { readonly row: number; readonly col: number };
  }
  export interface FilterThis {
    readonly context: { readonly globals: object };
  }
  export type Filter = (this: FilterThis, value: unknown, ...args: unknown[]) => unknown;
  export interface Options {
    readonly locale: string;
    readonly relativeReference: boolean;
    readonly strictFilters: boolean;
    readonly strictVariables: boolean;
    readonly ownPropertyOnly: boolean;
    readonly parseLimit: number;
    readonly renderLimit: number;
    readonly memoryLimit: number;
    readonly outputEscape: Filter;
  }
  export class Liquid {
    constructor(options: Options);
    readonly tags: Record<string, unknown>;
    readonly filters: Record<string, unknown>;
    registerTag(name: string, tag: unknown): void;
    registerFilter(name: string, filter: Filter): void;
    parse(source: string): Node[];
    renderSync(nodes: readonly Node[], scope: object, options: { readonly globals: object }): unknown;
    analyzeSync(nodes: readonly Node[], options: { readonly partials: boolean }): {
      readonly variables: Readonly<Record<string, readonly Variable[]>>;
      readonly globals: Readonly<Record<string, readonly Variable[]>>;
    };
  }
  export class ForTag implements Node {
    readonly token: Token;
    readonly variable: string;
    readonly collection: Token;
    children(partials: boolean, sync: boolean): Iterator<unknown, readonly Node[]>;
  }
  export const IfTag: unknown;
  export const UnlessTag: unknown;
}
