import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { STANDARD_POLICY, assertNever, formatMoney, formatWeekdayDate } from '../../src/core';
import type { CaseFile, LogFact, Money, Pack } from '../../src/core';
import { NADIA } from '../../src/demo/ledger/company';
import type { TryOut } from '../../src/demo/main';
import type { SampleMail } from '../../src/demo/sample-mail';
import { FIRST, NOTICE, SECOND, STORY, toldOf } from '../contracts/debt-story';
import type { Act, Beat, StoryRow } from '../contracts/debt-story';
import { launch, plainSpaces, sitDown, startTryOut } from './try-out';
import type { Clerk } from './try-out';

jest.setTimeout(180_000);

const GARAGE = 'c-c-0412';
const SUBJECT = 'Votre facture de septembre';
const LEDGER = 'clients.csv';

const date = (iso: string): string => iso.split('-').reverse().join('/');
const figure = ({ minor }: { readonly minor: number }): string => (minor / 100).toFixed(2).replace('.', ',');
const ledgerOf = (rows: readonly StoryRow[]): string => [
  'Code client;Client;SIREN;E-mail comptabilité;N° facture;Date facture;Échéance;Montant TTC;Restant dû',
  ...rows.map(({ number, due, amount, outstanding }) => ['C-0412', 'Garage du Canigou', '812345676', 'compta@garage-canigou.example', number, date('2026-08-10'), date(due), figure(amount), figure(outstanding)].join(';')),
].join('\r\n');

const MAIL: SampleMail = {
  user: NADIA, signatureHtml: '<p>Nadia Perrin</p>',
  threads: [{
    id: 'canigou', folder: 'inbox', subject: SUBJECT, unread: true, conversationId: 'conversation-canigou',
    messages: [{
      id: 'canigou-1', from: { name: 'Service comptable', address: 'compta@garage-canigou.example' }, to: [NADIA], cc: [], date: '2026-09-01T16:20:00', attachments: [], internetMessageId: '<canigou.1@garage-canigou.example>',
      html: `<p>Bonjour,</p><p>Nous avons bien reçu votre facture ${FIRST}.</p><p>Cordialement</p>`,
    }],
  }],
};

let browser: Browser;
let folder: string;
let tryOut: TryOut;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relance-life-'));
  const sampleFolder = join(folder, 'sample');
  mkdirSync(sampleFolder);
  writeFileSync(join(sampleFolder, LEDGER), ledgerOf(STORY[0]?.ledger ?? []));
  writeFileSync(join(sampleFolder, 'mail.json'), JSON.stringify(MAIL));
  writeFileSync(join(sampleFolder, 'history.json'), '[]');
  tryOut = await startTryOut({ sampleFolder, dataFolder: join(folder, 'data'), today: STORY[0]?.on ?? '' });
  browser = await launch();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await tryOut.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** What the story's line is on the card: its title. */
function titleOf(line: string, { on }: Beat): string | RegExp {
  const [kind, step = '', until = ''] = line.split(/[ :]+/);
  const name = STANDARD_POLICY.stages.find(({ id }) => id === step)?.name.fr ?? '';
  switch (kind) {
    case 'not-due':
      return /^Prochaine échéance le /;
    case 'remind':
    case 'call':
    case 'letter':
      return name;
    case 'too-soon':
      return `${name} dès ${formatWeekdayDate(until as Beat['on'], 'fr', on)}`;
    case 'held':
      return /promis pour le 18\/09/;
    case 'settled':
      return 'Tout ce qui est échu est réglé';
    default:
      throw new Error(`no screen is known for ${line}`);
  }
}

/** What the server and core say of the customer today, in the words of the story. */
async function line(clerk: Clerk): Promise<string> {
  const [file, pack] = await clerk.frame().evaluate(async (id) => {
    const get = async (path: string): Promise<unknown> => ((await (await fetch(path, { headers: { accept: 'application/json' } })).json()) as { value: unknown }).value;
    return [await get(`/api/v1/debtors/${id}/case-file`), await get('/api/v1/pack')];
  }, GARAGE) as [CaseFile, Pack];
  return `${file.today} ${toldOf(file, pack)}`;
}

async function says(clerk: Clerk, wanted: string, beat: Beat): Promise<void> {
  for (const until = Date.now() + 20_000; Date.now() < until && (await line(clerk)) !== `${beat.on} ${wanted}`;) await new Promise((done) => { setTimeout(done, 100); });
  expect(await line(clerk)).toBe(`${beat.on} ${wanted}`);
  const title = titleOf(wanted, beat);
  await clerk.step(typeof title === 'string' ? new RegExp(`^${title.replace(/\s/g, '\\s')}$`) : title);
}

