/**
 * Events name messages and threads by number (`msg-f:1871234567890123456`), GmailApp and links by the same number in hex.
 * We keep hex. What was written here and never sent (`msg-a:r-123`) has no number: it stays as it is.
 */
export function hexId(id: string): string {
  const number = /^(?:msg|thread)-f:(\d{1,20})$/.exec(id)?.[1];
  return number === undefined ? id : BigInt(number).toString(16);
}
