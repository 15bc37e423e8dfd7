import { z } from 'zod';
import type { Mailbox } from './view/mailbox-json';

/** What Gmail takes from appsscript.json; the build's own schema is stricter. */
const manifest = z.object({
  oauthScopes: z.array(z.string()),
  addOns: z.object({
    common: z.object({
      name: z.string(), homepageTrigger: z.object({ runFunction: z.string() }).optional(),
      universalActions: z.array(z.object({ label: z.string(), runFunction: z.string().optional(), openLink: z.string().optional() })).default([]),
    }),
    gmail: z.object({
      homepageTrigger: z.object({ runFunction: z.string() }).optional(),
      contextualTriggers: z.array(z.object({ onTriggerFunction: z.string() })).min(1),
      composeTrigger: z.object({ selectActions: z.array(z.object({ text: z.string(), runFunction: z.string() })) }).optional(),
    }),
  }),
});

export interface AddinManifest {
  readonly scopes: readonly string[];
  readonly onMessage: string;
  readonly onHomepage: string | null;
  /** What the page draws of it. */
  readonly shown: Mailbox['addin'];
}

/** @throws Error when the manifest lacks what Gmail needs. */
export function readAddinManifest(text: string): AddinManifest {
  const { oauthScopes, addOns: { common, gmail } } = manifest.parse(JSON.parse(text));
  return {
    scopes: oauthScopes, onMessage: gmail.contextualTriggers[0]?.onTriggerFunction ?? '', onHomepage: (gmail.homepageTrigger ?? common.homepageTrigger)?.runFunction ?? null,
    shown: {
      name: common.name, compose: gmail.composeTrigger?.selectActions ?? [],
      universal: common.universalActions.map(({ label, runFunction, openLink }) => ({ label, ...(runFunction === undefined ? {} : { runFunction }), ...(openLink === undefined ? {} : { openLink }) })),
    },
  };
}
