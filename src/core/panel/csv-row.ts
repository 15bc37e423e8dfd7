/**
 * A value from outside that a spreadsheet must read as text: what would begin a formula gets an apostrophe before it (OWASP,
 * CSV injection), also behind spaces and in its full-width forms.
 */
export const asText = (value: string): string => (/^[\s]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value);

export const quoted = (value: string): string => (/[";,\r\n']/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);

/** A text from anywhere, or a figure that we wrote ourselves ("-12.00"). */
export type CsvCell = string | { readonly figure: string };

/** A row of CSV (RFC 4180), without its line end. No text of it can begin a formula. */
export const csvRow = (cells: readonly CsvCell[]): string => cells.map((cell) => (typeof cell === 'string' ? quoted(asText(cell)) : cell.figure)).join(',');
