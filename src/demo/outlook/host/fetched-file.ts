/** Bytes of the file at this address, as Exchange would fetch it: https, no sign-in. null: it cannot. */
export async function sizeOf(address: string): Promise<number | null> {
  try {
    const { protocol } = new URL(address);
    if (protocol !== 'https:') return null;
    const answer = await fetch(address, { credentials: 'omit', cache: 'no-store' });
    return answer.ok ? (await answer.blob()).size : null;
  } catch (error) {
    // No such address, or nobody answers there.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
