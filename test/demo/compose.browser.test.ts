import { expect, jest, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { aMailbox } from './a-mailbox';
import { MANIFEST, PAGE, listening, startBuilt } from './mailbox-page';
import { said as saidIn, thrown as thrownIn } from './office-call';
import type { Answer } from './office-call';
import { untilTrue } from './until-true';

jest.setTimeout(120_000);

const desk = aMailbox('whole file', { manifestFile: MANIFEST });

const said = (code: string): Promise<Answer> => saidIn(desk.box, code);
const thrown = (code: string): Promise<string | null> => thrownIn(desk.box, code);
const compose = (): Locator => desk.box.page.getByRole('region', { name: 'Message en cours' });
const body = (): Locator => compose().getByRole('textbox', { name: 'Corps du message' });
const relance = (): Locator => compose().getByRole('button', { name: 'Relance', exact: true });
const SIGNATURE = 'Nadia Perrin\nComptabilité clients · Vernet Fournitures';

/** Answers the open message by hand and opens the pane beside the draft. */
async function write(how: 'Répondre' | 'Transférer' | 'Nouveau message' = 'Répondre'): Promise<void> {
  await desk.box.page.getByRole('button', { name: how, exact: true }).click();
  await relance().click();
  await listening(desk.box);
}

test('the pane opens beside the draft: a message that is being written, of the conversation it answers', async () => {
  await write();
  expect(await desk.box.pane().evaluate(`(() => { const { item, displayNewMessageForm } = Office.context.mailbox; return { type: item.itemType, subject: typeof item.subject.getAsync, id: typeof item.itemId, conversation: item.conversationId, form: typeof displayNewMessageForm, reply: typeof item.displayReplyForm }; })()`))
    .toEqual({ type: 'message', subject: 'function', id: 'undefined', conversation: 'conversation-lebrun', form: 'undefined', reply: 'undefined' });
  expect((await said('item.getComposeTypeAsync(cb)')).value).toEqual({ composeType: 'reply', coercionType: 'html' });
  await expect(relance().getAttribute('aria-pressed')).resolves.toBe('true');
  expect(await desk.box.office((office) => office.unknown())).toEqual([]);
  expect(desk.box.complaints).toEqual([]);
});

test.each([{ how: 'Nouveau message' as const, composeType: 'newMail' }, { how: 'Transférer' as const, composeType: 'forward' }])('$how is told apart from an answer', async ({ how, composeType }) => {
  await write(how);
  expect((await said('item.getComposeTypeAsync(cb)')).value).toMatchObject({ composeType });
  expect(await desk.box.pane().evaluate('Office.context.mailbox.item.conversationId')).toBe(null);
});

test('subject, recipients and sender are read and written, and stand in the window', async () => {
  await write();
  expect((await said('item.subject.getAsync(cb)')).value).toBe('Re\u00a0: Facture FA-2026-0297');
  expect((await said('item.to.getAsync(cb)')).value).toMatchObject([{ displayName: 'Sophie Marchand', emailAddress: 'compta@lebrun.example' }]);
  expect((await said('item.from.getAsync(cb)')).value).toMatchObject({ emailAddress: 'nadia.perrin@vernet-fournitures.example' });
  expect((await said('item.bcc.getAsync(cb)')).value).toEqual([]);
  await said('item.subject.setAsync("Facture FA-2026-0297 impayée", cb)');
  await said('item.cc.setAsync([{ displayName: "Paul Lebrun", emailAddress: "paul@lebrun.example" }], cb)');
  await said('item.to.addAsync(["direction@lebrun.example"], cb)');
  await expect(compose().getByLabel('Objet').inputValue()).resolves.toBe('Facture FA-2026-0297 impayée');
  await expect(compose().getByLabel('Cc').inputValue()).resolves.toBe('Paul Lebrun <paul@lebrun.example>');
  await expect(compose().getByLabel('À', { exact: true }).inputValue()).resolves.toBe('Sophie Marchand <compta@lebrun.example>; direction@lebrun.example');
});

test('what is put before the body stands above the signature, which stands above the original', async () => {
  await write();
  expect((await said('item.body.getTypeAsync(cb)')).value).toBe('html');
  expect((await said('item.body.prependAsync("<p>Relance <b>une</b></p><script>x()</script>", { coercionType: "html" }, cb)')).status).toBe('succeeded');
  const shown = await body().innerText();
  expect(shown).toMatch(/^Relance une\n[\s\S]*Nadia Perrin\nComptabilité clients[\s\S]*De\s: Sophie Marchand/);
  await expect(body().locator('b', { hasText: 'une' }).count()).resolves.toBe(1);
  const read = await said('item.body.getAsync("html", cb)');
  expect(read.value).toMatch(/^<html>[\s\S]*<p>Relance <b>une<\/b><\/p>[\s\S]*id="Signature"[\s\S]*divRplyFwdMsg/);
  expect(read.value).not.toContain('<script');
  expect((await said('item.body.getAsync("text", cb)')).value).toMatch(/^Relance une\r\n/);
});

test('text goes in where the cursor is; a signature takes the place of the one that stands there; a new body replaces all', async () => {
  await write();
  await body().getByText('Nadia Perrin').first().click({ position: { x: 3, y: 5 } });
  await desk.box.page.keyboard.press('Home');
  await said('item.body.setSelectedDataAsync("ICI ", { coercionType: "text" }, cb)');
  expect(await body().innerText()).toContain('ICI Nadia Perrin');
  await said('item.body.setSignatureAsync("<p>Nadia P.</p>", { coercionType: "html" }, cb)');
  const signed = await body().innerText();
  expect([signed.includes('Nadia P.'), signed.includes('Comptabilité clients')]).toEqual([true, false]);
  await said('item.body.setAsync("<p>Tout autre</p>", { coercionType: "html" }, cb)');
  await expect(body().innerText()).resolves.toBe('Tout autre');
});

test('PDFs are joined with name and size, and travel into the sent message', async () => {
  await write();
  const pdf = Buffer.from('%PDF-1.4 trois mille octets'.padEnd(3_072)).toString('base64');
  const id = await said(`item.addFileAttachmentFromBase64Async(${JSON.stringify(pdf)}, "FA-2026-0297.pdf", cb)`);
  expect(id.status).toBe('succeeded');
  await compose().getByText('FA-2026-0297.pdf').waitFor();
  await expect(compose().getByRole('list', { name: 'Pièces jointes' }).innerText()).resolves.toMatch(/FA-2026-0297\.pdf\s+3\sKo/);
  expect((await said('item.getAttachmentsAsync(cb)')).value).toMatchObject([{ id: id.value, name: 'FA-2026-0297.pdf', size: 3_072, attachmentType: 'file', isInline: false }]);
  expect((await said(`item.getAttachmentContentAsync(${JSON.stringify(id.value)}, cb)`)).value).toEqual({ content: pdf, format: 'base64' });
  await said(`item.addFileAttachmentAsync("${desk.tryOut.url}/mailbox.css", "FA-2026-0311.pdf", cb)`);
  const second = (await said('item.getAttachmentsAsync(cb)')).value as readonly { readonly id: string }[];
  expect((await said(`item.removeAttachmentAsync("${second[1]?.id ?? ''}", cb)`)).status).toBe('succeeded');
  expect(await said('item.removeAttachmentAsync("nothing", cb)')).toMatchObject({ code: 9008 });
  expect(await said(`item.addFileAttachmentAsync("${desk.tryOut.url}/nothing.pdf", "FA-1.pdf", cb)`)).toMatchObject({ code: 9007 });
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  const sent = desk.box.page.getByRole('article', { name: /Message de Nadia Perrin, 09:/ });
  await sent.getByRole('list', { name: 'Pièces jointes' }).getByText('FA-2026-0297.pdf').waitFor();
  await expect(sent.getByText('FA-2026-0311.pdf').count()).resolves.toBe(0);
});

test('the pane hears of changed recipients and attachments, whoever changed them', async () => {
  await write();
  await desk.box.pane().evaluate(`new Promise((done) => { window.heard = []; const { item } = Office.context.mailbox; item.addHandlerAsync(Office.EventType.RecipientsChanged, (e) => window.heard.push(e.changedRecipientFields), () => item.addHandlerAsync(Office.EventType.AttachmentsChanged, (e) => window.heard.push(e.attachmentStatus + ' ' + e.attachmentDetails.name), done)); })`);
  await compose().getByLabel('Cc').fill('paul@lebrun.example');
  await compose().getByLabel('Objet').focus();
  await untilTrue(desk.box.pane(), 'window.heard.length === 1');
  await said('item.addFileAttachmentFromBase64Async("JVBERi0=", "FA-1.pdf", cb)');
  await compose().getByRole('button', { name: 'Retirer FA-1.pdf' }).click();
  await untilTrue(desk.box.pane(), 'window.heard.length === 3');
  expect(await desk.box.pane().evaluate('window.heard')).toEqual([{ to: false, cc: true, bcc: false }, 'added FA-1.pdf', 'removed FA-1.pdf']);
});

test('a draft has an id only once it is saved', async () => {
  await write();
  expect(await said('item.getItemIdAsync(cb)')).toMatchObject({ code: 9046 });
  const saved = await said('item.saveAsync(cb)');
  expect(saved.status).toBe('succeeded');
  expect((await said('item.getItemIdAsync(cb)')).value).toBe(saved.value);
});

test('HTML does not go into a body of plain text; text does, and is sent as text', async () => {
  await write();
  await compose().getByRole('button', { name: 'Texte brut' }).click();
  expect((await said('item.body.getTypeAsync(cb)')).value).toBe('text');
  for (const name of ['prependAsync', 'setAsync', 'setSelectedDataAsync', 'setSignatureAsync']) expect(await said(`item.body.${name}("<p>Relance</p>", { coercionType: "html" }, cb)`)).toMatchObject({ status: 'failed', code: 9002 });
  expect((await said('item.body.prependAsync("Relance <une>\\n\\n", { coercionType: "text" }, cb)')).status).toBe('succeeded');
  expect(await body().innerText()).toMatch(new RegExp(`^Relance <une>\\n\\n\\s*${SIGNATURE}`));
  expect((await said('item.body.getAsync("text", cb)')).value).toMatch(/^Relance <une>\r\n\r\n/);
  await said('item.body.setSignatureAsync("Nadia P.", { coercionType: "text" }, cb)');
  expect(await body().innerText()).toMatch(/^Relance <une>\n\n\s*Nadia P\.\n/);
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  await desk.box.page.getByRole('article', { name: /Message de Nadia Perrin, 09:/ }).getByText('Relance <une>').waitFor();
  expect(desk.box.complaints).toEqual([]);
});

test('a draft taken up again from Brouillons is saved, plain as it was, and can carry the pane', async () => {
  await write();
  await compose().getByRole('button', { name: 'Texte brut' }).click();
  await compose().getByRole('button', { name: 'Garder et fermer' }).click();
  await compose().waitFor({ state: 'detached' });
  await desk.box.page.getByRole('navigation', { name: 'Dossiers' }).getByRole('button', { name: /^Brouillons/ }).click();
  await desk.box.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: /Brouillon/ }).click();
  await relance().click();
  await listening(desk.box);
  expect((await said('item.body.getTypeAsync(cb)')).value).toBe('text');
  expect((await said('item.getItemIdAsync(cb)')).status).toBe('succeeded');
  expect((await said('item.getComposeTypeAsync(cb)')).value).toMatchObject({ composeType: 'reply' });
});

