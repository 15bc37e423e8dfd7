import { SHIPPED_POLICIES, STANDARD_POLICY, ok, sha256Hex, templateKey, textsInForce } from '../../core';
import type { Author, CompanyId, CompanyProfile, KeptAssignment, LocalDate, LogEntry, OwnPolicy, OwnText, Pack, PolicyId, RateTable, RefusedText, Result, SourceProblem, Template } from '../../core';
import { heldBack, judgeText } from '../../core/writing';
import { Journal } from './journal';
import { KEPT, KeptTexts, sealOfText } from './kept-texts';
import type { JudgeText } from './kept-texts';
import { KeptPlans } from './kept-plans';
import { KeptSettings } from './kept-settings';
import type { KeptChoice } from './kept-settings';
import type { OpenBook } from './open-book';
import { overridesOf, profileOf } from './profile-of-settings';
import { cellWords } from './cell-text';
import { rowFor } from './tab-columns';

export interface FactsDeps {
  readonly company: CompanyId;
  readonly author: Author;
  /** As shipped; unpacked when it is asked for, so that a card which writes nothing does without. */
  readonly templates: readonly Template[];
  readonly rates: RateTable | null;
  today(): LocalDate;
}

/** Settings, plans and texts of one moment, put together: plain values, so that a user's cache can hold them. */
export interface InForce {
  readonly profile: CompanyProfile;
  readonly domainOverrides: Pack['domainOverrides'];
  readonly choices: readonly KeptChoice[];
  readonly assignments: readonly KeptAssignment[];
  readonly defaultPolicy: PolicyId;
  readonly ownPlans: readonly OwnPolicy[];
  readonly ownTexts: readonly OwnText[];
  /** Texts changed in their cells that cannot be used: the shipped ones are. */
  readonly refusedTexts: readonly RefusedText[];
  /** Rows (1-based) of plans that were changed by hand: the version before is used. */
  readonly refusedPlans: readonly number[];
}

/** The same, with the tabs from which it comes: for whoever changes them. */
export interface InForceTabs extends InForce {
  readonly settings: KeptSettings;
  readonly plans: KeptPlans;
  readonly texts: KeptTexts;
}

/** What the tabs that Relance keeps tell in one callback: each is read once, and taken apart only when something of it is asked. */
export class SheetFacts {
  private journalRead: Result<Journal, SourceProblem> | null = null;
  private tabsRead: Result<InForceTabs, SourceProblem> | null = null;

  constructor(readonly book: OpenBook, private readonly deps: FactsDeps) {}

  journal(): Result<Journal, SourceProblem> {
    this.journalRead ??= this.readJournal();
    return this.journalRead;
  }

  /** Read together: they are small, and none says anything without the others. */
  inForce(): Result<InForceTabs, SourceProblem> {
    this.tabsRead ??= this.readTabs();
    return this.tabsRead;
  }

  /** After a tab was written. */
  forget(tab: 'journal' | 'settings' | 'plans' | 'texts'): void {
    this.book.forget(tab);
    if (tab === 'journal') this.journalRead = null;
    else this.tabsRead = null;
  }

  /** The rows that keep what this entry was written from, where no version of the tab says it already. */
  textsToKeep({ fact }: LogEntry): Result<readonly (readonly string[])[], SourceProblem> {
    const used = 'template' in fact ? fact.template : undefined;
    const force = this.inForce();
    if (!force.ok) return force;
    const { texts } = force.value;
    if (used === undefined || texts.holds(used.version)) return ok([]);
    const template = texts.version(used.version, this.deps.templates)?.template ?? this.deps.templates.find(({ version }) => version === used.version);
    if (template === undefined) return ok([]);
    const written = { subject: template.subject, body: template.body };
    return ok([rowFor({ text: cellWords(used.key), subject: cellWords(written.subject), body: cellWords(written.body), kind: KEPT, version: used.version, seal: sealOfText(used.key, used.version, written) }, texts.layout)]);
  }

