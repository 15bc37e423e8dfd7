/**
 * Google as Relance's sidebar sees it, without Google: strict, without network, by a clock that the test holds.
 *
 *   const book = new SimulatedSpreadsheet({ id: 'book', title: 'Relance', access: { 'claire@firm.test': 'owner' }, sheets: [{ title: 'Factures', rows: [['Client', 'Échéance'], ['Durand', serial('2026-10-31')]] }] });
 *   const world = new World({ now: Date.UTC(2026, 10, 23, 9), user: { email: 'claire@firm.test', name: 'Claire Martin', timeZone: 'Europe/Paris', locale: 'fr' }, threads: [...], files: [book], scopes: manifest.oauthScopes });
 *   const gmail = new GmailHost(world, readFileSync('dist/appsscript/Code.js', 'utf8'));
 *   const answer = gmail.call('onOpenMessage', messageEvent(world, '19f0000000000001'));    // { kind: 'cards', cards: [...] }
 *   gmail.calls.total; gmail.calls.names; gmail.spent.scriptMs;
 *   gmail.failNext('no-rights');                                          // ordered failures: faults.ts
 *   world.beforeNext('lock', () => other.call(...));                      // something happens in between
 *   world.slow.set('sheets', 31_000);                                     // the 30 s limit
 *   world.mailbox.sendDraft(id); world.mailbox.receive(thread, message);  // what the clerk and the debtor do
 *   const colleague = world.colleague({ email: 'paul@firm.test', ... });  // same files, script properties, lock and clock
 *
 * A test without the bundle: `Object.assign(globalThis, googleServices(world))`; googleRun(world) counts calls, too.
 * The try-out: `world.fetch = new BlockingFetch({ ca }).fetch`, for a server in another thread or process.
 * A member that is not modelled throws "... is not simulated"; arguments of wrong types throw Google's sentence. GmailHost.call throws both again at the end, so that a guard in the add-on cannot hide them.
 */
export { answerOf, cardsOf, functionsOf } from './card-answer';
export type { CardAnswer, CardJson, DraftBody, NavigationStep } from './card-answer';
export { cardFaults } from './card-schema';
export type { CallCount, CallKind } from './calls';
export { BlockingFetch } from './blocking-fetch';
export type { BlockingFetchOptions } from './blocking-fetch';
export { composeEvent, homepageEvent, messageEvent } from './events';
export type { Clicked, FormInputs } from './events';
export type { FailureName } from './faults';
export { GmailHost } from './gmail-host';
export type { GmailHostOptions, Place, Spent } from './gmail-host';
export { googleRun, googleServices } from './google-services';
export type { GoogleRun } from './google-services';
export { eventId, hexOf, Mailbox } from './mail/mailbox';
export type { NewDraft, WorldAttachment, WorldDraft, WorldMessage, WorldThread } from './mail/mailbox';
export { SCOPES } from './scopes';
export { serial } from './sheets/cell';
export type { Cell, CellValue } from './sheets/cell';
export { SimulatedSheet } from './sheets/sheet';
export type { NewSheet } from './sheets/sheet';
export { SimulatedSpreadsheet } from './sheets/spreadsheet';
export type { NewSpreadsheet, Role } from './sheets/spreadsheet';
export { World } from './world';
export type { Fetch, FetchAnswer, FetchRequest, WorldOptions, WorldUser } from './world';
