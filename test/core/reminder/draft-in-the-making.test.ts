import { describe, expect, test } from '@jest/globals';
import { documentsToAttach, draftInProgress, draftWarnings, foldHistory, hintsOf, recipientsFor } from '../../../src/core';
import type { MailMessage, MailThread } from '../../../src/core';
import { attachmentsOf } from '../../../src/core/reminder/attachments';
import { fill } from '../../../src/core/reminder/composed-text';
import { aContact, aDebtor, address, aListed, aLog, aMailbox, aMessage, anInvoice, aPack, aProfile, aReminderSent, aThread, daysAgo, drafted, reference } from '../builders';

const profile = aProfile();
const debtor = aDebtor();
const OURS = aMailbox('marie.lefevre@atelier-nord.fr');
const draft = (over: Partial<MailMessage> = {}, thread: Partial<MailThread> = {}): MailThread => aThread({ mode: 'compose', mailbox: OURS.address, messages: [aMessage({ from: OURS, to: [], cc: [], text: '', subject: '', attachmentNames: [], ...over })], ...thread });
const warned = (of: MailThread): readonly string[] => draftWarnings(of, debtor, profile).map((warning) => (warning.kind === 'no-recipient' ? `nobody, ${warning.suggested ?? 'no contact'}` : `${warning.kind} ${warning.address}`));

describe('a message in the making keeps the recipients that it has', () => {
  test('whoever they are, ourselves included, and none when there is none', () => {
    const to = [aMailbox('compta@garage-canigou.fr'), OURS];
    expect(recipientsFor(draft({ to, cc: [aMailbox('paul@concurrent.fr')] }), null, debtor, profile, null)).toEqual({ channel: 'compose', to: ['compta@garage-canigou.fr', OURS.address], cc: ['paul@concurrent.fr'], why: 'chosen' });
    expect(recipientsFor(draft({ to: [aMailbox('compta@garage-canigou.fr')] }), null, debtor, profile, null)).toMatchObject({ why: 'ledger-contact' });
    expect(recipientsFor(draft(), null, debtor, profile, null)).toEqual({ channel: 'compose', to: [], cc: [], why: 'chosen' });
    expect(recipientsFor(draft(), null, debtor, profile, 'copied')).toMatchObject({ channel: 'copied', to: [] });
  });
});

describe('what does not fit is named', () => {
  test('a stranger, to or in copy; not a contact, not somebody of the customer’s domain, not one of us', () => {
    const thread = draft({ to: [aMailbox('compta@garage-canigou.fr'), aMailbox('sophie@garage-canigou.fr'), aMailbox('x@garage-canigou.fr.evil.com')], cc: [OURS, aMailbox('paul@concurrent.fr')] });
    expect(draftWarnings(thread, debtor, profile)).toEqual([{ kind: 'stranger', address: 'x@garage-canigou.fr.evil.com', copy: false }, { kind: 'stranger', address: 'paul@concurrent.fr', copy: true }]);
  });
  test('nobody outside yet: the ledger’s contact is suggested, if it has one', () => {
    expect(warned(draft({ to: [OURS] }))).toEqual(['nobody, compta@garage-canigou.fr']);
    expect(draftWarnings(draft(), aDebtor({ contacts: [] }), profile)).toEqual([{ kind: 'no-recipient', suggested: null }]);
    expect(draftWarnings(draft(), aDebtor({ contacts: [aContact({ address: OURS.address })] }), profile)).toEqual([{ kind: 'no-recipient', suggested: null }]);
  });
  test('a From line that is not ours; the mailbox in view is, and so is a shared mailbox of the company', () => {
    const to = [aMailbox('compta@garage-canigou.fr')];
    expect(warned(draft({ to, from: aMailbox('marie@ailleurs.fr') }))).toEqual(['other-sender marie@ailleurs.fr']);
    expect(warned(draft({ to, from: aMailbox('marie@ailleurs.fr') }, { mailbox: address('marie@ailleurs.fr') }))).toEqual([]);
    expect(warned(draft({ to, from: aMailbox('recouvrement@atelier-nord.fr') }))).toEqual([]);
  });
  test('a message that is read has no such warnings', () => {
    expect(draftWarnings(aThread({ messages: [aMessage({ from: aMailbox('paul@concurrent.fr') })] }), debtor, profile)).toEqual([]);
  });
});

