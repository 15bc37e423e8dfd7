import { openStore } from '../../../src/server/store/open-store';
import { problemOfFailure } from '../../../src/server/store/store-failure';
import { COMPANY } from '../../core/builders';
import { aNote, garageOf, keeper } from './a-store';

/** Appends until the system refuses; says what was noted, what was said, and what can still be read. */
async function main(): Promise<void> {
  const store = await openStore(process.argv[3] ?? '');
  const garage = await garageOf(store);
  let noted = 0;
  let code: string | null = null;
  while (code === null && noted < 5_000) {
    const { entry, text } = aNote(garage, `r${noted}`);
    try {
      const answer = await store.append(COMPANY, entry, text, keeper);
      if (answer.ok) noted += 1;
      else code = answer.problem.code;
    } catch (error) {
      code = problemOfFailure(error)?.code ?? `unknown: ${String((error as { readonly code?: unknown }).code)}`;
    }
  }
  const readAfter = (await store.entries(COMPANY, garage))?.length ?? -1;
  process.stdout.write(JSON.stringify({ noted, code, readAfter }), () => process.exit(0));
}
void main();
