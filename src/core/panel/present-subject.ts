import type { LocalDate } from '../calendar/types';
import { proposedTone } from '../dunning';
import { recipientOf } from '../flow';
import type { ComposeContext, HostMeans } from '../flow';
import { firstScope } from '../identify';
import type { ChoiceScope } from '../identify';
import type { Language } from '../ledger/types';
import { foldHistory } from '../log';
import { knownContacts, returnedTo } from '../reminder';
import type { Writing } from './draft-notices';
import { presentDebtor, presentThread } from './present-thread';
import { rememberView } from './remember';
import { threadNotices } from './thread-words';
import type { PanelView } from './types';

export interface SubjectInput {
  /** Of the interface. */
  readonly language: Language;
  /** What the card's text is written from; its subject is whom the card is about. */
  readonly context: ComposeContext;
  readonly means: HostMeans;
  /** Minutes to add to UTC for the company's wall clock when the figures were read. */
  readonly offsetMinutes: number;
  /** The ledger's keeper does not answer: a step cannot be reserved. */
  readonly unreachable: boolean;
  /** Of the message that is being written; null: none is. */
  readonly writing: Writing | null;
  /** The debtor was opened from the worklist or by search: no thread is spoken of. */
  readonly fromWorklist: boolean;
  /** For what a choice of customer can be remembered, the thread itself first. */
  readonly scopes: readonly ChoiceScope[];
}

/** The card of a subject, alike in every host. null: nothing is known of it yet. */
export function presentSubject({ language, context, means, offsetMinutes, unreachable, writing, fromWorklist, scopes }: SubjectInput, today: LocalDate): PanelView | null {
  const { subject, pack, me, choices } = context;
  const { thread, file, assessment, identification } = subject;
  if (file === null && identification === null) return null;
  const recipient = recipientOf(context, 'reminder');
  const proposal = assessment !== null && 'proposal' in assessment ? assessment.proposal : null;
  const chosen = proposal === null || file === null || recipient === null ? null : {
    tone: choices.tone ?? proposedTone(proposal) ?? 'courteous', language: choices.language ?? file.debtor.language, channel: recipient.channel,
  };
  const returned = thread === null || file === null ? null : returnedTo(thread, knownContacts(file.debtor, foldHistory(file.entries).contacts), pack.profile);
  const input = {
    language, me, pack, identification, recipient, chosen, offsetMinutes, unreachable, writing, returned,
    attaches: recipient !== null && means.attaches(recipient.channel), channels: means.channels, meant: subject.meant, heed: subject.heed, facts: subject.facts,
  };
  if (fromWorklist && file !== null && assessment !== null) return presentDebtor({ ...input, file, assessment }, file.today);
  const view = presentThread({ ...input, file, assessment }, file?.today ?? today);
  if (view.kind === 'debtor' && file !== null) {
    const proven = new Set(subject.facts?.provenSent.map(({ reference }) => reference));
    const waited = foldHistory(file.entries).drafts.filter(({ reference }) => !proven.has(reference));
    return { ...view, nextStep: { ...view.nextStep, notices: [...threadNotices(thread, waited, language), ...view.nextStep.notices] } };
  }
  if (view.kind !== 'chooser') return view;
  return { ...view, remember: { ...rememberView(scopes, firstScope(identification, scopes), language), hint: view.remember.hint } };
}
