import { z } from 'zod';

/** Google's scan passes over names that end in `_`. */
const functionName = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/);
const https = z.string().regex(/^https:\/\/[a-z0-9.-]+(?::\d+)?\/[^\s]*$/i);
const prefix = https.regex(/\/$/);

/**
 * appsscript.json of a Gmail add-on, strictly: a key that Google does not know (it would be passed over in silence) is a
 * fault. Sources: the manifest pages of the Apps Script and Workspace add-on references. A compose trigger of Apps Script has
 * `selectActions[{ text, runFunction }]`; the `actions[{ label }]` of the public proto are those of HTTP add-ons.
 */
export const MANIFEST = z.strictObject({
  timeZone: z.string().regex(/^[A-Z][A-Za-z]+\/[A-Za-z_]+$/),
  runtimeVersion: z.literal('V8'),
  exceptionLogging: z.literal('STACKDRIVER'),
  dependencies: z.strictObject({ enabledAdvancedServices: z.array(z.strictObject({ userSymbol: z.literal('Sheets'), serviceId: z.literal('sheets'), version: z.literal('v4') })).length(1) }),
  oauthScopes: z.array(z.string()).min(1),
  urlFetchWhitelist: z.array(prefix).min(1),
  addOns: z.strictObject({
    common: z.strictObject({
      name: z.string().min(1).max(50),
      logoUrl: https.regex(/\.png$/),
      useLocaleFromApp: z.literal(true),
      layoutProperties: z.strictObject({ primaryColor: z.string().regex(/^#[0-9A-F]{6}$/), secondaryColor: z.string().regex(/^#[0-9A-F]{6}$/).optional() }),
      homepageTrigger: z.strictObject({ runFunction: functionName }),
      universalActions: z.array(z.union([z.strictObject({ label: z.string().min(1), runFunction: functionName }), z.strictObject({ label: z.string().min(1), openLink: https })])).min(1),
      openLinkUrlPrefixes: z.array(prefix),
    }),
    gmail: z.strictObject({
      contextualTriggers: z.array(z.strictObject({ unconditional: z.strictObject({}), onTriggerFunction: functionName })).length(1),
      composeTrigger: z.strictObject({ selectActions: z.array(z.strictObject({ text: z.string().min(1), runFunction: functionName })).min(1), draftAccess: z.literal('NONE') }),
    }),
  }),
});
export type Manifest = z.infer<typeof MANIFEST>;

/** The functions that Google calls by name. */
export const namedIn = ({ addOns: { common, gmail } }: Manifest): readonly string[] => [
  common.homepageTrigger.runFunction, ...common.universalActions.flatMap((action) => ('runFunction' in action ? [action.runFunction] : [])),
  ...gmail.contextualTriggers.map(({ onTriggerFunction }) => onTriggerFunction), ...gmail.composeTrigger.selectActions.map(({ runFunction }) => runFunction),
];
