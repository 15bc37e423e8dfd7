import { describe, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { LogFact } from '../../src/core';
import { aDesk } from './a-desk';
import { LEDGER } from './cases';
import { aDraft, aMail, axe, shot } from './pane-page';
import type { Mail, OpenPane, openPane } from './pane-page';
import { untilTrue } from '../demo/until-true';

/** The garage's two overdue invoices have a PDF in the ledger. */
const WITH_PDF = { ...LEDGER, invoices: LEDGER.invoices.map((invoice) => (invoice.number.startsWith('FA-2026-02') || invoice.number === 'FA-2026-0311' ? { ...invoice, document: `doc-${invoice.number}` } : invoice)) };
const desk = aDesk(WITH_PDF);
/** `absent`: documents that the server does not have. */
async function open(mail: Mail, options: Parameters<typeof openPane>[3] & { readonly absent?: readonly string[] } = {}): Promise<void> {
  const { absent = [], ...more } = options;
  await desk.open(mail, more, 'about:blank');
  await desk.pane.page.route('**/api/v1/documents/*', (route) => {
    const gone = absent.some((document) => route.request().url().endsWith(document));
    return gone ? route.fulfill({ status: 404, contentType: 'application/json', body: '{"problem":{"code":"source/unknown-debtor"}}' }) : route.fulfill({ contentType: 'application/pdf', body: '%PDF-1.7' });
  });
  await desk.pane.page.goto(desk.office.url);
}
const button = (name: string | RegExp): Locator => desk.button(name);
const heading = (name: string | RegExp): Locator => desk.heading(name);
const text = (of: string | RegExp): Locator => desk.pane.page.getByText(of).first();
const log = async (): Promise<readonly LogFact[]> => desk.office.log(await desk.office.debtor('C-0412'));
/** The step is reserved before the text is written: the card is ahead of the draft. */
async function draftWith(part: 'subject' | 'reminder'): ReturnType<OpenPane['draft']> {
  for (let tries = 0; tries < 300; tries += 1) {
    const draft = await desk.pane.draft();
    if (part === 'subject' ? draft.subject !== '' : draft.body.includes('R-')) return draft;
    await desk.pane.page.waitForTimeout(50);
  }
  return desk.pane.draft();
}
const kinds = async (): Promise<readonly string[]> => (await log()).map(({ kind }) => kind);

describe('a message that is being written', () => {
  test('shows the customer of its recipient, and the reminder goes above the signature, with its PDFs and a subject', async () => {
    await open(aDraft());
    await heading('Garage du Canigou').waitFor();
    await shot(desk.pane.page, 'compose-320-light-fr');
    expect(await axe(desk.pane.page)).toEqual([]);
    await button('Insérer la relance').click();
    await heading(/Cette relance est-elle partie/).waitFor();
    const draft = await draftWith('subject');
    expect(draft.files).toEqual(['FA-2026-0297.pdf', 'FA-2026-0311.pdf']);
    expect(draft.body).toMatch(/^<.*R-[0-9A-Z]{4}.*<div>-- <br>Marie Lefèvre<\/div>$/s);
    expect(draft.body).toMatch(/joint/);
    expect(draft.subject).toContain('FA-2026-0297');
    expect((await log())[0]).toMatchObject({ kind: 'reminder-drafted', channel: 'compose', to: ['compta@garage-canigou.fr'] });
    expect(await desk.pane.forms()).toEqual([]);
    expect(desk.pane.complaints).toEqual([]);
  }, 60_000);

  test('a PDF that the server does not have, or that Outlook refuses, is named; the text speaks of no PDF that is not there', async () => {
    await open(aDraft(), { absent: ['doc-FA-2026-0311'] });
    await button('Insérer la relance').click();
    await text('PDF à ajouter vous-même\u00a0: FA-2026-0311.pdf (introuvable)').waitFor();
    const one = await desk.pane.draft();
    expect(one.files).toEqual(['FA-2026-0297.pdf']);
    const copies = /[^.>]*\bjoint[^.<]*/.exec(one.body)?.[0] ?? '';
    expect(copies).toContain('FA-2026-0297');
    expect(copies).not.toContain('FA-2026-0311');
    await shot(desk.pane.page, 'compose-pdf-absent-320-light-fr');
    expect(await axe(desk.pane.page)).toEqual([]);
  }, 60_000);

  test('with every PDF refused the reminder still goes in, and claims none', async () => {
    await open(aDraft());
    await heading('Garage du Canigou').waitFor();
    await desk.pane.fault('addFileAttachmentFromBase64Async', 9000);
    await button('Insérer la relance').click();
    await text(/FA-2026-0297\.pdf \(refusé par Outlook\), FA-2026-0311\.pdf \(refusé par Outlook\)/).waitFor();
    const draft = await desk.pane.draft();
    expect(draft.files).toEqual([]);
    expect(draft.body).toMatch(/R-[0-9A-Z]{4}/);
    expect(draft.body).not.toMatch(/joint/);
  }, 60_000);

  test('a text body gets text', async () => {
    await open(aDraft({ type: 'text', text: 'Marie Lefèvre' }));
    await button('Insérer la relance').click();
    await heading(/Cette relance est-elle partie/).waitFor();
    const { body } = await draftWith('reminder');
    expect(body).not.toMatch(/<[a-z]/);
    expect(body).toMatch(/R-[0-9A-Z]{4}[\s\S]*Marie Lefèvre$/);
  }, 60_000);

  test('who does not fit the customer is named before anything is inserted: a stranger in copy, a sender that is not ours', async () => {
    await open(aDraft({ cc: ['paul@concurrent.fr'], from: 'marie@ailleurs.fr' }));
    await text('En copie\u00a0: paul@concurrent.fr n’est pas un contact de ce client.').waitFor();
    await text('Expéditeur\u00a0: marie@ailleurs.fr n’est pas une adresse de votre société.').waitFor();
    await shot(desk.pane.page, 'compose-warnings-320-light-fr');
    expect(await axe(desk.pane.page)).toEqual([]);
    expect((await desk.pane.draft()).files).toEqual([]);
  }, 60_000);

  test('a stranger who is added after the card was drawn stops the insertion once, whether Outlook tells it or not', async () => {
    await open(aDraft());
    await heading('Garage du Canigou').waitFor();
    await desk.pane.page.evaluate("window.mail.address('cc', ['paul@concurrent.fr'], false)");
    await button('Insérer la relance').click();
    await text(/paul@concurrent\.fr/).waitFor();
    expect(await kinds()).toEqual([]);
    expect((await desk.pane.draft()).body).not.toContain('R-');
    await desk.pane.page.evaluate("window.mail.address('cc', [], true)");
    await untilTrue(desk.pane.page, "!document.body.innerText.includes('paul@concurrent.fr')");
    await button('Insérer la relance').click();
    await heading(/Cette relance est-elle partie/).waitFor();
  }, 60_000);

  test('a draft that names nobody is searched for; the choice holds for this window alone', async () => {
    await open(aDraft({ to: [] }));
    await heading('Message en cours de rédaction').waitFor();
    await shot(desk.pane.page, 'compose-nobody-320-light-fr');
    expect(await axe(desk.pane.page)).toEqual([]);
    await desk.pane.page.getByRole('combobox', { name: 'Chercher un client' }).fill('canig');
    await desk.pane.page.getByRole('option', { name: /Garage du Canigou/ }).click();
    await heading('Garage du Canigou').waitFor();
    await text(/n’a pas encore de destinataire\. Contact de ce client\u00a0: compta@garage-canigou\.fr/).waitFor();
    await button('Insérer la relance').click();
    await heading(/Cette relance est-elle partie/).waitFor();
    expect((await draftWith('reminder')).body).toMatch(/R-[0-9A-Z]{4}/);
    await desk.pane.show(aDraft({ to: [], text: '' }));
    await heading('Message en cours de rédaction').waitFor();
  }, 60_000);

  test('a draft that does not take the text: it is copied, and said so; the PDFs stay on it', async () => {
    await open(aDraft());
    await heading('Garage du Canigou').waitFor();
    await desk.pane.fault('body.prependAsync', 9011);
    await button('Insérer la relance').click();
    await text(/Outlook n’a pas pris le texte\. Il est copié/).waitFor();
    expect(await desk.pane.page.evaluate('navigator.clipboard.readText()')).toMatch(/R-[0-9A-Z]{4}/);
    expect(await log()).toMatchObject([{ kind: 'reminder-drafted', channel: 'compose' }, { kind: 'draft-rerouted', channel: 'copied' }]);
    await text(/brouillon, sans preuve d’envoi · texte copié/).waitFor();
    await shot(desk.pane.page, 'compose-copied-320-light-fr');
    expect(await axe(desk.pane.page)).toEqual([]);
  }, 60_000);

  test('with the clipboard closed too, the step is given back and the PDFs come off again', async () => {
    await open(aDraft(), { clipboard: false });
    await heading('Garage du Canigou').waitFor();
    await desk.pane.fault('body.prependAsync', 9011);
    await button('Insérer la relance').click();
    await text('Outlook a refusé').waitFor();
    expect(await kinds()).toEqual(['reminder-drafted', 'draft-discarded']);
    expect((await desk.pane.draft()).files).toEqual([]);
  }, 60_000);
});

describe('a reply that was opened from the message, without its PDFs', () => {
  test('shows how many are to be attached, attaches them with one button and inserts nothing twice', async () => {
    await open(aMail(), { version: '1.11' });
    await button('Insérer la relance').click();
    await heading(/Cette relance est-elle partie/).waitFor();
    const [form] = await desk.pane.forms();
    expect(form?.htmlBody).not.toMatch(/joint/);
    const reply = aDraft({ id: 'draft-2', conversation: 'thread-1', subject: 'RE: Facture FA-2026-0297', text: `${form?.htmlBody ?? ''}<br>De : Compta<br>` });
    await desk.pane.show(reply);
    await heading('2 PDF à joindre').waitFor();
    await shot(desk.pane.page, 'compose-to-attach-320-light-fr');
    expect(await axe(desk.pane.page)).toEqual([]);
    const before = (await desk.pane.draft()).body;
    await button('Joindre 2 PDF').click();
    await heading(/Cette relance est-elle partie/).waitFor();
    expect(await desk.pane.draft()).toMatchObject({ files: ['FA-2026-0297.pdf', 'FA-2026-0311.pdf'], body: before, subject: 'RE: Facture FA-2026-0297' });
    expect(await kinds()).toEqual(['reminder-drafted']);
    await desk.pane.show(aDraft({ id: 'draft-3', conversation: 'thread-5' }));
    await heading(/Cette relance est-elle partie/).waitFor();
    expect(await button('Joindre 2 PDF').count()).toBe(0);
  }, 60_000);
});

describe('a message that is read', () => {
  test('from Mailbox 1.15 the PDFs go along with the reply, and the text says so', async () => {
    await open(aMail());
    await button('Insérer la relance').click();
    await heading(/Cette relance est-elle partie/).waitFor();
    const [form] = await desk.pane.forms();
    expect(form).toMatchObject({ how: 'reply', attachments: [{ type: 'base64', name: 'FA-2026-0297.pdf', base64file: 'JVBERi0xLjc=' }, { name: 'FA-2026-0311.pdf' }] });
    expect(form?.htmlBody).toMatch(/joint/);
  }, 60_000);

  test('a reply form that refuses the PDFs gives the step back and opens without them, with a text that claims none', async () => {
    await open(aMail());
    await heading('Garage du Canigou').waitFor();
    await desk.pane.page.evaluate(`(() => { const item = Office.context.mailbox.item; const open = item.displayReplyFormAsync; item.displayReplyFormAsync = (form, callback) => form.attachments === undefined ? open(form, callback) : callback({ status: 'failed', error: { code: 9007 } }); })()`);
    await button('Insérer la relance').click();
    await text(/FA-2026-0297\.pdf \(refusé par Outlook\)/).waitFor();
    const forms = await desk.pane.forms();
    expect(forms.map(({ how }) => how)).toEqual(['reply']);
    expect(forms[0]?.htmlBody).not.toMatch(/joint/);
    expect(await kinds()).toEqual(['reminder-drafted', 'draft-discarded', 'reminder-drafted']);
  }, 60_000);

  test('a refused reply becomes a new message to the same person, and the clerk reads it', async () => {
    await open(aMail(), { version: '1.11' });
    await heading('Garage du Canigou').waitFor();
    await desk.pane.fault('reply', 9020);
    await button('Insérer la relance').click();
    await text('Outlook n’a pas ouvert la réponse\u00a0: un nouveau message aux mêmes destinataires est ouvert à la place.').waitFor();
    expect(await desk.pane.forms()).toMatchObject([{ how: 'new-message', toRecipients: ['compta@garage-canigou.fr'] }]);
    const [asked, went] = await log();
    expect([asked, went]).toMatchObject([{ kind: 'reminder-drafted', channel: 'reply' }, { kind: 'draft-rerouted', channel: 'new-message' }]);
    expect(went).toMatchObject({ reference: asked?.kind === 'reminder-drafted' ? asked.reference : '' });
    await text(/brouillon, sans preuve d’envoi · nouveau message/).waitFor();
    await shot(desk.pane.page, 'instead-320-light-fr');
    expect(await axe(desk.pane.page)).toEqual([]);
    // Settled like any other.
    await button('Oui, envoyée').click();
    await untilTrue(desk.pane.page, "!document.body.innerText.includes('Cette relance est-elle partie')");
    expect(await kinds()).toEqual(['reminder-drafted', 'draft-rerouted', 'reminder-sent']);
  }, 60_000);

  test('the log cannot be told of the other way: the new message stands all the same, and what the log says is told', async () => {
    await open(aMail(), { version: '1.11' });
    await heading('Garage du Canigou').waitFor();
    await desk.pane.fault('reply', 9020);
    await desk.pane.page.route('**/api/v1/log', (route) => (route.request().postData()?.includes('draft-rerouted') === true ? route.fulfill({ status: 503, contentType: 'application/json', body: '{"problem":{"code":"store/busy"}}' }) : route.continue()));
    await button('Insérer la relance').click();
    await text('Le journal n’a pas pu le noter : il garde la voie demandée.').waitFor();
    expect(await desk.pane.forms()).toMatchObject([{ how: 'new-message' }]);
    expect(await kinds()).toEqual(['reminder-drafted']);
    await heading(/Cette relance est-elle partie/).waitFor();
  }, 60_000);

  test('a form that never answers is told as uncertain, the step stays reserved, and no second form is opened', async () => {
    await open(aMail(), { version: '1.11' });
    await heading('Garage du Canigou').waitFor();
    await desk.pane.fault('reply', 'silent');
    await button('Insérer la relance').click();
    await text(/Outlook n’a pas confirmé/).waitFor({ timeout: 40_000 });
    await heading(/Cette relance est-elle partie/).waitFor();
    expect(await desk.pane.forms()).toEqual([]);
    expect(await kinds()).toEqual(['reminder-drafted']);
  }, 90_000);

  test('another mail comes up without an event: nothing is inserted, it is said, and the card follows', async () => {
    await open(aMail(), { version: '1.11' });
    await heading('Garage du Canigou').waitFor();
    // The pane looks once more by itself just after its first card: what it finds then is no surprise.
    await desk.pane.page.waitForTimeout(1_500);
    await desk.pane.page.evaluate(`window.mail.slip(${JSON.stringify(aMail({ id: 'mail-9', conversation: 'thread-9', from: 'contact@boulangerie-mas.fr', subject: 'Bonjour' }))}); document.querySelector('.acts button').click()`);
    await text('Le message ouvert a changé\u00a0: rien n’a été inséré.').waitFor();
    await heading('Boulangerie Mas').waitFor();
    expect(await desk.pane.forms()).toEqual([]);
    expect(await kinds()).not.toContain('reminder-sent');
    expect((await kinds()).filter((kind) => kind === 'reminder-drafted').length).toBe((await kinds()).filter((kind) => kind === 'draft-discarded').length);
  }, 60_000);

  test('the pane is loaded again while the form is opening: the step is still reserved, and the clerk settles it', async () => {
    await open(aMail(), { version: '1.11' });
    await heading('Garage du Canigou').waitFor();
    await desk.pane.fault('reply', 'silent');
    await button('Insérer la relance').click();
    for (let tries = 0; tries < 200 && (await kinds()).length === 0; tries += 1) await desk.pane.page.waitForTimeout(50);
    await desk.pane.page.reload();
    await heading(/Cette relance est-elle partie/).waitFor();
    await button('Non, supprimée').click();
    await button('Insérer la relance').click();
    await heading(/Cette relance est-elle partie/).waitFor();
    expect((await desk.pane.forms()).length).toBe(1);
  }, 60_000);
});

describe('an Outlook that can only show', () => {
  test.each(['iOS', 'Android'])('%s: the text is copied and the step reserved, outcomes are recorded, and nothing that cannot work is offered', async (platform) => {
    await open(aMail(), { platform, version: '1.5' });
    await heading('Garage du Canigou').waitFor();
    expect(await button('Insérer la relance').count()).toBe(0);
    await shot(desk.pane.page, 'mobile-320-light-fr');
    expect(await axe(desk.pane.page)).toEqual([]);
    await button('Copier le texte').click();
    await heading(/Cette relance est-elle partie/).waitFor();
    expect(await desk.pane.page.evaluate('navigator.clipboard.readText()')).toMatch(/R-[0-9A-Z]{4}/);
    expect((await log())[0]).toMatchObject({ kind: 'reminder-drafted', channel: 'copied' });
    await button('Oui, envoyée').click();
    await text('Notée comme envoyée').waitFor();
    expect(await desk.pane.forms()).toEqual([]);
  }, 60_000);
});