const OLD = anInvoice({ number: 'FA-2026-0297', due: daysAgo(32), document: 'doc-297' });
const SECOND = anInvoice({ number: 'FA-2026-0311', due: daysAgo(21), document: 'doc-311' });
const BARE = anInvoice({ number: 'FA-2026-0320', due: daysAgo(20), document: null });
const OPEN = foldHistory(aLog(drafted({ reference: reference('R-7K3F'), invoices: [aListed({ of: OLD, step: 'R1' }), aListed({ of: SECOND, step: null }), aListed({ of: BARE, step: 'R1' })] }))).drafts;

describe('a reply that was opened without its PDFs', () => {
  test('is known by the reference in its own text, not in what it quotes', () => {
    const quoted = 'Le 20/11/2026, Nadia Perrin a écrit :\n> Réf. R-7K3F\n';
    expect(draftInProgress(draft({ text: `Bonjour,\n\nRéf. R-7K3F\n\nCordialement\nMarie\n\n${quoted}` }), OPEN)?.reference).toBe('R-7K3F');
    expect(draftInProgress(draft({ text: `Bonjour,\n\nCordialement,\nMarie\nRéf. R-7K3F\n` }), OPEN)?.reference).toBe('R-7K3F');
    expect(draftInProgress(draft({ text: `Bonjour,\n\n${quoted}` }), OPEN)).toBeNull();
    expect(draftInProgress(draft({ text: 'Réf. R-9ZZZ' }), OPEN)).toBeNull();
  });
  test('a sent reminder, or a message that is read, is no draft to finish', () => {
    const sent = foldHistory(aLog(...aReminderSent({ on: daysAgo(1), stage: 'R1', reference: reference('R-7K3F'), invoices: [aListed({ of: OLD, step: 'R1' })] }))).drafts;
    expect(draftInProgress(draft({ text: 'Réf. R-7K3F' }), sent)).toBeNull();
    expect(draftInProgress(aThread({ messages: [aMessage({ text: 'Réf. R-7K3F' })] }), OPEN)).toBeNull();
  });
  test('lacks the documents of the invoices that it demands, without those that are on it already', () => {
    const [open] = OPEN;
    if (open === undefined) throw new Error('no open draft');
    expect(documentsToAttach(open, [OLD, SECOND, BARE], [])).toEqual([{ name: 'FA-2026-0297.pdf', document: 'doc-297' }]);
    expect(documentsToAttach(open, [OLD, SECOND, BARE], ['fa-2026-0297.PDF'])).toEqual([]);
    expect(documentsToAttach(open, [SECOND], [])).toEqual([]);
  });
});

describe('the text of a draft', () => {
  const item = (number: string, document: string | null): Parameters<typeof attachmentsOf>[0][number] => ({ number, document }) as Parameters<typeof attachmentsOf>[0][number];
  test('speaks of those documents only that are really on it', () => {
    const items = [item('FA-1', 'a'), item('FA-2', 'b'), item('FA-3', null)];
    expect(attachmentsOf(items, ['b', 'elsewhere']).attached.map(({ number }) => number)).toEqual(['FA-2']);
    expect(attachmentsOf(items, true).attached.map(({ number }) => number)).toEqual(['FA-1', 'FA-2']);
    expect(attachmentsOf(items, []).attachments).toEqual([]);
  });
  test('keeps a subject that stands there, letter by letter; a reply gets the mark of an answer', () => {
    const template = { name: 't' as never, stage: null, reply: null, language: 'fr' as const, tone: null, subject: 'Relance', body: 'Bonjour', version: '1' };
    const subject = (channel: 'compose' | 'reply' | 'copied', replyingTo: string | null): string => {
      const filled = fill({ template, scope: {} as never, reference: null, channel, replyingTo });
      return filled.ok ? filled.value.subject : filled.problem.code;
    };
    expect(subject('compose', 'TR : votre relevé')).toBe('TR : votre relevé');
    expect(subject('compose', null)).toBe('Relance');
    expect(subject('reply', 'TR : votre relevé')).toBe('RE: votre relevé');
    expect(subject('copied', 'votre relevé')).toBe('Relance');
  });
});

test('a new message that has no conversation yet gives no key to remember by', () => {
  expect(hintsOf(draft({}, { key: 'unsaved x compose 1', unsaved: true }), aPack()).thread).toBe('');
  expect(hintsOf(draft({}, { key: 'thread-1' }), aPack()).thread).toBe('thread-1');
});