test('each surface has its pane: closing the draft brings back the one beside the mail', async () => {
  await write();
  await compose().getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await compose().waitFor({ state: 'detached' });
  await listening(desk.box);
  expect(await desk.box.pane().evaluate('Office.context.mailbox.item.itemId')).toBe('lebrun-2');
});

test('the sender can be another one: the mailbox of the team', async () => {
  await write();
  await compose().getByLabel('De', { exact: true }).selectOption('compta@vernet-fournitures.example');
  expect((await said('item.from.getAsync(cb)')).value).toMatchObject({ emailAddress: 'compta@vernet-fournitures.example', displayName: 'Comptabilité' });
});

test('a draft in a shared mailbox says whose it is', async () => {
  await desk.box.office((office) => office.selectThread('peyron'));
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  await write();
  expect((await said('item.getSharedPropertiesAsync(cb)')).value).toMatchObject({ targetMailbox: 'compta@vernet-fournitures.example' });
  expect((await said('item.from.getAsync(cb)')).value).toMatchObject({ emailAddress: 'compta@vernet-fournitures.example' });
});

test('limits: what office.js lets pass and Outlook does not is refused aloud', async () => {
  await write();
  expect(await thrown('item.subject.setAsync("x".repeat(256), cb)')).not.toBeNull();
  expect(await thrown('item.body.prependAsync("x".repeat(1000001), cb)')).not.toBeNull();
  await desk.box.pane().evaluate('Office.context.mailbox.item.body.setSignatureAsync("x".repeat(30001), { coercionType: "html" })');
  await desk.box.page.getByRole('alert').getByText('a text of 30001 characters').waitFor();
  await desk.box.pane().evaluate('Office.context.mailbox.item.addFileAttachmentFromBase64Async("pas du base64", "a.pdf")');
  await desk.box.page.getByRole('alert').getByText('an attachment that is not base64').waitFor();
  await desk.box.pane().evaluate('Office.context.mailbox.item.bcc.addAsync(["a@lebrun.example"])');
  await desk.box.page.getByRole('alert').getByText('writing to the recipient field 2').waitFor();
  expect(await body().innerText()).not.toContain('xxx');
});

