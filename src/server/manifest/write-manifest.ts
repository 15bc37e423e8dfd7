import { idOfHost } from './host-name';

export interface ManifestOptions {
  /** Host name with its port, as `parseHost` gives it. */
  readonly host: string;
  /** Who provides the add-in: shown by Outlook beside its name. */
  readonly company: string;
  /** Of package.json: three numbers. */
  readonly version: string;
}

/** Button -> label and tip in French and English, as the ribbon shows them. */
const STRINGS = {
  Group: { label: ['Relance', 'Relance'], tip: null },
  Pane: { label: ['Relance', 'Relance'], tip: ['Qui doit, combien, et quelle relance vient ensuite.', 'Who owes, how much, and which reminder comes next.'] },
  Insert: {
    label: ['Insérer la relance', 'Insert the reminder'],
    tip: [
      'Insère la prochaine relance en réponse à l’expéditeur, sans ouvrir le volet, quand le client et l’étape sont certains. Sinon, dit pourquoi.',
      'Inserts the next reminder in reply to the sender, without opening the pane, when customer and step are certain. If not, says why.',
    ],
  },
  Undo: {
    label: ['Annuler la relance', 'Undo the reminder'],
    tip: [
      'Annule dans le journal la relance que vous venez d’insérer pour ce client et libère l’étape. Le brouillon reste à fermer.',
      'Undoes in the log the reminder that you have just inserted for this customer, and frees the step. The draft is yours to close.',
    ],
  },
} as const;
type Name = keyof typeof STRINGS;

const ENGLISH = ['en-US', 'en-GB'] as const;
const ICONS = [16, 32, 80] as const;

/** Functions that the ribbon calls; `command.ts` associates each. */
const COMMANDS = [{ name: 'Insert', id: 'insert', run: 'insertReminder' }, { name: 'Undo', id: 'undo', run: 'undoReminder' }] as const;

/**
 * The manifest (XML, add-in only) of one company's server: Outlook on the web, new and classic Windows, Mac. The same host
 * always gives the same id, so that a newer manifest replaces the older one and is not installed beside it.
 */
export function writeManifest({ host, company, version }: ManifestOptions): string {
  const at = (path: string): string => `https://${host}/${path}`;
  const described = ['Relances de paiement dans la messagerie : qui doit, combien, quelle relance ensuite.', 'Payment reminders inside the mail client: who owes, how much, which reminder next.'] as const;
  return `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="MailApp">
  <Id>${idOfHost(host)}</Id>
  <Version>${version}.0</Version>
  <ProviderName>${escaped(company)}</ProviderName>
  <DefaultLocale>fr-FR</DefaultLocale>
  <DisplayName DefaultValue="Relance">
${overridden('Override', 'Relance', 4)}
  </DisplayName>
  <Description DefaultValue="${escaped(described[0])}">
${overridden('Override', described[1], 4)}
  </Description>
  <IconUrl DefaultValue="${at('icons/icon-64.png')}"/>
  <HighResolutionIconUrl DefaultValue="${at('icons/icon-128.png')}"/>
  <SupportUrl DefaultValue="${at('help/fr/index.html')}"/>
  <Hosts>
    <Host Name="Mailbox"/>
  </Hosts>
  <Requirements>
    <Sets>
      <Set Name="Mailbox" MinVersion="1.5"/>
    </Sets>
  </Requirements>
  <FormSettings>
    <Form xsi:type="ItemRead">
      <DesktopSettings>
        <SourceLocation DefaultValue="${at('index.html')}"/>
        <RequestedHeight>450</RequestedHeight>
      </DesktopSettings>
    </Form>
    <Form xsi:type="ItemEdit">
      <DesktopSettings>
        <SourceLocation DefaultValue="${at('index.html')}"/>
      </DesktopSettings>
    </Form>
  </FormSettings>
  <Permissions>ReadWriteItem</Permissions>
  <Rule xsi:type="RuleCollection" Mode="Or">
    <Rule xsi:type="ItemIs" ItemType="Message" FormType="Read"/>
    <Rule xsi:type="ItemIs" ItemType="Message" FormType="Edit"/>
  </Rule>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides" xsi:type="VersionOverridesV1_0">
${inside(at, '1.0', 4)}
    <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides/1.1" xsi:type="VersionOverridesV1_1">
${inside(at, '1.1', 6)}
    </VersionOverrides>
  </VersionOverrides>
</OfficeApp>
`;
}

