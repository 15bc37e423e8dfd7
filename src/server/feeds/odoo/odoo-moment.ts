/** A moment as Odoo compares `write_date` with: UTC, whole seconds. @param seconds since 1970 */
export const momentText = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** @param text as `momentText` writes it */
export const secondsOf = (text: string): number => Math.floor(Date.parse(`${text.replace(' ', 'T')}Z`) / 1000);
