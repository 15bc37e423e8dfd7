import { expect, jest, test } from '@jest/globals';
import { aMailbox } from './a-mailbox';
import { listening } from './mailbox-page';
import { untilTrue } from './until-true';

jest.setTimeout(120_000);

const desk = aMailbox('whole file');

interface Answer {
  readonly status: string;
  readonly value: unknown;
  readonly code: number | null;
}

/** One call of the real office.js; 'silence' when it has not called back in time. */
const call = (code: string, wait = 5_000): Promise<Answer | 'silence'> => desk.box.pane().evaluate(`Promise.race([
  new Promise((done) => { const cb = (r) => done({ status: r.status, value: r.value === undefined ? null : r.value, code: r.error ? r.error.code : null }); const mailbox = Office.context.mailbox, item = mailbox.item; ${code}; }),
  new Promise((done) => setTimeout(done, ${wait}, 'silence')),
])`) as Promise<Answer | 'silence'>;
const said = async (code: string): Promise<Answer> => {
  const answer = await call(code);
  if (answer === 'silence') throw new Error(`no answer to ${code}`);
  return answer;
};
const compose = () => desk.box.page.getByRole('region', { name: 'Message en cours' });

test('the real office.js starts in Outlook on the web and announces Mailbox 1.11', async () => {
  expect(await desk.box.pane().evaluate('[window.ready.host, window.ready.platform, Office.context.requirements.isSetSupported("Mailbox", "1.11"), Office.context.requirements.isSetSupported("Mailbox", "1.12"), Office.context.displayLanguage]'))
    .toEqual(['Outlook', 'OfficeOnline', true, false, 'fr-FR']);
  expect(desk.box.complaints).toEqual([]);
});

test('an older Outlook and another language can be asked for', async () => {
  await desk.box.page.goto(`${desk.tryOut.url}/?locale=en-GB&mailbox=1.5`);
  await listening(desk.box);
  expect(await desk.box.pane().evaluate('[Office.context.displayLanguage, Office.context.requirements.isSetSupported("Mailbox", "1.5"), Office.context.requirements.isSetSupported("Mailbox", "1.6")]')).toEqual(['en-GB', true, false]);
});

test('the add-in reads the fields of the open message', async () => {
  const fields = await desk.box.pane().evaluate(`(() => { const { item, userProfile } = Office.context.mailbox; return {
    id: item.itemId, subject: item.subject, bare: item.normalizedSubject, type: item.itemType, from: item.from.emailAddress, to: item.to.map((p) => p.emailAddress), cc: item.cc.map((p) => p.displayName),
    sent: item.dateTimeCreated.toISOString(), conversation: item.conversationId, message: item.internetMessageId, files: item.attachments.map((a) => a.name + ' ' + a.contentType), me: userProfile.emailAddress, shared: typeof item.getSharedPropertiesAsync }; })()`);
  expect(fields).toEqual({
    id: 'lebrun-2', subject: 'Re : Facture FA-2026-0297', bare: 'Facture FA-2026-0297', type: 'message', from: 'compta@lebrun.example', to: ['nadia.perrin@vernet-fournitures.example'], cc: ['Paul Lebrun'],
    sent: '2026-11-20T15:52:00.000Z', conversation: 'conversation-lebrun', message: '<lebrun-2@lebrun.example>', files: ['relevé.pdf application/pdf'], me: 'nadia.perrin@vernet-fournitures.example', shared: 'undefined',
  });
});

test('the body of the open message comes with what it quotes, as text and as a page', async () => {
  const text = await said('item.body.getAsync("text", cb)');
  expect(text.value).toContain('Je regarde avec mon associé.');
  expect(text.value).toContain(`${'_'.repeat(32)}\r\nDe : Nadia Perrin <nadia.perrin@vernet-fournitures.example>\r\nEnvoyé : jeudi 12 novembre 2026 10:32`);
  expect(text.value).toContain('Première demande.');
  const html = await said('item.body.getAsync("html", cb)');
  // Outlook on the web renames what the mail's HTML names.
  expect(html.value).toMatch(/^<html><head>.*<body>.*<div id="x_divRplyFwdMsg" .*<\/body><\/html>$/s);
});

