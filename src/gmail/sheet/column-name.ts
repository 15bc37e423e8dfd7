/** A, B ... Z, AA: as the sheet calls its columns, zero-based. */
export const columnName = (column: number): string => `${column < 26 ? '' : columnName(Math.floor(column / 26) - 1)}${String.fromCharCode(65 + (column % 26))}`;