async function remind(clerk: Clerk, said: string): Promise<void> {
  // The newest message is the clerk's own since the first reminder: the next one answers the customer's again.
  const theirs = clerk.page.getByRole('article', { name: /Message de Service comptable/ }).locator('button.pick');
  if ((await theirs.count()) > 0) await theirs.click();
  await clerk.card.getByText('expéditeur, contact de ce client').waitFor({ state: 'attached' });
  await clerk.press('Insérer la relance');
  await clerk.compose.waitFor();
  const text = plainSpaces(await clerk.composed.innerText());
  const [, sum = '', listed = ''] = /: (\d+) \(([^)]*)\)/.exec(said) ?? [];
  for (const number of listed.split(', ').map((each) => each.split(' ')[0] ?? '')) expect(text).toContain(number);
  expect(text).toContain(plainSpaces(formatMoney({ minor: Number(sum) * 100, currency: 'EUR' }, 'fr')));
  expect(await clerk.compose.getByLabel('À', { exact: true }).inputValue()).toContain('compta@garage-canigou.example');
  await clerk.send();
}

async function form(clerk: Clerk, entry: string, save: string, fill: () => Promise<void>): Promise<void> {
  await clerk.menusReady();
  await clerk.pick('Noter', entry);
  await fill();
  await clerk.press(save);
  await clerk.card.waitFor();
}

/** What the log holds of it in the end: each mail was really sent, and nothing else was written. */
const NOTED: Readonly<Record<Act['kind'], readonly LogFact['kind'][]>> = {
  remind: ['reminder-drafted', 'reminder-sent'], promise: ['promise-recorded'], dispute: ['dispute-opened'], call: ['call-made'], 'close-dispute': ['dispute-closed'], 'post-letter': ['letter-deposited'], 'letter-presented': ['letter-presented'],
};

/** Each with the buttons that a clerk has for it. */
async function does(clerk: Clerk, act: Act, { on, says: said }: Beat): Promise<void> {
  const { pane } = clerk;
  switch (act.kind) {
    case 'remind':
      return remind(clerk, said);
    case 'promise':
      return form(clerk, 'Promesse de paiement', 'Enregistrer la promesse', () => pane.getByLabel('Payée le').fill(act.for));
    case 'dispute':
      return form(clerk, 'Litige', 'Enregistrer le litige', async () => {
        await pane.getByRole('checkbox', { name: act.number }).check();
        await pane.getByLabel('Montant contesté').fill(figure(act.part));
        await pane.getByLabel('Motif').fill('une pièce manque');
      });
    case 'call':
      await clerk.press('Noter l’appel');
      await pane.getByRole('radio', { name: 'Joint' }).check();
      return clerk.press('Enregistrer l’appel');
    case 'close-dispute':
      await clerk.journal.getByRole('button', { name: 'Clore le litige' }).click();
      await pane.getByRole('radio', { name: 'Non fondé' }).check();
      return clerk.press('Clore le litige');
    case 'post-letter':
      await readNotice(clerk);
      await clerk.press('Lettre déposée');
      await pane.getByLabel('N° de suivi').fill('1A 234 567 8901 2');
      return clerk.press('Enregistrer le dépôt');
    case 'letter-presented':
      await clerk.press('Noter le suivi');
      await pane.getByLabel('Le', { exact: true }).fill(on);
      return clerk.press('Enregistrer le suivi');
    default:
      return assertNever(act);
  }
}

/** The notice that would be printed: what it demands and what it adds, to the cent. */
async function readNotice(clerk: Clerk): Promise<void> {
  await clerk.press('Relire le courrier');
  const editor = clerk.pane.getByRole('textbox', { name: 'Message' });
  await editor.getByText('mettons en demeure').waitFor();
  const text = plainSpaces(await editor.innerText());
  const sum = (of: Money): string => plainSpaces(formatMoney(of, 'fr'));
  expect(text).toContain(`dans un délai de 8 jours à compter de la première présentation de cette lettre, la somme de ${sum(NOTICE.total)}`);
  expect(text).toContain(`${FIRST} ${date('2026-09-08')} 1 200,00 € ${NOTICE.days} ${NOTICE.rate} % ${sum(NOTICE.interest)} ${sum(NOTICE.charge)}`);
  expect(text).toContain(`non comprise dans la somme demandée : Facture Date Échéance Montant Restant dû ${SECOND}`);
  await clerk.press('Retour');
  await clerk.step('Mise en demeure');
}

test('the life of a debt in the mail client: reminded, promised and not paid, disputed in part and settled, called, put on notice, paid', async () => {
  const clerk = await sitDown(browser, tryOut);
  await clerk.openThread(SUBJECT, 'Garage du Canigou');
  let rows: readonly StoryRow[] = [];
  for (const [at, beat] of STORY.entries()) {
    // Exported every morning, changed or not: on old figures nothing firm would be offered.
    rows = beat.ledger ?? rows;
    writeFileSync(join(folder, 'data', LEDGER), ledgerOf(rows));
    if (at > 0) await clerk.changeDate(beat.on);
    await says(clerk, beat.says, beat);
    if (beat.act === undefined) continue;
    await does(clerk, beat.act, beat);
    await says(clerk, beat.then ?? '', beat);
  }
  const kinds = STORY.flatMap(({ act }) => (act === undefined ? [] : NOTED[act.kind]));
  expect((await clerk.noted(GARAGE, 0)).map(({ kind }) => kind)).toEqual(kinds);
  expect(clerk.complaints).toEqual([]);
  await clerk.close();
});
