import type { LedgerDocument } from '../store/ledger-content';
import type { ReadingSink } from '../store/reading-sink';
import type { ReadingFacts } from '../store/whole-reading';
import type { Following } from './import-progress';
import type { Written } from './long-file';

/** Ends what was written of a reading; it can still be stopped between two steps. @throws Stopped */
export function finished<Built>(writer: ReadingSink<Built>, documents: readonly LedgerDocument[], facts: ReadingFacts, following: Following): Written<Built> {
  const finishing = writer.finish(documents);
  for (;;) {
    const step = finishing.next();
    if (step.done === true) return { built: step.value, facts };
    following.check();
    following.told('sorting', Math.round(step.value * 100), 100);
  }
}