/** The inner block replaces the outer one where Outlook knows it, so both say everything. Pinning and shared folders belong to 1.1 alone. */
function inside(at: (path: string) => string, version: '1.0' | '1.1', indent: number): string {
  const newer = version === '1.1';
  const mark = newer ? '' : '10';
  return shifted(`<Requirements>
  <bt:Sets DefaultMinVersion="1.5">
    <bt:Set Name="Mailbox"/>
  </bt:Sets>
</Requirements>
<Hosts>
  <Host xsi:type="MailHost">
    <DesktopFormFactor>
${newer ? '      <SupportsSharedFolders>true</SupportsSharedFolders>\n' : ''}      <FunctionFile resid="Command.Url"/>
      <ExtensionPoint xsi:type="MessageReadCommandSurface">
${shifted(group(`read${mark}`, [paneButton(`read${mark}`, newer), ...COMMANDS.map((command) => button(command.name, `read${mark}.${command.id}`, `<Action xsi:type="ExecuteFunction">\n  <FunctionName>${command.run}</FunctionName>\n</Action>`))]), 8)}
      </ExtensionPoint>
      <ExtensionPoint xsi:type="MessageComposeCommandSurface">
${shifted(group(`compose${mark}`, [paneButton(`compose${mark}`, newer)]), 8)}
      </ExtensionPoint>
    </DesktopFormFactor>
  </Host>
</Hosts>
<Resources>
  <bt:Images>
${ICONS.map((size) => `    <bt:Image id="Icon.${size}" DefaultValue="${at(`icons/icon-${size}.png`)}"/>`).join('\n')}
  </bt:Images>
  <bt:Urls>
    <bt:Url id="Pane.Url" DefaultValue="${at('index.html')}"/>
    <bt:Url id="Command.Url" DefaultValue="${at('command.html')}"/>
  </bt:Urls>
  <bt:ShortStrings>
${shifted((Object.keys(STRINGS) as Name[]).map((name) => text(`${name}.Label`, STRINGS[name].label)).join('\n'), 4)}
  </bt:ShortStrings>
  <bt:LongStrings>
${shifted((Object.keys(STRINGS) as Name[]).map((name) => text(`${name}.Tip`, STRINGS[name].tip)).filter((each) => each !== '').join('\n'), 4)}
  </bt:LongStrings>
</Resources>`, indent);
}

const group = (id: string, controls: readonly string[]): string => `<OfficeTab id="TabDefault">
  <Group id="${id}.group">
    <Label resid="Group.Label"/>
${shifted(controls.join('\n'), 4)}
  </Group>
</OfficeTab>`;

const paneButton = (surface: string, pinned: boolean): string =>
  button('Pane', `${surface}.open`, `<Action xsi:type="ShowTaskpane">\n  <SourceLocation resid="Pane.Url"/>\n${pinned ? '  <SupportsPinning>true</SupportsPinning>\n' : ''}</Action>`);

const button = (name: Name, id: string, action: string): string => `<Control xsi:type="Button" id="${id}">
  <Label resid="${name}.Label"/>
  <Supertip>
    <Title resid="${name}.Label"/>
    <Description resid="${name}.Tip"/>
  </Supertip>
  <Icon>
${ICONS.map((size) => `    <bt:Image size="${size}" resid="Icon.${size}"/>`).join('\n')}
  </Icon>
${shifted(action, 2)}
</Control>`;

const text = (id: string, words: readonly [french: string, english: string] | null): string => words === null ? '' : `<bt:String id="${id}" DefaultValue="${escaped(words[0])}">
${overridden('bt:Override', words[1], 2)}
</bt:String>`;

const overridden = (element: string, english: string, indent: number): string => shifted(ENGLISH.map((locale) => `<${element} Locale="${locale}" Value="${escaped(english)}"/>`).join('\n'), indent);
const shifted = (lines: string, by: number): string => lines.replace(/^(?=.)/gm, ' '.repeat(by));

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (value: string): string => value.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
