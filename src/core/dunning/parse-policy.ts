import { fail, ok } from '../result';
import type { Result } from '../result';
import type { DebtorKind, Language, PolicyId } from '../ledger/types';
import type { DunningStage, Register, ReminderPolicy, StageBasis, StageChannel, StageId, Tone } from './types';
import { MOST_STAGES, validatePolicy } from './validate-policy';
import type { PolicyFault, PolicyFaultReason, PolicyField } from './validate-policy';

/** What a policy needs to know of a template. */
export interface KnownTemplate {
  readonly name: string;
  /** Not null: an answer, never a reminder. */
  readonly reply: unknown;
  readonly language: Language;
  readonly tone: Tone | null;
  /** A text for one kind of customer alone does not serve the others. */
  readonly audience?: DebtorKind;
}

const LANGUAGES: readonly Language[] = ['fr', 'en'];
/** A list that nobody reads to its end: what lies beyond is not even looked at. */
const READ_STAGES = MOST_STAGES + 1;
const READ_TONES = 10;

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null);

/**
 * Reads a policy from a file, a form or the wire: whatever it is, it becomes a policy that may be saved, or every fault of
 * it with its place. Fields that a policy does not have are left out.
 *
 * @param templates those of the pack: every tone of a mail needs its text in every language. null: they are not at hand.
 * @returns a new policy with known fields alone. Never throws for data that JSON can hold.
 */
export function parsePolicy(value: unknown, templates: readonly KnownTemplate[] | null): Result<ReminderPolicy, readonly PolicyFault[]> {
  const fields = fieldsOf(value);
  if (fields === null) return fail([{ stage: null, field: 'policy', why: 'unreadable' }]);
  const faults: PolicyFault[] = [];
  const reader = (stage: StageId | null, from: Fields): Reader => readerOf(from, (field, why) => void faults.push({ stage, field, why }));
  const whole = reader(null, fields);
  const listed = fields['stages'];
  if (!Array.isArray(listed)) faults.push({ stage: null, field: 'stages', why: listed === undefined ? 'missing' : 'unreadable' });
  const stages = Array.from(Array.isArray(listed) ? (listed as readonly unknown[]).slice(0, READ_STAGES) : [], (one): DunningStage => {
    const stage = fieldsOf(one);
    if (stage === null) {
      faults.push({ stage: null, field: 'stages', why: 'unreadable' });
      return NO_STAGE;
    }
    const id = typeof stage['id'] === 'string' ? stage['id'] : '';
    const read = reader(id, stage);
    return {
      id: read.text('id'), name: read.name(), days: read.number('days'), minimumGap: read.number('minimumGap'), channel: read.text('channel') as StageChannel, tones: read.tones(),
      template: stage['template'] === null ? null : read.text('template'), enabled: read.yesOrNo('enabled'),
      // What older plans do not have, and what is left empty.
      ...(isGiven(stage['basis']) ? { basis: read.text('basis') as StageBasis } : {}),
      ...(isGiven(stage['thresholdMinor']) ? { thresholdMinor: read.number('thresholdMinor') } : {}),
      ...(isGiven(stage['signer']) ? { signer: read.text('signer') } : {}),
    };
  });
  const policy: ReminderPolicy = {
    id: whole.text('id') as PolicyId, name: whole.name(), version: whole.text('version'), stages,
    toleranceMinor: whole.number('toleranceMinor'), graceDays: whole.number('graceDays'), mailSpacing: whole.number('mailSpacing'), promiseGrace: whole.number('promiseGrace'),
    deadlineBusinessDays: whole.number('deadlineBusinessDays'), ledgerMaxAge: whole.number('ledgerMaxAge'),
    // Younger than the plans that were saved without them.
    ...(fields['register'] === undefined ? {} : { register: whole.text('register') as Register }),
    ...(fields['noticeDays'] === undefined ? {} : { noticeDays: whole.number('noticeDays') }),
    ...(isGiven(fields['catchUp']) ? { catchUp: whole.yesOrNo('catchUp') } : {}),
  };
  // What could not be read at all is told once, not a second time as empty or out of range.
  const checked = validatePolicy(policy);
  if (!checked.ok) for (const fault of checked.problem) if (!faults.some(({ stage, field }) => stage === fault.stage && field === fault.field)) faults.push(fault);
  if (templates !== null) faults.push(...templateFaults(policy, templates));
  return faults.length === 0 ? ok(policy) : fail(faults);
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
const NO_STAGE: DunningStage = { id: '', name: { fr: '', en: '' }, days: 0, minimumGap: 0, channel: 'mail', tones: [], template: null, enabled: false };

interface Reader {
  readonly text: (field: PolicyField) => string;
  readonly name: () => DunningStage['name'];
  readonly number: (field: PolicyField) => number;
  readonly yesOrNo: (field: PolicyField) => boolean;
  readonly tones: () => readonly Tone[];
}

function readerOf(from: Fields, fault: (field: PolicyField, why: PolicyFaultReason) => void): Reader {
  const why = (value: unknown): 'missing' | 'unreadable' => (value === undefined || value === null ? 'missing' : 'unreadable');
  const text = (field: PolicyField): string => {
    const value = from[field];
    if (typeof value === 'string') return value;
    fault(field, why(value));
    return '';
  };
  return {
    text,
    name: () => {
      const value = fieldsOf(from['name']);
      const { fr, en } = value ?? {};
      if (typeof fr === 'string' && typeof en === 'string') return { fr, en };
      fault('name', value === null ? why(from['name']) : why(typeof fr === 'string' ? en : fr));
      return { fr: '', en: '' };
    },
    number: (field) => {
      const value = from[field];
      if (typeof value === 'number') return value;
      fault(field, why(value) === 'missing' ? 'missing' : 'not-a-whole-number');
      return NaN;
    },
    yesOrNo: (field) => {
      const value = from[field];
      if (typeof value === 'boolean') return value;
      fault(field, why(value));
      return false;
    },
    tones: () => {
      const value = from['tones'];
      if (Array.isArray(value) && value.every((tone) => typeof tone === 'string')) return (value as readonly Tone[]).slice(0, READ_TONES);
      fault('tones', why(value));
      return [];
    },
  };
}

/** Mails, letters and hand-overs are all written from the pack's texts; calls have none. */
function templateFaults({ stages }: ReminderPolicy, templates: readonly KnownTemplate[]): readonly PolicyFault[] {
  return stages.flatMap(({ id, channel, template, tones }): readonly PolicyFault[] => {
    if (channel === 'call' || template === null || template.trim() === '') return [];
    const texts = templates.filter(({ name, reply }) => reply === null && name === template);
    if (texts.length === 0) return [{ stage: id, field: 'template', why: 'no-such-template' }];
    const isWritten = (tone: Tone): boolean => LANGUAGES.every((language) => texts.some((text) => text.language === language && text.tone === tone && (text.audience ?? 'business') === 'business'));
    return tones.every(isWritten) ? [] : [{ stage: id, field: 'tones', why: 'no-template-for-tone' }];
  });
}
