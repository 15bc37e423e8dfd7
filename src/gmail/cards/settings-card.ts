import { consumerWords, sidebarWords, words } from '../../core';
import type { CompanyProfile, FormValues, Language, RememberedGroupView } from '../../core';
import { act, asAction, button, cardOf, toldSection } from './card-context';
import type { CardContext, Told } from './card-context';
import type { CardPlan, SectionPlan, WidgetPlan } from './card-plan';

/** Where ledger and log are kept. */
export type KeptIn =
  | { readonly kind: 'sheet'; readonly title: string; readonly url: string }
  | { readonly kind: 'server'; readonly address: string }
  | { readonly kind: 'nowhere' };

/** Fields of this card and of the first one. */
export const SETTINGS_FIELDS = { language: 'screen-language', sheet: 'sheet-address', server: 'server-address', person: 'person', name: 'name', iban: 'iban', bic: 'bic', phone: 'phone', mentions: 'mentions', addresses: 'addresses', domains: 'domains', signature: 'signature', consumers: 'consumers' } as const;
/** The value of the checked box. */
export const CHECKED = 'yes';

export interface SettingsView {
  readonly keptIn: KeptIn;
  /** null: nothing is connected, so there is no company yet. */
  readonly profile: CompanyProfile | null;
  /** What was typed and not taken, instead of what is kept; empty: nothing. */
  readonly values: FormValues;
  readonly errors: FormValues;
  /** How the clerk is called in the log and in texts; null: the server says it. */
  readonly person: string | null;
  /** A sheet's ledger can move to the company's server. */
  readonly canMove: boolean;
}

export function settingsCard(view: SettingsView, context: CardContext, told: Told | null = null): CardPlan {
  const table = words(context.language);
  const { profile, keptIn } = view;
  return cardOf({
    name: 'settings',
    title: table.settings,
    sections: [
      ...toldSection(told, [], context),
      keptSection(view, context),
      languageSection(context),
      ...(profile === null ? [] : [profileSection(profile, view, context), { widgets: [{ kind: 'buttons', buttons: [button(table.settingsChoices, act({ kind: 'open-choices' }, context), 'outlined')] } as const] }]),
      { title: sidebarWords(context.language).settings.change, widgets: sourceWidgets(view, context), ...(keptIn.kind === 'nowhere' ? {} : { shown: 0 }) },
    ],
  }, context);
}

/** Nothing is connected: a new spreadsheet, one that is there, or the company's server. */
export function firstRunCard(view: Pick<SettingsView, 'values' | 'errors'>, context: CardContext, told: Told | null = null): CardPlan {
  const { firstRun } = sidebarWords(context.language);
  return cardOf({
    name: 'first-run',
    title: firstRun.title,
    sections: [...toldSection(told, [], context), { widgets: [{ kind: 'paragraph', text: firstRun.text }] }, { widgets: sourceWidgets({ ...view, keptIn: { kind: 'nowhere' } }, context) }, languageSection(context)],
  }, context);
}

function keptSection({ keptIn, canMove }: SettingsView, context: CardContext): SectionPlan {
  const { settings } = sidebarWords(context.language);
  const buttons = keptIn.kind === 'sheet' ? [button(settings.openSheet, { kind: 'link', url: keptIn.url }, 'outlined'), button(settings.reports, act({ kind: 'write-reports' }, context), 'outlined')] : [];
  return {
    title: settings.where,
    widgets: [
      { kind: 'line', icon: keptIn.kind === 'nowhere' ? 'warning' : 'check_circle', text: keptIn.kind === 'sheet' ? settings.whereSheet(keptIn.title) : keptIn.kind === 'server' ? settings.whereServer(keptIn.address) : settings.whereNone },
      { kind: 'buttons', buttons },
      ...(canMove ? [{ kind: 'paragraph', text: [{ text: settings.moveHint, look: 'quiet' }] } as const, { kind: 'buttons', buttons: [button(settings.move, act({ kind: 'move-to-server' }, context), 'outlined')] } as const] : []),
    ],
  };
}

const LANGUAGES: readonly Language[] = ['fr', 'en'];
function languageSection(context: CardContext): SectionPlan {
  const table = words(context.language);
  return {
    // Each in its own words: who cannot read the screen finds his.
    widgets: [{ kind: 'choice', as: 'radio', name: SETTINGS_FIELDS.language, label: table.settingsLanguage, options: LANGUAGES.map((value) => ({ value, label: words(value).languages[value], selected: value === context.language })), changed: asAction({ kind: 'set-language' }, context) }],
  };
}