test('the headers of the open message say where its answer goes', async () => {
  expect((await said('item.getAllInternetHeadersAsync(cb)')).value).toBe('Message-ID: <lebrun-2@lebrun.example>\r\nFrom: <compta@lebrun.example>\r\nTo: <nadia.perrin@vernet-fournitures.example>\r\nCc: <paul@lebrun.example>\r\n');
  await desk.box.office((office) => office.selectThread('peyron'));
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  expect((await said('item.getAllInternetHeadersAsync(cb)')).value).toMatch(/\r\nReply-To: <comptable@garage-peyron\.example>\r\n$/);
});

test('a file of the open message is handed over as Exchange does, in base64; one that is not there is refused', async () => {
  await desk.box.office((office) => office.selectThread('peyron'));
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  expect(await desk.box.pane().evaluate('Office.context.mailbox.item.attachments.map(({ name, size, attachmentType, isInline, contentType }) => [name, size, attachmentType, isInline, contentType])')).toEqual([['facture.xml', 31, 'file', false, 'text/xml'], ['photo.png', 900, 'file', false, 'image/png']]);
  const told = await said('item.getAttachmentContentAsync(item.attachments[0].id, cb)');
  expect(told).toEqual({ status: 'succeeded', code: null, value: { content: Buffer.from('<?xml version="1.0"?><Été/>').toString('base64'), format: 'base64' } });
  expect(await said('item.getAttachmentContentAsync("elsewhere", cb)')).toMatchObject({ status: 'failed', code: 9003 });
  expect(desk.box.complaints).toEqual([]);
  // Of a file that nobody ever wrote there is nothing to hand over: said aloud, never made up.
  await said('item.getAttachmentContentAsync(item.attachments[1].id, cb)');
  expect(desk.box.complaints.join()).toContain('dispatch id 150 is not simulated');
});

test('an Outlook before Mailbox 1.8 hands no file over', async () => {
  await desk.box.page.goto(`${desk.tryOut.url}/?mailbox=1.7`);
  await listening(desk.box);
  expect(await desk.box.pane().evaluate('Office.context.requirements.isSetSupported("Mailbox", "1.8")')).toBe(false);
  await desk.box.office((office) => office.selectThread('peyron'));
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  expect((await said('item.getAttachmentContentAsync(item.attachments[0].id, cb)')).status).toBe('failed');
  expect(desk.box.complaints.join()).toContain('needs Mailbox 1.8');
});

test('a message of a shared mailbox says whose it is', async () => {
  await desk.box.office((office) => office.selectThread('peyron'));
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  const shared = await said('item.getSharedPropertiesAsync(cb)');
  expect(shared.value).toMatchObject({ targetMailbox: 'compta@vernet-fournitures.example' });
});

test('a reply form opens the window with the draft above signature and original', async () => {
  expect((await said('item.displayReplyFormAsync({ htmlBody: "<p>Relance <b>une</b></p>" }, cb)')).status).toBe('succeeded');
  await expect(compose().getByLabel('À', { exact: true }).inputValue()).resolves.toBe('Sophie Marchand <compta@lebrun.example>');
  await expect(compose().getByLabel('Cc').inputValue()).resolves.toBe('');
  await expect(compose().getByLabel('Objet').inputValue()).resolves.toBe('Re\u00a0: Facture FA-2026-0297');
  const body = await compose().getByRole('textbox', { name: 'Corps du message' }).innerText();
  expect(body).toMatch(/^Relance une\n[\s\S]*Nadia Perrin\nComptabilité clients[\s\S]*De\s: Sophie Marchand[\s\S]*Je regarde avec mon associé\.[\s\S]*Première demande\./);
});

test('reply to all keeps the copies and leaves out the own address', async () => {
  await said('item.displayReplyAllFormAsync("<p>À tous</p>", cb)');
  await expect(compose().getByLabel('À', { exact: true }).inputValue()).resolves.toBe('Sophie Marchand <compta@lebrun.example>');
  await expect(compose().getByLabel('Cc').inputValue()).resolves.toBe('Paul Lebrun <paul@lebrun.example>');
});

