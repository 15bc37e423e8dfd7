import type { Instant } from '../calendar/types';
import type { Brand } from '../result';
import type { LintFinding } from './lint/types';
import type { TextFault } from './template-faults';
import type { Template } from './types';

/** Which text: `fr/r2-firm`, `en/r4-formal-public`, `fr/statement`. One shipped text each. */
export type TemplateKey = Brand<string, 'TemplateKey'>;

export const templateKey = ({ language, name, tone, audience }: Pick<Template, 'language' | 'name' | 'tone' | 'audience'>): TemplateKey =>
  `${language}/${[name, tone, audience].filter((part) => part !== null && part !== undefined).join('-')}` as TemplateKey;

/** Who saved which version, and when. */
export interface TextVersion {
  readonly version: string;
  readonly by: string;
  readonly at: Instant;
  /** 'reset': from then on the shipped text was used again. */
  readonly kind: 'edited' | 'reset';
  /** The version of the shipped text that it comes from, or was last compared with; null: not known, it is of a time when that was not noted. */
  readonly basedOn: string | null;
  /** What would have held the text back, and why it was saved all the same; null: nothing. */
  readonly override: TextOverride | null;
}
export interface TextOverride {
  readonly codes: readonly LintFinding['code'][];
  readonly reason: string;
}

/** A text that the company changed once. */
export interface OwnText {
  readonly key: TemplateKey;
  /** In force instead of the shipped one; null: the shipped one is in force again. */
  readonly template: Template | null;
  /** All versions that there ever were, the newest first; at most 50. */
  readonly versions: readonly TextVersion[];
}

/** What the settings show of the texts. */
export interface TemplateBook {
  readonly shipped: readonly Template[];
  readonly own: readonly OwnText[];
}

/** A text to be saved. Its version is the keeper's affair. */
export interface TextToSave {
  readonly key: TemplateKey;
  readonly subject: string;
  readonly body: string;
  /** The newest version that the author knew; null: the shipped text, never changed before. */
  readonly replaces: string | null;
  /** Why it is saved although it would be held back; null: nothing holds it back. */
  readonly reason: string | null;
  /** The shipped version that its author has compared it with and leaves aside; absent: it comes from what the one before came from. */
  readonly basedOn?: string;
}
export interface TextToReset {
  readonly key: TemplateKey;
  readonly replaces: string;
}

/** A text as it was; `saved` null: a shipped one. */
export interface KeptTemplate {
  readonly template: Template;
  readonly saved: TextVersion | null;
}

export type TextProblem =
  | { readonly code: 'text/refused'; readonly faults: readonly TextFault[] }
  /** It would hold every message back, or is unlawful: it needs a reason. */
  | { readonly code: 'text/held-back'; readonly findings: readonly LintFinding['code'][] }
  /** Somebody saved another version in the meantime. */
  | { readonly code: 'text/changed-meanwhile'; readonly by: string; readonly at: Instant }
  | { readonly code: 'text/unknown'; readonly text: string };

/** The texts that are used: of each the company's own, else the shipped one. */
export function textsInForce(shipped: readonly Template[], own: readonly Pick<OwnText, 'key' | 'template'>[]): readonly Template[] {
  if (own.length === 0) return shipped;
  const changed = new Map(own.map(({ key, template }) => [key, template]));
  return shipped.map((template) => changed.get(templateKey(template)) ?? template);
}

/**
 * How a text of the company's stands to the shipped one of this release. `newer`: it comes from another version of it;
 * `unknown`: nobody noted from which. null: from this very one, or it is not in force, or both say the same.
 */
export function standingOf({ template, versions }: Pick<OwnText, 'template' | 'versions'>, shipped: Template): 'newer' | 'unknown' | null {
  const basedOn = versions[0]?.basedOn ?? null;
  if (template === null || basedOn === shipped.version || (template.subject === shipped.subject && template.body === shipped.body)) return null;
  return basedOn === null ? 'unknown' : 'newer';
}

/** That the author of this version left a newer shipped text aside. `before`: the version before it. */
export const leftAside = (version: TextVersion, before: TextVersion | undefined): boolean =>
  version.kind === 'edited' && before?.kind === 'edited' && version.basedOn !== null && version.basedOn !== before.basedOn;
