import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { DebtorHints, DebtorId, EntryId, KeptText, LearnedChoice, MovedChain, NewLogEntry, PolicyAssignment, PolicyId, PolicyToSave, ReminderPolicy, TextToReset, TextToSave } from '../../core';
import { answer, give } from '../answers';
import type { ProfileChange, Records } from '../records';
import { appendBody, importBody } from '../schemas/log-entry';
import { debtorHints, debtorParam, dryRunQuery, entryParam, forgottenChoice, learnedChoice, lookUpQuery, policyAssignment, policyPreview, policyToRemove, policyToSave, profileChange, searchQuery, textToReset, textToSave, textVersionParam, worklistPageQuery } from '../schemas/requests';
import { serveRoute } from './serve-route';

export const LOG_IMPORT = '/api/v1/log/import';
/** Texts come along: far more than any other request brings. */
export const MAX_IMPORT_BYTES = 8 * 1024 * 1024;

/**
 * The ports over HTTP. The schemas have checked shape and length; brands follow from that.
 * @param of the records in the name of whoever asks.
 */
export function recordRoutes(app: OpenAPIHono, of: (c: Context) => Records): void {
  serveRoute(app, { method: 'post', path: '/api/v1/look-up', summary: 'The debtors that the hints of a thread hit; with the case file when asked for and one debtor is all they hit', body: debtorHints, query: lookUpQuery, answers: 'HintHits' },
    async ({ body, query }, c) => {
      const hits = await of(c).lookUp(body as unknown as DebtorHints);
      const [only, ...others] = hits.ok ? hits.value.debtors : [];
      if (!hits.ok || query.file !== 'true') return give(c, hits);
      const pack = await of(c).pack();
      const named = { ...hits.value, ...(pack.ok ? { pack: pack.value.id } : {}) };
      if (only === undefined || others.length > 0) return answer(c, named);
      const file = await of(c).caseFile(only.id);
      return answer(c, { ...named, file: file.ok ? file.value : null });
    });

  serveRoute(app, { method: 'get', path: '/api/v1/debtors', summary: 'Search by name, code, number, identifier, address or domain', query: searchQuery, answers: 'FoundDebtor[]' },
    async ({ query }, c) => give(c, await of(c).search(query.words)));

  serveRoute(app, { method: 'get', path: '/api/v1/debtors/{id}/case-file', summary: 'Everything known of one debtor', params: debtorParam, answers: 'CaseFile' },
    async ({ params }, c) => give(c, await of(c).caseFile(params.id as DebtorId)));

  serveRoute(app, { method: 'get', path: '/api/v1/debtors/{id}/entries', summary: 'The reminder log of one debtor', params: debtorParam, answers: 'LogEntry[]' },
    async ({ params }, c) => give(c, await of(c).entriesOf(params.id as DebtorId)));

  serveRoute(app, { method: 'get', path: '/api/v1/debtors/{id}/entries/{entry}/text', summary: 'Our own text as it was kept with an entry; null: none was', params: entryParam, answers: 'KeptText | null' },
    async ({ params }, c) => give(c, await of(c).keptText(params.id as DebtorId, params.entry as EntryId)));

  serveRoute(app, { method: 'get', path: '/api/v1/worklist/page', summary: 'One group of the worklist, the greatest risk first', query: worklistPageQuery, answers: 'WorklistPage' },
    async ({ query }, c) => give(c, await of(c).worklistPage(query)));

  serveRoute(app, { method: 'get', path: '/api/v1/worklist/forecast', summary: 'Reminders, calls and letters to come on each business day if nobody pays', answers: 'Forecast' },
    async (_, c) => give(c, await of(c).forecast()));

  serveRoute(app, { method: 'post', path: '/api/v1/log', summary: 'Appends to the reminder log', body: appendBody, answers: 'Appended' },
    async ({ body }, c) => give(c, await of(c).append(body.entry as unknown as NewLogEntry, body.text as KeptText | null)));

  serveRoute(app, { method: 'post', path: LOG_IMPORT, summary: 'A log that a sheet kept, chain by chain and unchanged: all of a request or nothing; what is there already stays', body: importBody, answers: 'LogImported' },
    async ({ body }, c) => give(c, await of(c).importLog(body.chains as unknown as readonly MovedChain[])));

  serveRoute(app, { method: 'get', path: '/api/v1/log/verify/{id}', summary: 'Whether the chain of one debtor is intact', params: debtorParam, answers: '{ debtor, entries, intact, brokenAt }' },
    async ({ params }, c) => give(c, await of(c).verify(params.id as DebtorId)));

  serveRoute(app, { method: 'get', path: '/api/v1/pack', summary: 'Company profile, policies, templates, number shapes', answers: 'Pack' }, async (_, c) => give(c, await of(c).pack()));

  serveRoute(app, { method: 'get', path: '/api/v1/rates', summary: 'Every known reference rate of late-payment interest, with its source; null: none', answers: 'RateTable | null' }, async (_, c) => give(c, await of(c).rates()));

  serveRoute(app, { method: 'get', path: '/api/v1/choices', summary: 'The choices of debtor that the team had remembered, newest first, at most 100 of each scope', answers: 'RememberedChoices' },
    async (_, c) => give(c, await of(c).choices()));

  serveRoute(app, { method: 'put', path: '/api/v1/choices', summary: 'Remembers a choice of debtor', body: learnedChoice, answers: 'LearnedChoice' },
    async ({ body }, c) => give(c, await of(c).learn(body as LearnedChoice)));

  serveRoute(app, { method: 'delete', path: '/api/v1/choices', summary: 'Forgets a choice of debtor', body: forgottenChoice, answers: 'null' },
    async ({ body }, c) => give(c, await of(c).forget(body)));

  serveRoute(app, { method: 'get', path: '/api/v1/policies', summary: 'The reminder plans, shipped and own with all versions, and who has which', answers: 'PolicyBook' }, async (_, c) => give(c, await of(c).policies()));

  serveRoute(app, { method: 'post', path: '/api/v1/policies', summary: 'Keeps a new version of an own plan, or a new plan; refused with every fault', body: policyToSave, answers: 'OwnPolicy' },
    async ({ body }, c) => give(c, await of(c).savePolicy(body as PolicyToSave)));

  serveRoute(app, { method: 'post', path: '/api/v1/policies/preview', summary: 'What a draft of a plan would change for customers in arrears, 50 at most; nothing is kept', body: policyPreview, answers: 'PolicyPreview' },
    async ({ body }, c) => give(c, await of(c).previewPolicy(body.policy as ReminderPolicy, body.instead as PolicyId)));

  serveRoute(app, { method: 'get', path: '/api/v1/dry-run', summary: 'How many customers would be offered which step today, in parts', query: dryRunQuery, answers: 'DryRunPage' },
    async ({ query }, c) => give(c, await of(c).dryRun(query.offset)));

  serveRoute(app, { method: 'delete', path: '/api/v1/policies', summary: 'Takes an own plan out of use; refused while anybody has it', body: policyToRemove, answers: 'null' },
    async ({ body }, c) => give(c, await of(c).removePolicy(body.policy as PolicyId, body.version)));

  serveRoute(app, { method: 'put', path: '/api/v1/policies/assignments', summary: 'Gives a plan to the company, a segment or a debtor; null takes it back', body: policyAssignment, answers: 'KeptAssignment' },
    async ({ body }, c) => give(c, await of(c).assignPolicy(body as PolicyAssignment)));

  serveRoute(app, { method: 'get', path: '/api/v1/templates', summary: 'The texts, shipped and changed, with who changed them when', answers: 'TemplateBook' }, async (_, c) => give(c, await of(c).templates()));

  serveRoute(app, { method: 'post', path: '/api/v1/templates', summary: 'Keeps a new version of a text; refused with every fault, held back without a reason', body: textToSave, answers: 'OwnText' },
    async ({ body }, c) => give(c, await of(c).saveTemplate(body as TextToSave)));

  serveRoute(app, { method: 'post', path: '/api/v1/templates/reset', summary: 'Uses the shipped text again', body: textToReset, answers: 'OwnText' },
    async ({ body }, c) => give(c, await of(c).resetTemplate(body as TextToReset)));

  serveRoute(app, { method: 'get', path: '/api/v1/templates/versions/{id}', summary: 'A text as it was in any version', params: textVersionParam, answers: 'KeptTemplate' },
    async ({ params }, c) => give(c, await of(c).templateVersion(params.id)));

  serveRoute(app, { method: 'put', path: '/api/v1/profile', summary: 'Changes the company profile', body: profileChange, answers: 'Pack' },
    async ({ body }, c) => {
      const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as ProfileChange;
      const changed = await of(c).changeProfile(normalised(change));
      return changed.ok ? answer(c, changed.value) : give(c, changed);
    });
}

const lowered = (list: readonly string[]): readonly string[] => [...new Set(list.map((entry) => entry.trim().toLowerCase()))];

/** As people write a domain: `@exemple.fr`. */
const bare = (list: readonly string[]): readonly string[] => lowered(list.map((entry) => entry.trim().replace(/^@/, '')));

function normalised(change: ProfileChange): ProfileChange {
  return {
    ...change,
    ...(change.addresses === undefined ? {} : { addresses: lowered(change.addresses) as NonNullable<ProfileChange['addresses']> }),
    ...(change.domains === undefined ? {} : { domains: lowered(change.domains) }),
    ...(change.customerDomains === undefined ? {} : { customerDomains: bare(change.customerDomains) }),
    ...(change.sharedDomains === undefined ? {} : { sharedDomains: bare(change.sharedDomains) }),
  };
}