test('a reply goes where the sender asked for it, in the name of the shared mailbox', async () => {
  await desk.box.office((office) => office.selectThread('peyron'));
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  await desk.box.pane().evaluate('Office.context.mailbox.item.displayReplyForm("<p>Merci</p>")');
  await compose().waitFor();
  await expect(compose().getByLabel('À', { exact: true }).inputValue()).resolves.toBe('Comptable <comptable@garage-peyron.example>');
  await expect(compose().locator('#compose-from').innerText()).resolves.toContain('compta@vernet-fournitures.example');
});

test.each(['displayNewMessageFormAsync', 'displayNewMessageForm'])('%s opens a new message with its recipients', async (name) => {
  const parameters = '{ toRecipients: ["compta@lebrun.example"], ccRecipients: ["paul@lebrun.example"], subject: "Facture FA-2026-0297", htmlBody: "<p>Neuf</p>" }';
  await desk.box.pane().evaluate(`Office.context.mailbox.${name}(${parameters})`);
  await compose().waitFor();
  await expect(compose().getByLabel('À', { exact: true }).inputValue()).resolves.toBe('compta@lebrun.example');
  await expect(compose().getByLabel('Cc').inputValue()).resolves.toBe('paul@lebrun.example');
  await expect(compose().getByLabel('Objet').inputValue()).resolves.toBe('Facture FA-2026-0297');
  expect(await compose().getByRole('textbox', { name: 'Corps du message' }).innerText()).not.toContain('De :');
});

test('a file of the reply form is fetched and joined; one that nobody answers for is told', async () => {
  const attachments = `[{ type: "file", name: "FA-2026-0297.pdf", url: ${JSON.stringify(`${desk.tryOut.url}/mailbox.css`)}, isInline: false }, { type: "file", name: "FA-2026-0311.pdf", url: ${JSON.stringify(`${desk.tryOut.url}/nothing-here.pdf`)}, isInline: false }]`;
  await said(`item.displayReplyFormAsync({ htmlBody: "<p>Ci-joint</p>", attachments: ${attachments} }, cb)`);
  await compose().getByText('FA-2026-0297.pdf').waitFor();
  await compose().getByText('FA-2026-0311.pdf n’a pas pu être joint.').waitFor();
  await compose().getByRole('button', { name: 'Retirer FA-2026-0297.pdf' }).click();
  await expect(compose().getByRole('list', { name: 'Pièces jointes' }).count()).resolves.toBe(0);
});

test('the pinned pane hears of another message and of none, and the old item is rebuilt', async () => {
  await desk.box.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: /Virement effectué/ }).click();
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  expect(await desk.box.pane().evaluate('Office.context.mailbox.item.subject')).toBe('Virement effectué');
  await desk.box.office((office) => office.selectThread(null));
  await untilTrue(desk.box.pane(), 'window.changes.length === 2');
  expect(await desk.box.pane().evaluate('[Office.context.mailbox.item ?? null, window.changes]')).toEqual([null, ['peyron-1', null]]);
});

test('an answer that comes after the message was changed is 9030', async () => {
  await desk.box.office((office) => office.switchDuring(37, 'peyron'));
  expect(await said('item.body.getAsync("text", cb)')).toMatchObject({ status: 'failed', code: 9030 });
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  expect(await said('item.body.getAsync("text", cb)')).toMatchObject({ status: 'succeeded', value: 'Le virement est parti hier.' });
});

test('a message changed while a slow answer is under way is 9030 too', async () => {
  await desk.box.office((office) => office.latency(300));
  const late = said('item.body.getAsync("text", cb)');
  await untilTrue(desk.box.page, () => window.office?.recorded().some((r) => r.dispatchId === 37 && r.answer === 'open') === true);
  await desk.box.office((office) => office.selectThread('peyron'));
  expect(await late).toMatchObject({ status: 'failed', code: 9030 });
});

test('a failure ordered for one call meets that call only', async () => {
  await desk.box.office((office) => office.failNext(37, 9042));
  expect(await said('item.body.getAsync("text", cb)')).toMatchObject({ status: 'failed', code: 9042 });
  expect(await said('item.body.getAsync("text", cb)')).toMatchObject({ status: 'succeeded' });
});

