import { expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { CardAnswer, CardJson } from '../../src/demo/gmail/host';
import type { Mode } from '../../src/demo/gmail/view/mailbox-json';
import type { DeskCall } from '../../src/demo/gmail/desk-call';
import type { LogEntry } from '../../src/core';
import { pressableOn, wordsOn } from '../gmail/a-sidebar';
import { aDay } from './day';
import { plainSpaces } from './try-out';

jest.setTimeout(120_000);
const day = aDay();

/** The Gmail mailbox of the same company, asked as its page asks. */
const ask = (page: Page, mode: Mode, call: DeskCall): Promise<unknown> => page.evaluate(async ([of, what]) => {
  const response = await fetch(`/gmail/api/${of}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(what) });
  return (await response.json()) as unknown;
}, [mode, call] as const);

interface Shown {
  readonly messages: readonly { readonly id: string; readonly thread: string; readonly subject: string; readonly html: string; readonly at: number; readonly draft: boolean; readonly folder: string }[];
}
const mailboxOf = async (page: Page, mode: Mode): Promise<Shown> => (await ask(page, mode, { method: 'mailbox' })) as Shown;

const cardOf = async (page: Page, mode: Mode, message: string): Promise<CardJson> => {
  const answer = (await ask(page, mode, { method: 'card', asked: { kind: 'message', message } })) as CardAnswer;
  if (answer.kind !== 'cards' || answer.cards[0] === undefined) throw new Error(`no card: ${answer.kind}`);
  return answer.cards[0];
};

const newestOf = ({ messages }: Shown, subject: string): Shown['messages'][number] => {
  const found = messages.filter((message) => !message.draft && message.folder !== 'sent' && message.subject.replace(/^Re : |^Re: /, '') === subject.replace(/^Re : |^Re: /, '')).sort((a, b) => b.at - a.at)[0];
  if (found === undefined) throw new Error(`no message called ${subject}`);
  return found;
};

const LEBRUN = 'c-c-0412';

/** One of each kind of answer: due, held by a promise, in dispute, too soon, several, nobody, not a customer's. */
const SITUATIONS: readonly (readonly [subject: string, heading: string])[] = [
  ['Re : Facture FA-2026-0297', 'Menuiserie Lebrun'],
  ['Virement effectué', 'Garage Peyron'],
  ['Règlement FA-2026-0266', 'Deux clients possibles'],
  ['Chantier du mas Riquer : vos deux factures', 'Deux clients possibles'],
  ['Question sur une livraison', 'Qui écrit ?'],
];

test.each(SITUATIONS)('%s: the sidebar draws the lines of the pane, with the server and with a sheet', async (subject, heading) => {
  const clerk = day.clerk();
  await clerk.openThread(subject, heading);
  const lines = await clerk.frame().evaluate(() => {
    const shown = (selector: string): string[] => [...document.querySelectorAll<HTMLElement>(selector)].map((each) => each.textContent ?? '');
    return [...shown('main h1'), ...shown('main .who p.c2'), ...shown('button.ev .el'), ...shown('.money .big'), ...shown('#next-step-title'), ...shown('section[aria-labelledby="next-step-title"] p.why'), ...shown('section[aria-labelledby="next-step-title"] .mb p.any'), ...shown('dl.kv dd > span.any:first-child')];
  });
  expect(lines.length).toBeGreaterThan(0);
  for (const mode of ['server', 'sheet'] as const) {
    const { id } = newestOf(await mailboxOf(clerk.page, mode), subject);
    const words = plainSpaces(wordsOn(await cardOf(clerk.page, mode, id)).join('\n'));
    for (const line of lines.map(plainSpaces).filter((each) => each !== '')) expect([mode, words.includes(line) ? line : words]).toEqual([mode, line]);
  }
});

/** What a person reads of a draft; the reference is each draft's own. */
const textOf = (page: Page, html: string): Promise<string> => page.evaluate((given) => {
  const place = document.createElement('div');
  place.innerHTML = given.replace(/<\/(?:p|div|tr|li|td|th)>|<br\s*\/?>/g, '$&\n');
  return (place.textContent ?? '').replace(/R-[A-Z0-9]{2,12}/g, 'R-…').replace(/\s+/g, ' ').trim();
}, html);

test('the same reminder: one text, one subject, one recipient and one entry of the log, in both hosts', async () => {
  const clerk = day.clerk();
  const [subject, heading] = SITUATIONS[0] ?? ['', ''];
  await clerk.openThread(subject, heading);
  const drafts: string[] = [];
  for (const mode of ['sheet', 'server'] as const) {
    const before = await mailboxOf(clerk.page, mode);
    const { id, thread } = newestOf(before, subject);
    const pressed = pressableOn(await cardOf(clerk.page, mode, id), 'Insérer la relance');
    if (pressed === null) throw new Error('the reminder is not offered');
    const answer = (await ask(clerk.page, mode, { method: 'card', asked: { kind: 'action', runFunction: pressed.function, parameters: pressed.parameters, inputs: {}, message: id } })) as CardAnswer;
    expect(answer.kind).toBe('compose');
    const { messages } = await mailboxOf(clerk.page, mode);
    const draft = messages.find((message) => message.draft && message.thread === thread);
    drafts.push(await textOf(clerk.page, draft?.html ?? ''));
    if (mode === 'sheet') continue;
    // The server's log knows it: the pane offers no second one, and its entry says the same as the pane's own would.
    const fact = (await clerk.entries(LEBRUN)).map((entry: LogEntry) => entry.fact).filter(({ kind }) => kind === 'reminder-drafted').pop();
    expect(fact).toMatchObject({ kind: 'reminder-drafted', channel: 'reply', language: 'fr' });
    if (fact?.kind !== 'reminder-drafted') throw new Error('not noted');
    await clerk.page.reload();
    await clerk.openThread(subject, heading);
    await clerk.step('Cette relance est-elle partie ?');
    await clerk.press('Non, supprimée');
    await clerk.step('Relance ferme');
    await clerk.press('Insérer la relance');
    await clerk.composed.waitFor();
    await clerk.composed.getByText(/R-[A-Z0-9]{2,12}/).first().waitFor();
    const again = (await clerk.entries(LEBRUN)).map((entry: LogEntry) => entry.fact).filter(({ kind }) => kind === 'reminder-drafted').pop();
    const { reference: _ours, ...panes } = again as typeof fact;
    const { reference: _theirs, ...sidebars } = fact;
    expect(sidebars).toEqual(panes);
    drafts.push(await textOf(clerk.page, await clerk.composed.evaluate((element) => element.innerHTML)));
  }
  const [sheet, server, pane = ''] = drafts;
  expect(sheet).toBe(server);
  expect(pane.startsWith(server ?? '?')).toBe(true);
});
