import { SHIPPED_POLICIES, STANDARD_POLICY, ok, sha256Hex, textsInForce } from '../../core';
import type { Author, CompanyId, CompanyProfile, KeptAssignment, LocalDate, LogEntry, OwnPolicy, OwnText, Pack, PolicyId, RateTable, Result, Row, SourceProblem, Template } from '../../core';
import { heldBack, judgeText } from '../../core/writing';
import { Journal } from './journal';
import { KEPT, KeptTexts, sealOfText } from './kept-texts';
import type { JudgeText, RefusedText } from './kept-texts';
import { KeptPlans } from './kept-plans';
import { KeptSettings } from './kept-settings';
import type { BookPlace, OpenBook, TabName } from './open-book';
import { overridesOf, profileOf } from './profile-of-settings';
import { cellWords } from './cell-text';
import { rowFor } from './tab-columns';

export interface FactsDeps {
  readonly company: CompanyId;
  readonly author: Author;
  /** As shipped. */
  readonly templates: readonly Template[];
  readonly rates: RateTable | null;
  readonly today: (place: BookPlace) => LocalDate;
}

/** Settings, plans and texts of one moment, put together. */
export interface InForce {
  readonly settings: KeptSettings;
  readonly plans: KeptPlans;
  readonly texts: KeptTexts;
  readonly profile: CompanyProfile;
  readonly assignments: readonly KeptAssignment[];
  readonly defaultPolicy: PolicyId;
  readonly ownPlans: readonly OwnPolicy[];
  readonly ownTexts: readonly OwnText[];
  /** Texts changed in their cells that cannot be used: the shipped ones are. */
  readonly refusedTexts: readonly RefusedText[];
}

/** What the tabs that Relance keeps tell in one callback: each is read once, and taken apart only when something of it is asked. */
export class SheetFacts {
  private journalRead: Result<Journal, SourceProblem> | null = null;
  private forceRead: Result<InForce, SourceProblem> | null = null;

  constructor(readonly book: OpenBook, private readonly deps: FactsDeps) {}

  journal(): Result<Journal, SourceProblem> {
    this.journalRead ??= this.read('journal', (rows, title) => Journal.read(rows, title));
    return this.journalRead;
  }

  inForce(): Result<InForce, SourceProblem> {
    this.forceRead ??= this.readInForce();
    return this.forceRead;
  }

  /** After a tab was written. */
  forget(tab: 'journal' | 'settings' | 'plans' | 'texts'): void {
    this.book.forget(tab);
    if (tab === 'journal') this.journalRead = null;
    else this.forceRead = null;
  }

  /** The pack in force, named by its content as on the server: who holds it loads it again only when something in it changed. */
  pack(numberShapes: readonly string[]): Result<Pack, SourceProblem> {
    const force = this.inForce();
    return force.ok ? ok(packOf(force.value, this.deps.templates, numberShapes)) : force;
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

  private read<T>(tab: TabName, take: (rows: readonly Row[], title: string) => Result<T, SourceProblem>): Result<T, SourceProblem> {
    const rows = this.book.rows(tab);
    return rows.ok ? take(rows.value[tab] ?? [], this.book.place.tabs[tab]?.title ?? TITLES[tab] ?? tab) : rows;
  }

  private readInForce(): Result<InForce, SourceProblem> {
    const rows = this.book.rows('settings', 'plans', 'texts');
    if (!rows.ok) return rows;
    const { place } = this.book;
    const title = (tab: 'settings' | 'plans' | 'texts'): string => place.tabs[tab]?.title ?? TITLES[tab] ?? tab;
    const settings = KeptSettings.read(rows.value.settings ?? [], title('settings'));
    if (!settings.ok) return settings;
    const plans = KeptPlans.read(rows.value.plans ?? [], title('plans'), this.deps.templates);
    if (!plans.ok) return plans;
    const texts = KeptTexts.read(rows.value.texts ?? [], title('texts'));
    if (!texts.ok) return texts;
    const profile = profileOf(settings.value, this.deps.company, place.timeZone);
    const assignments = settings.value.assignments();
    const ownPlans = plans.value.own();
    const known = new Set<PolicyId>([...SHIPPED_POLICIES, ...ownPlans.map(({ policy }) => policy)].map(({ id }) => id));
    const company = assignments.find(({ scope, policy }) => scope === 'company' && policy !== null && known.has(policy))?.policy;
    const before: Omit<InForce, 'ownTexts' | 'refusedTexts'> = { settings: settings.value, plans: plans.value, texts: texts.value, profile, assignments, defaultPolicy: company ?? STANDARD_POLICY.id, ownPlans };
    const judged = texts.value.own(this.deps.templates, this.judge(before, place));
    return ok({ ...before, ownTexts: judged.own, refusedTexts: judged.refused });
  }

  /** As a text is judged before it is saved; of one that was changed in its cell nobody gave a reason. */
  private judge(force: Omit<InForce, 'ownTexts' | 'refusedTexts'>, place: BookPlace): JudgeText {
    const { templates, author, rates, today } = this.deps;
    return (shipped, written) => {
      const pack = packOf({ ...force, ownTexts: [], refusedTexts: [] }, templates, []);
      const verdict = judgeText(shipped, written, { pack, author, rates }, today(place));
      return { faults: verdict.faults, findings: heldBack(verdict) };
    };
  }
}

/** For a place that does not know the tab. */
const TITLES: Readonly<Partial<Record<TabName, string>>> = { journal: 'Journal', settings: 'Réglages', plans: 'Plan', texts: 'Modèles' };

function packOf({ profile, settings, ownPlans, ownTexts, defaultPolicy, assignments }: InForce, templates: readonly Template[], numberShapes: readonly string[]): Pack {
  const segments = assignments.flatMap((one): readonly [string, PolicyId][] => (one.scope === 'segment' && one.policy !== null ? [[one.segment, one.policy]] : []));
  const content: Omit<Pack, 'id'> = {
    profile,
    policies: [...SHIPPED_POLICIES, ...ownPlans.map(({ policy }) => policy)],
    defaultPolicy,
    ...(segments.length === 0 ? {} : { segmentPolicies: Object.fromEntries(segments) }),
    templates: textsInForce(templates, ownTexts),
    numberShapes,
    domainOverrides: overridesOf(settings),
  };
  return { id: sha256Hex(JSON.stringify(content)).slice(0, 16), ...content };
}