/** The one and then the other way to a ledger. */
function sourceWidgets({ values, errors, keptIn }: Pick<SettingsView, 'values' | 'errors' | 'keptIn'>, context: CardContext): readonly WidgetPlan[] {
  const { settings, firstRun } = sidebarWords(context.language);
  const { sheet, server } = SETTINGS_FIELDS;
  const first = keptIn.kind === 'nowhere' ? 'filled' : 'outlined';
  return [
    { kind: 'paragraph', text: settings.createHint },
    { kind: 'buttons', buttons: [button(settings.create, act({ kind: 'create-book' }, context), first)] },
    { kind: 'divider' },
    { kind: 'paragraph', text: `${firstRun.or}` },
    ...error(sheet, errors),
    { kind: 'input', name: sheet, label: settings.sheetAddress, hint: settings.connectHint, value: values[sheet] ?? '' },
    { kind: 'buttons', buttons: [button(settings.connect, act({ kind: 'connect-book' }, context), 'outlined')] },
    { kind: 'divider' },
    { kind: 'paragraph', text: `${firstRun.or}` },
    ...error(server, errors),
    { kind: 'input', name: server, label: settings.serverAddress, hint: settings.serverHint, value: values[server] ?? (keptIn.kind === 'server' ? keptIn.address : '') },
    { kind: 'buttons', buttons: [button(settings.server, act({ kind: 'connect-server' }, context), 'outlined')] },
  ];
}

const error = (name: string, errors: FormValues): readonly WidgetPlan[] => (errors[name] === undefined || errors[name] === '' ? [] : [{ kind: 'line', icon: 'error', text: [{ text: errors[name], look: 'strong' }] }]);

/** The company that reminds. */
function profileSection(profile: CompanyProfile, { values, errors, person }: SettingsView, context: CardContext): SectionPlan {
  const table = words(context.language);
  const consumer = consumerWords(context.language);
  const of = SETTINGS_FIELDS;
  const field = (name: string, label: string, kept: string, more: { readonly hint?: string; readonly long?: boolean } = {}): readonly WidgetPlan[] => [...error(name, errors), { kind: 'input', name, label, value: values[name] ?? kept, ...more }];
  const signature = values[of.signature] ?? profile.signature;
  const reminds = values[of.name] === undefined ? profile.remindsConsumers === true : values[of.consumers] === CHECKED;
  return {
    title: table.settingsProfile,
    widgets: [
      ...(person === null ? [] : field(of.person, sidebarWords(context.language).settings.person, person, { hint: sidebarWords(context.language).settings.personHint })),
      ...field(of.name, table.profileName, profile.name),
      ...field(of.iban, table.profileIban, profile.iban ?? ''),
      ...field(of.bic, table.profileBic, profile.bic ?? ''),
      ...field(of.phone, table.profilePhone, profile.phone ?? ''),
      ...field(of.mentions, table.profileMentions, profile.legalMentions ?? '', { long: true }),
      ...field(of.addresses, table.profileAddresses, profile.addresses.join('\n'), { long: true, hint: table.profileAddressesHint }),
      ...field(of.domains, table.profileDomains, profile.domains.join('\n'), { long: true }),
      { kind: 'choice', as: 'radio', name: of.signature, label: table.settingsSignature, options: (['mail-client', 'relance'] as const).map((value) => ({ value, label: table.signatures[value], selected: value === signature })) },
      { kind: 'choice', as: 'check', name: of.consumers, label: consumer.hint, options: [{ value: CHECKED, label: consumer.setting, selected: reminds }] },
      { kind: 'buttons', buttons: [button(table.save, act({ kind: 'save-profile' }, context), 'filled')] },
    ],
    shown: person === null ? 2 : 3,
  };
}

/** What the team had remembered of who writes; each can be forgotten. */
export function choicesCard(groups: readonly RememberedGroupView[], context: CardContext, told: Told | null = null): CardPlan {
  const table = words(context.language);
  const none = groups.every(({ rows }) => rows.length === 0);
  return cardOf({
    name: 'choices',
    title: table.settingsChoices,
    sections: [
      ...toldSection(told, [], context),
      { widgets: [{ kind: 'paragraph', text: [{ text: none ? table.choicesNone : table.choicesHint, look: 'quiet' }] }] },
      ...groups.map(({ title, rows, more }): SectionPlan => ({
        title,
        widgets: [
          ...rows.slice(0, MOST_CHOICES).map(({ choice, value, means, who, forget }): WidgetPlan => ({
            kind: 'line', top: who, text: value, below: means, button: { ...button(table.choiceForget, act({ kind: 'forget-choice', scope: choice.scope, value: choice.value }, context)), spoken: forget },
          })),
          ...(more === null ? [] : [{ kind: 'paragraph', text: [{ text: more, look: 'quiet' }] } as const]),
        ],
      })),
    ],
  }, context);
}
/** Of each scope; the newest come first. */
const MOST_CHOICES = 90;
