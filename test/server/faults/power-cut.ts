import { expect } from '@jest/globals';
import { verifyChain } from '../../../src/core';
import { openStore } from '../../../src/server/store/open-store';
import { COMPANY } from '../../core/builders';
import { aNote, child, exited, garageOf, keeper } from './a-store';

export interface Told {
  readonly noted: ReadonlyMap<string, { readonly seq: number; readonly hash: string }>;
  /** Sent, and no answer heard. */
  readonly unanswered: string | null;
}

/** Lets a process append until `cut` is called some moments after its first answer, and hears what it was told. */
export async function appendUntilCut(url: string, round: number, afterMs: number, cut: (pid: number) => void): Promise<Told> {
  const process = child('append-forever.ts', [url, String(round)]);
  let said = '';
  let cried = '';
  process.stderr.on('data', (part: Buffer) => { cried += part.toString('utf8'); });
  await new Promise<void>((resolve, reject) => {
    process.once('exit', () => reject(new Error(`it ended before it was cut: ${cried}`)));
    process.stdout.on('data', (part: Buffer) => {
      said += part.toString('utf8');
      if (said.includes('noted ')) resolve();
    });
  });
  process.removeAllListeners('exit');
  const ended = exited(process);
  await new Promise((resolve) => { setTimeout(resolve, afterMs); });
  cut(process.pid ?? 0);
  await ended;
  // A line that was cut off is no answer: nobody read it to its end.
  const lines = said.split('\n').slice(0, -1).map((line) => line.split(' '));
  const noted = new Map(lines.filter(([what]) => what === 'noted').map(([, request = '', seq = '', hash = '']) => [request, { seq: Number(seq), hash }]));
  const last = lines.filter(([what]) => what === 'asked').at(-1)?.[1] ?? null;
  return { noted, unanswered: last === null || noted.has(last) ? null : last };
}

/** After the cut: all that was acknowledged is wholly there, nothing by halves, and asking again for the last is one entry. */
export async function expectWhole(url: string, { noted, unanswered }: Told, before: number): Promise<{ readonly entries: number; readonly unheard: 'written' | 'not written' | null }> {
  const store = await openStore(url);
  try {
    const garage = await garageOf(store);
    const entries = (await store.entries(COMPANY, garage)) ?? [];
    const head = await store.logHead(COMPANY, garage);
    expect(verifyChain(entries, head)).toMatchObject({ intact: true, brokenAt: null });
    expect(head).toMatchObject({ seq: entries.length, hash: entries.at(-1)?.hash });
    const byRequest = new Map(entries.map((entry) => [entry.requestId as string, entry]));
    expect(byRequest.size).toBe(entries.length);
    for (const [request, answer] of noted) expect(byRequest.get(request)).toMatchObject(answer);
    // At most the one that was under way came in beside what was answered.
    expect([0, 1]).toContain(entries.length - before - noted.size);
    for (const entry of entries.slice(before)) expect((await store.keptText(COMPANY, entry.id))?.subject).toBe(entry.requestId);
    if (unanswered === null) return { entries: entries.length, unheard: null };
    const written = byRequest.has(unanswered);
    const { entry, text } = aNote(garage, unanswered);
    expect(await store.append(COMPANY, entry, text, keeper)).toMatchObject({ ok: true, value: { outcome: written ? 'already-there' : 'appended' } });
    const after = (await store.entries(COMPANY, garage)) ?? [];
    expect(after.filter(({ requestId }) => requestId === unanswered).length).toBe(1);
    expect(verifyChain(after, await store.logHead(COMPANY, garage)).intact).toBe(true);
    return { entries: after.length, unheard: written ? 'written' : 'not written' };
  } finally {
    await store.close();
  }
}