  private readJournal(): Result<Journal, SourceProblem> {
    const rows = this.book.rows('journal');
    return rows.ok ? Journal.read(rows.value.journal ?? [], this.book.place.tabs.journal?.title ?? 'Journal') : rows;
  }

  private readTabs(): Result<InForceTabs, SourceProblem> {
    const rows = this.book.rows('settings', 'plans', 'texts');
    if (!rows.ok) return rows;
    const { place } = this.book;
    const settings = KeptSettings.read(rows.value.settings ?? [], place.tabs.settings?.title ?? 'Réglages');
    if (!settings.ok) return settings;
    const plans = KeptPlans.read(rows.value.plans ?? [], place.tabs.plans?.title ?? 'Plan', this.deps);
    if (!plans.ok) return plans;
    const texts = KeptTexts.read(rows.value.texts ?? [], place.tabs.texts?.title ?? 'Modèles');
    if (!texts.ok) return texts;
    const assignments = settings.value.assignments();
    const ownPlans = plans.value.own();
    const known = new Set<PolicyId>([...SHIPPED_POLICIES, ...ownPlans.map(({ policy }) => policy)].map(({ id }) => id));
    const company = assignments.find(({ scope, policy }) => scope === 'company' && policy !== null && known.has(policy))?.policy;
    const before: InForce = {
      profile: profileOf(settings.value, this.deps.company, place.timeZone), domainOverrides: overridesOf(settings.value), choices: settings.value.choices(), assignments,
      defaultPolicy: company ?? STANDARD_POLICY.id, ownPlans, ownTexts: [], refusedTexts: [], refusedPlans: plans.value.refused,
    };
    const { own, refused } = texts.value.own(this.deps, this.judge(before));
    return ok({ ...before, ownTexts: own, refusedTexts: refused, settings: settings.value, plans: plans.value, texts: texts.value });
  }

  /** As a text is judged before it is saved; of one that was changed in its cell nobody gave a reason. */
  private judge(force: InForce): JudgeText {
    const { deps } = this;
    return (shipped, written) => {
      const verdict = judgeText(shipped, written, { pack: packOf(force, deps, []), author: deps.author, rates: deps.rates }, deps.today());
      return { faults: verdict.faults, findings: heldBack(verdict) };
    };
  }
}

/**
 * The pack, named by its content as on the server: who holds it loads it again only when something in it changed. `known`: that
 * name, where it was worked out before; the texts are then unpacked when one is written.
 */
export function packOf({ profile, domainOverrides, ownPlans, ownTexts, defaultPolicy, assignments }: Omit<InForce, 'choices'>, shipped: Pick<FactsDeps, 'templates'>, numberShapes: readonly string[], known: string | null = null): Pack {
  const segments = assignments.flatMap((one): readonly [string, PolicyId][] => (one.scope === 'segment' && one.policy !== null ? [[one.segment, one.policy]] : []));
  const content: Omit<Pack, 'id'> = {
    profile,
    policies: [...SHIPPED_POLICIES, ...ownPlans.map(({ policy }) => policy)],
    defaultPolicy,
    ...(segments.length === 0 ? {} : { segmentPolicies: Object.fromEntries(segments) }),
    get templates() { return textsInForce(shipped.templates, ownTexts); },
    numberShapes,
    domainOverrides,
  };
  return Object.defineProperty(content, 'id', { value: known ?? nameOf(content), enumerable: true }) as Pack;
}

/** Texts and plans by their versions, which name their content: hashing all their words would take a fifth of a cold callback. */
function nameOf({ policies, templates, ...rest }: Omit<Pack, 'id'>): string {
  return sha256Hex(JSON.stringify({ ...rest, policies: policies.map(({ id, version }) => [id, version]), templates: templates.map((template) => [templateKey(template), template.version]) })).slice(0, 16);
}
