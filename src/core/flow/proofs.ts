import type { Pack } from '../case-file';
import type { DebtorId } from '../ledger/types';
import { foldHistory, sha256Hex } from '../log';
import type { LogFact, RequestId } from '../log/types';
import type { Subject } from './subject';

/** What the open thread shows and the log does not hold yet: noted without asking, under an id that the same sight draws again. */
export interface SeenFact {
  readonly fact: LogFact;
  readonly requestId: RequestId;
}

/** Drafts that the thread proves sent. */
export function sentByProof({ file, facts }: Pick<Subject, 'file' | 'facts'>, pack: Pack): readonly SeenFact[] {
  if (file === null || facts === null) return [];
  const open = foldHistory(file.entries).drafts;
  return facts.provenSent.flatMap(({ reference, on, proof }) => {
    const draft = open.find((each) => each.reference === reference);
    if (draft === undefined) return [];
    const sentOn = on < draft.draftedOn ? draft.draftedOn : on;
    return [{ fact: { kind: 'reminder-sent', reference, sentOn, proof }, requestId: requestOf('proof', `${pack.profile.id} ${reference}`) }];
  });
}

/** An answer that holds the next reminder, so that a colleague without this mail before him is held too; null: none, or it is noted. */
export function answerToNote({ file, facts, assessment, identification }: Subject, pack: Pack): SeenFact | null {
  const receivedOn = facts?.answer ?? null;
  if (file === null || receivedOn === null || identification?.kind !== 'one' || assessment?.kind !== 'held') return null;
  if (file.entries.some(({ fact }) => fact.kind === 'answer-noted' && fact.receivedOn >= receivedOn)) return null;
  if (!assessment.holds.some((hold) => hold.kind === 'unread-answer' && hold.receivedOn === receivedOn)) return null;
  return { fact: { kind: 'answer-noted', receivedOn, read: false }, requestId: requestOf('answer', `${pack.profile.id} ${file.debtor.id satisfies DebtorId} ${receivedOn}`) };
}

/** Draws the same id from the same sight each time: one proof is one entry, however often and by whomever it is seen. */
const requestOf = (kind: 'proof' | 'answer', seen: string): RequestId => `${kind}-${sha256Hex(seen).slice(0, 40)}` as RequestId;
