import { SHIPPED_POLICIES, templateKey } from '../../src/core';
import type { ComposedText, DebtorKind, LocalDate, Register, ReminderPolicy, Template } from '../../src/core';
import { sampleCases, tryText } from '../../src/core/writing';
import type { SampleCase } from '../../src/core/writing';
import { MARIE, TODAY } from '../core/builders';
import { shippedRates } from '../core/penalties/rates';
import { aShippedPack, SHIPPED } from '../core/reminder/shipped';

/** One shipped text as one customer gets it. */
export interface WrittenText {
  readonly name: string;
  readonly template: Template;
  readonly audience: DebtorKind;
  readonly register: Register;
  readonly sample: SampleCase['id'];
  readonly text: ComposedText;
  /** What the reading before insertion says of it. */
  readonly findings: readonly string[];
}

const REGISTERS: readonly Register[] = ['formal', 'friendly'];
const KINDS: readonly DebtorKind[] = ['business', 'consumer', 'public'];
/** Answers are the same files for everybody; a reminder's file is for those who have none of their own, and all have. */
const audiencesOf = ({ audience, reply }: Template): readonly DebtorKind[] => (reply !== null ? KINDS : [audience ?? 'business']);

const inRegister = (register: Register) => (policy: ReminderPolicy): ReminderPolicy => ({ ...policy, register });

/** A text that several cases give word for word is there once, under the first of them. */
function distinct(texts: readonly WrittenText[]): readonly WrittenText[] {
  const seen = new Set<string>();
  return texts.filter(({ template, text }) => {
    const key = `${templateKey(template)} ${text.contentHash}`;
    return seen.size < seen.add(key).size;
  });
}

/** Every shipped text: to whom it goes, formal and friendly, about one invoice and several, with a credit and a dispute, with nothing but what must be known, abroad. */
export function everyText(today: LocalDate = TODAY): readonly WrittenText[] {
  const rates = shippedRates();
  const written: WrittenText[] = [];
  for (const template of SHIPPED) for (const audience of audiencesOf(template)) for (const register of REGISTERS) {
    const policies = SHIPPED_POLICIES.map(inRegister(register));
    const of: Template = { ...template, audience };
    for (const sample of sampleCases(of, aShippedPack({ policies }), today) ?? []) {
      const tried = tryText(of, sample, { pack: sample.pack, author: MARIE, rates: sample.id === 'bare' ? null : rates }, today);
      if (tried === null || !tried.ok) throw new Error(`${templateKey(template)}, ${sample.id}: ${JSON.stringify(tried)}`);
      const { text, findings } = tried.value;
      const name = [templateKey(template).replace('/', '-'), ...(template.audience === undefined && template.reply !== null ? [audience] : []), register, sample.id].join('-');
      written.push({ name, template, audience, register, sample: sample.id, text, findings: findings.map(({ code }) => code) });
    }
  }
  return distinct(written);
}
