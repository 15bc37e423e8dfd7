/** What a terminal obeys or does not show: DEL and C1 controls, marks of reading direction, line separators, invisible characters. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/**
 * One line of JSON whose texts may come from anywhere: nothing in it ends the line, colours the terminal or turns its reading
 * direction. It is read back as what it was.
 */
export const jsonLine = (value: unknown): string => JSON.stringify(value).replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