test('a manifest that asks to read only may not write: office.js throws, and Outlook would refuse', async () => {
  await desk.box.page.goto(`${desk.tryOut.url}/?permission=ReadItem`);
  await listening(desk.box);
  await write();
  expect((await said('item.subject.getAsync(cb)')).status).toBe('succeeded');
  expect(await thrown('item.subject.setAsync("Objet", cb)')).toContain('autorisation élevée');
  await expect(compose().getByLabel('Objet').inputValue()).resolves.toBe('Re\u00a0: Facture FA-2026-0297');
});

test('a draft that is gone answers nothing any more', async () => {
  await write();
  await desk.box.office((office) => office.latency(300));
  const late = desk.box.pane().evaluate(`Office.context.mailbox.item.subject.setAsync('trop tard')`);
  await late;
  await compose().getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await desk.box.page.getByRole('navigation', { name: 'Dossiers' }).getByRole('button', { name: /^Brouillons/ }).click();
  await desk.box.page.getByRole('region', { name: 'Messages' }).getByText('Aucun message ici.').waitFor();
  await untilTrue(desk.box.page, () => window.office?.recorded().some((r) => r.dispatchId === 17 && r.answer !== 'open') === true);
  await desk.box.page.getByRole('region', { name: 'Messages' }).getByText('Aucun message ici.').waitFor();
});