test.each(['transport', 'silence'] as const)('after %s office.js never calls back', async (fault) => {
  await desk.box.page.evaluate((f) => window.office?.failNext(37, f), fault);
  expect(await call('item.body.getAsync("text", cb)', 1_500)).toBe('silence');
  expect(await desk.box.office((office) => office.recorded().filter((r) => r.dispatchId === 37).map((r) => r.answer))).toEqual([fault]);
});

test('a slow Outlook answers late, not wrongly', async () => {
  await desk.box.office((office) => office.latency(400));
  const from = Date.now();
  expect(await said('item.body.getAsync("text", cb)')).toMatchObject({ status: 'succeeded' });
  expect(Date.now() - from).toBeGreaterThanOrEqual(400);
});

test('what this Outlook does not know is refused aloud, on the page and in the record', async () => {
  expect(await said('item.getAttachmentContentAsync(item.attachments[0].id, cb)')).toMatchObject({ status: 'failed' });
  expect(await desk.box.office((office) => office.unknown())).toEqual(['dispatch id 150']);
  await desk.box.page.getByRole('alert').getByText('dispatch id 150 is not simulated').waitFor();
  expect(desk.box.complaints).toEqual(['dispatch id 150 is not simulated']);
});

test('an action outside the protocol is refused aloud', async () => {
  await desk.box.pane().evaluate(`parent.postMessage(JSON.stringify({ _messageType: 0, _actionType: 0, _actionName: 'SendItemNow', _conversationId: 'x', _correlationId: 9999, _data: {} }), '*')`);
  await desk.box.page.getByRole('alert').getByText('the action SendItemNow is not simulated').waitFor();
});

test('notifications stand above the message and go with it', async () => {
  expect((await said('item.notificationMessages.addAsync("a", { type: "informationalMessage", message: "Relance prête", icon: "Icon.16", persistent: false }, cb)')).status).toBe('succeeded');
  await desk.box.page.getByRole('main').getByText('Relance prête').waitFor();
  expect(await said('item.notificationMessages.addAsync("a", { type: "errorMessage", message: "Encore" }, cb)')).toMatchObject({ code: 9023 });
  await desk.box.office((office) => office.selectThread('peyron'));
  await expect(desk.box.page.getByText('Relance prête').count()).resolves.toBe(0);
});

test('custom properties and roaming settings come back, the settings also after a reload', async () => {
  const saved = await desk.box.pane().evaluate(`new Promise((done) => Office.context.mailbox.item.loadCustomPropertiesAsync((r) => { r.value.set('seen', 'yes'); r.value.saveAsync((s) => { const { roamingSettings } = Office.context; roamingSettings.set('tone', { firm: true }); roamingSettings.saveAsync((t) => done([s.status, t.status])); }); }))`);
  expect(saved).toEqual(['succeeded', 'succeeded']);
  expect(await desk.box.pane().evaluate(`new Promise((done) => Office.context.mailbox.item.loadCustomPropertiesAsync((r) => done(r.value.get('seen'))))`)).toBe('yes');
  await desk.box.page.reload();
  await listening(desk.box);
  expect(await desk.box.pane().evaluate(`Office.context.roamingSettings.get('tone')`)).toEqual({ firm: true });
});

test('the pane can close itself and the ribbon opens it again', async () => {
  await desk.box.pane().evaluate('Office.context.ui.closeContainer()');
  const ribbon = desk.box.page.getByRole('button', { name: 'Relance', exact: true });
  await desk.box.page.locator('iframe').waitFor({ state: 'detached' });
  await expect(ribbon.getAttribute('aria-pressed')).resolves.toBe('false');
  await ribbon.click();
  await listening(desk.box);
  expect(await desk.box.pane().evaluate('Office.context.mailbox.item.itemId')).toBe('lebrun-2');
});

test('nothing but the button of the window makes a sent message: the control offers no other way', async () => {
  expect(await desk.box.office((office) => Object.keys(office).sort())).toEqual([
    'commandLimit', 'failNext', 'forms', 'latency', 'missItemChanged', 'moveOpenItem', 'openItem', 'plainText', 'recorded', 'reloadPane', 'selectThread', 'severalAccounts', 'share', 'shiftClock', 'silent', 'sleep', 'switchDuring', 'threads', 'unknown',
  ]);
});
