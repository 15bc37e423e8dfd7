import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { asStamp } from '../until-quiet';

/** A file of the folder as it lies there now. */
export interface ListedFile {
  /** Its path below the folder, with slashes. */
  readonly name: string;
  /** Changes with every save: time and size. */
  readonly stamp: string;
  readonly size: number;
}

/** Invoices of a decade, one a minute; beyond, the folder is another thing than was meant. */
const MOST_FILES = 100_000;
const DEEPEST = 8;
/** What systems and editors leave lying about. */
const LITTER = /^(?:\.|~\$|thumbs\.db$|desktop\.ini$)/i;

export interface Listing {
  readonly files: ReadonlyMap<string, ListedFile>;
  /** Links that lead out of the folder: they are not followed. */
  readonly strays: readonly string[];
  /** More than are read. */
  readonly tooMany: boolean;
}

/**
 * The files of a folder and of those below it, by name. Links count when what they name lies in the folder too.
 * @throws the file system's own error where the folder itself cannot be read.
 */
export async function listFolder(folder: string, signal: AbortSignal): Promise<Listing> {
  const root = await realpath(folder);
  const found: ListedFile[] = [];
  const strays: string[] = [];
  const walk = async (below: string, depth: number): Promise<void> => {
    for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
      if (signal.aborted || found.length > MOST_FILES) return;
      if (LITTER.test(entry.name)) continue;
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        if (depth < DEEPEST) await walk(name, depth + 1);
        continue;
      }
      const place = await placeOf(root, name, entry.isSymbolicLink());
      if (place === 'stray') strays.push(name);
      else if (place !== null) found.push(place);
    }
  };
  await walk('', 1);
  // By code units, in every language of the machine alike.
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { files: new Map(found.slice(0, MOST_FILES).map((file) => [file.name, file])), strays: strays.sort(), tooMany: found.length > MOST_FILES };
}

/** null: it went while the folder was looked through, or is no file. */
async function placeOf(root: string, name: string, linked: boolean): Promise<ListedFile | 'stray' | null> {
  const path = join(root, ...name.split('/'));
  try {
    if (linked && !(await realpath(path)).startsWith(root + sep)) return 'stray';
    const seen = await (linked ? stat(path) : lstat(path));
    return seen.isFile() ? { name, stamp: asStamp(seen), size: seen.size } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  }
}