test('a file that is still being fetched when the draft is thrown away brings nothing back', async () => {
  await write();
  let release: () => void = () => undefined;
  const released = new Promise<void>((done) => { release = done; });
  await desk.box.page.route(/slow\.pdf$/, async (route) => {
    await released;
    await route.fulfill({ status: 200, body: 'PDF' });
  });
  const asked = desk.box.page.waitForRequest(/slow\.pdf$/);
  await desk.box.pane().evaluate(`Office.context.mailbox.item.addFileAttachmentAsync('${desk.tryOut.url}/slow.pdf', 'FA-1.pdf')`);
  await asked;
  await compose().getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await compose().waitFor({ state: 'detached' });
  release();
  await untilTrue(desk.box.page, () => window.office?.recorded().some((r) => r.dispatchId === 16 && r.answer !== 'open') === true);
  await desk.box.page.getByRole('navigation', { name: 'Dossiers' }).getByRole('button', { name: /^Brouillons/ }).click();
  await desk.box.page.getByRole('region', { name: 'Messages' }).getByText('Aucun message ici.').waitFor();
});

test('the sample mailbox holds a draft in plain text without a subject', async () => {
  const sample = await startBuilt({ paneFolder: PAGE, manifestFile: MANIFEST });
  try {
    await desk.box.page.goto(sample.url);
    await listening(desk.box);
    await desk.box.page.getByRole('navigation', { name: 'Dossiers' }).getByRole('button', { name: /^Brouillons/ }).click();
    await desk.box.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: /Anaïs Torrent.*sans objet/ }).click();
    await relance().click();
    await listening(desk.box);
    expect([(await said('item.body.getTypeAsync(cb)')).value, (await said('item.subject.getAsync(cb)')).value]).toEqual(['text', '']);
    expect(await body().innerText()).toMatch(/^Bonjour Madame Torrent,\n\n\s*Nadia Perrin · Comptabilité clients\n/);
  } finally {
    await sample.close();
  }
});
