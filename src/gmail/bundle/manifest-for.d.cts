/** @throws when `server` is no https address without a path. */
declare function manifestFor(text: string, server: string | undefined): string;
export = manifestFor;
