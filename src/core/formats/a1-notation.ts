/** A, B ... Z, AA: as a spreadsheet calls its columns; zero-based. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest === 0 ? '' : columnLetter(rest - 1)}${String.fromCharCode(65 + (column % 26))}`;
}

/** The whole tab. Its title in apostrophes, and its own apostrophes twice: a tab may be called "A1". */
export const rangeOfTab = (title: string): string => `'${title.replace(/'/g, "''")}'`;
