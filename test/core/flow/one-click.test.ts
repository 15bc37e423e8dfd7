import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { assess, draftToTakeBack, factsOf, foldHistory, hintsOf, identify, oneClick, shapesOf } from '../../../src/core';
import type { CaseFile, Contact, Debtor, LearnedChoice, LogEntry, MailMessage, MailThread, OneClick, OneClickInput, Pack, WhyPane } from '../../../src/core';
import {
  aCaseFile, aContact, aDebtor, address, aLog, aMailbox, aMessage, anInvoice, aPack, aPolicy, aProfile, aReminderSent, aStage, aThread, at, called, daysAgo, disputed, drafted, eur, gbp, held, inDays, MARIE, PAUL, promised, sent, TODAY,
} from '../builders';
import { debtorId } from '../identify/story';
import { lookUpIn } from '../identify/in-memory-look-up';
import type { Ledger } from '../identify/in-memory-look-up';

/** A garage that owes one invoice, due 32 days ago, reminded once: the firm reminder is next. */
interface Story {
  readonly debtor?: Debtor;
  readonly others?: readonly Debtor[];
  readonly invoices?: CaseFile['invoices'];
  readonly entries?: readonly LogEntry[];
  readonly choices?: readonly LearnedChoice[];
  readonly thread?: MailThread;
  readonly asOf?: string;
  readonly policies?: Pack['policies'];
  readonly replyTo?: OneClickInput['replyTo'];
  readonly remindsConsumers?: boolean;
}
const SENDER = 'compta@garage-canigou.fr';
const REMINDED = aLog(...aReminderSent());
const mail = (over: Partial<MailMessage> = {}): MailThread => aThread({ messages: [aMessage({ subject: 'Bonjour', text: 'Bonjour,\n\nMerci de me rappeler.\n', ...over })], wholeThread: false });

function inputOf(story: Story): OneClickInput {
  const debtor = story.debtor ?? aDebtor();
  const invoices = story.invoices ?? [anInvoice()];
  const thread = story.thread ?? mail();
  const pack = aPack({ numberShapes: shapesOf(invoices.map(({ number }) => number)), ...(story.policies === undefined ? {} : { policies: story.policies }), ...(story.remindsConsumers === undefined ? {} : { profile: aProfile({ remindsConsumers: story.remindsConsumers }) }) });
  const ledger: Ledger = { debtors: [debtor, ...(story.others ?? [])], invoices, choices: story.choices ?? [] };
  const identification = thread.mode === 'compose' ? null : identify(thread, lookUpIn(ledger)(hintsOf(thread, pack)), pack);
  if (identification?.kind !== 'one') return { thread, identification, caseFile: null, assessment: null, pack, replyTo: story.replyTo ?? 'known' };
  const id = identification.candidate.debtor.id;
  const caseFile = aCaseFile({
    debtor: [debtor, ...(story.others ?? [])].find((each) => each.id === id) ?? debtor, invoices: invoices.filter((invoice) => invoice.debtor === id), entries: story.entries ?? REMINDED,
    source: { name: 'clients.xlsx', kind: 'file', asOf: at(story.asOf ?? '2026-11-23T07:12:00.000Z'), unreadableRows: 0 },
  });
  const assessment = assess(caseFile, pack, factsOf(thread, pack.profile, foldHistory(caseFile.entries).references), TODAY);
  return { thread, identification, caseFile, assessment, pack, replyTo: story.replyTo ?? 'known' };
}
const click = (story: Story = {}): OneClick => oneClick(inputOf(story));
const why = (story: Story): WhyPane | 'inserted' => {
  const answer = click(story);
  return answer.kind === 'insert' ? 'inserted' : answer.because;
};
const withContacts = (...contacts: readonly Contact[]): Debtor => aDebtor({ contacts });
const PEYRON = aDebtor({ id: debtorId('C-2'), code: 'C-2', name: 'Menuiserie Peyron', contacts: [aContact({ address: address('a.peyron@menuiserie-peyron.fr') })], domains: ['menuiserie-peyron.fr'], legalIds: { siren: null, siret: null, vat: null } });

describe('one click inserts', () => {
  test('the firm reminder, in reply to the accountant alone', () => {
    expect(click()).toMatchObject({ kind: 'insert', recipient: { channel: 'reply', to: [SENDER], cc: [], why: 'sender-is-contact' }, proposal: { stage: { id: 'R2' }, sum: eur(1200) } });
  });
  test('to a consumer only once the company reminds consumers, and in a consumer’s own text', () => {
    const consumer = { debtor: aDebtor({ kind: 'consumer' }) };
    expect(why(consumer)).toEqual({ kind: 'not-a-reminder', is: 'held' });
    expect(click({ ...consumer, remindsConsumers: true })).toMatchObject({ kind: 'insert', recipient: { to: [SENDER], cc: [] }, proposal: { stage: { id: 'R2' } } });
  });
  test('and copies nobody, whoever else had the message', () => {
    const answer = click({ thread: mail({ cc: [aMailbox('patron@garage-canigou.fr'), aMailbox('paul.garnier@atelier-nord.fr')] }) });
    expect(answer).toMatchObject({ kind: 'insert', recipient: { to: [SENDER], cc: [] } });
  });
  test('and copies nobody whom the stage would copy in the pane', () => {
    const debtor = withContacts(aContact({ role: 'unknown' }), aContact({ role: 'accounting', address: address('facturation@garage-canigou.fr') }), aContact({ role: 'generic', address: address('contact@garage-canigou.fr') }));
    const answer = click({ debtor });
    expect(answer).toMatchObject({ kind: 'insert', recipient: { to: [SENDER], cc: [] } });
  });
  test.each<[string, Story, string]>([
    ['R0, five days before the due date', { invoices: [anInvoice({ due: inDays(5) })], entries: [] }, 'R0'],
    ['R1, one day after it', { invoices: [anInvoice({ due: daysAgo(1) })], entries: [] }, 'R1'],
    ['R2, eleven days after it', { invoices: [anInvoice({ due: daysAgo(11) })], entries: aLog(...aReminderSent({ on: daysAgo(10) })) }, 'R2'],
  ])('%s', (_title, story, stage) => {
    expect(click(story)).toMatchObject({ kind: 'insert', proposal: { stage: { id: stage } } });
  });
  test('for a private address that the clerk taught', () => {
    const thread = mail({ from: aMailbox('mme.canigou@orange.fr') });
    expect(why({ thread, choices: [{ scope: 'address', value: 'mme.canigou@orange.fr', debtor: aDebtor().id }] })).toBe('inserted');
  });
  test('for a known contact in a thread that the clerk assigned', () => {
    expect(why({ choices: [{ scope: 'thread', value: 'thread-1', debtor: aDebtor().id }] })).toBe('inserted');
  });
  test.each(['payer', 'accounting', 'generic', 'unknown'] as const)('for a contact of the role %s', (role) => {
    expect(why({ debtor: withContacts(aContact({ role })) })).toBe('inserted');
  });
  test('when the Reply-To is the sender’s own address', () => {
    expect(why({ thread: mail({ replyTo: [aMailbox(SENDER)] }) })).toBe('inserted');
  });
  test('on figures of two business days ago, the most that the plan allows', () => {
    expect(why({ asOf: '2026-11-19T17:00:00.000Z' })).toBe('inserted');
  });
});

/** One story per reason: a new reason without one does not compile. */
const STORIES: Readonly<Record<WhyPane['kind'], Story>> = {
  'being-written': { thread: { ...mail(), mode: 'compose' } },
  'not-the-newest': { thread: aThread({ messages: [aMessage({ id: 'a' }), aMessage({ id: 'b' })], open: 0 }) },
  'nobody-known': { thread: mail({ from: aMailbox('contact@inconnu.example') }) },
  'several-debtors': { others: [{ ...PEYRON, contacts: [aContact()] }] },
  'no-sender': { thread: mail({ from: null, subject: 'Facture FA-2026-0297' }) },
  'own-message': { thread: mail({ from: aMailbox('marie.lefevre@atelier-nord.fr'), to: [aMailbox(SENDER)] }) },
  'not-certain': { thread: mail({ from: aMailbox('nouveau@garage-canigou.fr') }) },
  contradicted: { others: [PEYRON], thread: mail({ cc: [aMailbox('a.peyron@menuiserie-peyron.fr')] }) },
  'not-a-payer': { debtor: withContacts(aContact({ role: 'sales' })) },
  'reply-to-unknown': { replyTo: 'unknown' },
  'reply-elsewhere': { thread: mail({ replyTo: [aMailbox('no-reply@factures.example')] }) },
  'not-a-reminder': { entries: aLog(...aReminderSent(), [promised(), { on: TODAY }]) },
  'formal-step': { policies: [aPolicy({ stages: [aStage({ id: 'R1' }), aStage({ id: 'R2', days: 11, minimumGap: 8, tones: ['formal'] })] })] },
  'draft-open': { entries: aLog([drafted(), { on: daysAgo(11) }]), thread: mail({ text: 'Bonjour, bien reçu.\n\nLe 12 nov. 2026, Marie Lefèvre <marie.lefevre@atelier-nord.fr> a écrit :\n> Bonjour\n> Réf. R-7K3F\n' }) },
  'partly-held': { invoices: [anInvoice(), anInvoice({ number: 'FA-2026-0310', due: daysAgo(20), disputed: eur(1200) })] },
  'figures-too-old': { asOf: '2026-11-18T17:00:00.000Z' },
  'answer-to-read': { thread: mail({ text: 'Bonjour,\n\nVotre facture est déjà payée.\n' }) },
};

describe('one click opens the pane', () => {
  test.each(Object.entries(STORIES))('because of %s', (kind, story) => {
    expect(click(story)).toMatchObject({ kind: 'open-pane', because: { kind } });
  });

  test.each<[string, Story, WhyPane]>([
    ['a colleague forwards the customer’s mail', { thread: mail({ from: aMailbox('paul.garnier@atelier-nord.fr'), text: `Bonjour\n\n-----Message d'origine-----\nDe : Compta <${SENDER}>\nEnvoyé : lundi 23 novembre 2026 08:00\nÀ : Paul Garnier <paul.garnier@atelier-nord.fr>\nObjet : Facture\n\nBonjour` }) }, { kind: 'own-message' }],
    ['a third party cites an invoice', { thread: mail({ from: aMailbox('mme.dupuis@orange.fr'), subject: 'Facture FA-2026-0297' }) }, { kind: 'not-certain' }],
    ['an accountant who writes for two customers cites the invoice of one', { others: [{ ...PEYRON, contacts: [aContact()] }], thread: mail({ subject: 'Facture FA-2026-0297' }) }, { kind: 'not-certain' }],
    ['the clerk taught the domain only', { thread: mail({ from: aMailbox('nouveau@cabinet.example') }), choices: [{ scope: 'domain', value: 'cabinet.example', debtor: aDebtor().id }] }, { kind: 'not-certain' }],
    ['the thread was assigned, but a stranger writes in it', { thread: mail({ from: aMailbox('avocat@cabinet.example') }), choices: [{ scope: 'thread', value: 'thread-1', debtor: aDebtor().id }] }, { kind: 'not-a-payer', role: null }],
    ['the manager writes', { debtor: withContacts(aContact({ role: 'management' })) }, { kind: 'not-a-payer', role: 'management' }],
    ['the sales people were taught as this customer', { debtor: withContacts(aContact({ role: 'sales' })), choices: [{ scope: 'address', value: SENDER, debtor: aDebtor().id }] }, { kind: 'not-a-payer', role: 'sales' }],
    ['the clerk said that this is no customer', { choices: [{ scope: 'thread', value: 'thread-1', debtor: null }] }, { kind: 'nobody-known', why: 'marked-not-a-customer' }],
    ['the reply would come back to us', { thread: mail({ replyTo: [aMailbox('recouvrement@atelier-nord.fr')] }) }, { kind: 'reply-elsewhere' }],
    ['the sender’s address is noted as refused', { entries: aLog(...aReminderSent(), { kind: 'contact-changed', address: address(SENDER), change: 'bounced' }) }, { kind: 'reply-elsewhere' }],
    ['the reply would go to the sender and to somebody else', { thread: mail({ replyTo: [aMailbox(SENDER), aMailbox('patron@garage-canigou.fr')] }) }, { kind: 'reply-elsewhere' }],
    ['the reply would go to the sender and to ourselves', { thread: mail({ replyTo: [aMailbox(SENDER), aMailbox('recouvrement@atelier-nord.fr')] }) }, { kind: 'reply-elsewhere' }],
    ['another customer’s invoice is cited', { others: [PEYRON], invoices: [anInvoice(), anInvoice({ number: 'FA-2026-0302', debtor: PEYRON.id })], thread: mail({ text: 'Voir FA-2026-0302.' }) }, { kind: 'several-debtors' }],
    ['six days before the due date', { invoices: [anInvoice({ due: inDays(6) })], entries: [] }, { kind: 'not-a-reminder', is: 'not-due' }],
    ['ten days after the due date, reminded nine days ago', { invoices: [anInvoice({ due: daysAgo(10) })], entries: aLog(...aReminderSent({ on: daysAgo(9) })) }, { kind: 'not-a-reminder', is: 'too-soon' }],
    ['a call is next', { entries: aLog(...aReminderSent({ on: daysAgo(20) }), ...aReminderSent({ stage: 'R2', on: daysAgo(5), reference: 'R-9Q2W' as never })) }, { kind: 'not-a-reminder', is: 'call' }],
    ['the formal notice is next', { entries: aLog(...aReminderSent({ on: daysAgo(25) }), ...aReminderSent({ stage: 'R2', on: daysAgo(16), reference: 'R-9Q2W' as never }), [called(), { on: daysAgo(10) }]) }, { kind: 'not-a-reminder', is: 'letter' }],
    ['all is paid', { invoices: [anInvoice({ outstanding: eur(0) })], entries: [] }, { kind: 'not-a-reminder', is: 'settled' }],
    ['a dispute covers the invoice', { entries: aLog(...aReminderSent(), [disputed(), { on: TODAY }]) }, { kind: 'not-a-reminder', is: 'held' }],
    ['the clerk put reminders on hold', { entries: aLog(...aReminderSent(), [held(), { on: TODAY }]) }, { kind: 'not-a-reminder', is: 'held' }],
    ['a draft was inserted today', { entries: aLog(...aReminderSent(), [drafted({ stage: 'R2', reference: 'R-9Q2W' as never }), { on: TODAY }]) }, { kind: 'not-a-reminder', is: 'draft-pending' }],
    ['a part of one invoice is in dispute', { invoices: [anInvoice({ disputed: eur(100) })] }, { kind: 'partly-held', numbers: ['FA-2026-0297'] }],
    ['another invoice is debited directly', { invoices: [anInvoice(), anInvoice({ number: 'FA-2026-0310', due: daysAgo(20), means: 'direct-debit-presented' })] }, { kind: 'partly-held', numbers: ['FA-2026-0310'] }],
    ['the customer says that it is paid', { thread: mail({ text: 'Bonjour,\n\nC’est réglé depuis hier, vérifiez vos comptes.' }) }, { kind: 'answer-to-read', says: 'payment' }],
    ['the customer promises', { thread: mail({ text: 'Le virement partira vendredi.' }) }, { kind: 'answer-to-read', says: 'payment' }],
    ['the customer disputes and pays the rest', { thread: mail({ text: 'Nous contestons cette facture, le reste sera payé.' }) }, { kind: 'answer-to-read', says: 'dispute' }],
    ['a judgment is told', { thread: mail({ text: 'Par jugement du 17/11/2026 notre société est en redressement judiciaire. Le paiement de votre facture est interdit.' }) }, { kind: 'answer-to-read', says: 'insolvency' }],
    ['a machine says that nobody is there', { thread: mail({ subject: 'Réponse automatique : Facture', text: 'Je reviens le 30 novembre.' }) }, { kind: 'answer-to-read', says: 'absence' }],
    ['an English customer has paid', { thread: mail({ text: 'This was paid on Monday.' }) }, { kind: 'answer-to-read', says: 'payment' }],
    ['a German customer has paid', { thread: mail({ text: 'Die Rechnung wurde am 12.11. bezahlt.' }) }, { kind: 'answer-to-read', says: 'payment' }],
    ['the figures are three business days old', { asOf: '2026-11-18T22:59:00.000Z' }, { kind: 'figures-too-old', of: '2026-11-18' as never }],
  ])('when %s', (_title, story, because) => {
    expect(click(story)).toEqual({ kind: 'open-pane', because });
  });

  test('the day of the figures is the company’s: one minute before midnight in Paris still counts as the day before', () => {
    expect(why({ asOf: '2026-11-18T23:00:00.000Z' })).toBe('inserted');
  });
  test('our own quoted words of payment are not the customer’s', () => {
    expect(why({ thread: mail({ text: 'Bonjour, bien reçu.\n\nLe 12 nov. 2026, Marie Lefèvre <marie.lefevre@atelier-nord.fr> a écrit :\n> Sauf erreur, votre règlement ne nous est pas parvenu.\n' }) })).toBe('inserted');
  });
  test('overdue in another currency is no hold: that is another letter', () => {
    expect(why({ invoices: [anInvoice(), anInvoice({ number: 'FA-2026-0311', due: daysAgo(2), amount: gbp(50) })] })).toBe('inserted');
  });
});

test('a case file of another debtor is a bug, never a letter', () => {
  const input = inputOf({});
  expect(() => oneClick({ ...input, caseFile: aCaseFile({ debtor: PEYRON }) })).toThrow('case file of another');
  expect(() => oneClick({ ...input, caseFile: null })).toThrow('case file of another');
});

describe('whatever is combined', () => {
  const kinds = Object.keys(STORIES) as WhyPane['kind'][];
  test('one failing condition among good ones is enough, and two never make it right', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.constantFrom(...kinds), (one, other) => {
        const story: Story = { ...STORIES[one], ...STORIES[other] };
        const first = inputOf(story);
        expect(oneClick(first).kind).toBe('open-pane');
      }),
      { numRuns: 300 },
    );
  });

  test('it inserts only for the sender, who is a paying contact or was taught, and never for one of us', () => {
    const people = [SENDER, 'nouveau@garage-canigou.fr', 'a.peyron@menuiserie-peyron.fr', 'marie.lefevre@atelier-nord.fr', 'mme.canigou@orange.fr', 'contact@inconnu.example'];
    fc.assert(
      fc.property(
        fc.record({
          from: fc.constantFrom(...people), cc: fc.subarray(people), replyTo: fc.subarray(people, { maxLength: 2 }), text: fc.constantFrom('Bonjour', 'Facture FA-2026-0297', 'Facture FA-2026-0302', 'Réf. R-7K3F'),
          role: fc.constantFrom('payer', 'accounting', 'generic', 'management', 'sales', 'unknown'), replyKnown: fc.boolean(), asOf: fc.constantFrom('2026-11-10', '2026-11-18', '2026-11-19', '2026-11-23'),
          learned: fc.constantFrom<LearnedChoice | null>(null, { scope: 'address', value: 'mme.canigou@orange.fr', debtor: aDebtor().id }, { scope: 'thread', value: 'thread-1', debtor: aDebtor().id }, { scope: 'domain', value: 'inconnu.example', debtor: aDebtor().id }),
          due: fc.integer({ min: -10, max: 60 }), log: fc.constantFrom([], REMINDED, aLog([drafted(), { on: TODAY }]), aLog([held(), { on: TODAY }])),
        }),
        ({ from, cc, replyTo, text, role, replyKnown, asOf, learned, due, log }) => {
          const story: Story = {
            debtor: withContacts(aContact({ role: role as Contact['role'] })), others: [PEYRON], invoices: [anInvoice({ due: daysAgo(due) }), anInvoice({ number: 'FA-2026-0302', debtor: PEYRON.id })], entries: log,
            choices: learned === null ? [] : [learned], thread: mail({ from: aMailbox(from), cc: cc.map((each) => aMailbox(each)), replyTo: replyTo.map((each) => aMailbox(each)), text }), asOf: `${asOf}T10:00:00.000Z`, replyTo: replyKnown ? 'known' : 'unknown',
          };
          const input = inputOf(story);
          const answer = oneClick(input);
          if (answer.kind === 'open-pane') return;
          expect(answer.recipient).toMatchObject({ channel: 'reply', to: [from], cc: [] });
          expect(from.endsWith('@atelier-nord.fr')).toBe(false);
          expect(replyTo.every((each) => each === from)).toBe(true);
          expect(replyKnown).toBe(true);
          expect(asOf >= '2026-11-19').toBe(true);
          expect(['R0', 'R1', 'R2']).toContain(answer.proposal.stage.id);
          expect(foldHistory(log).drafts).toEqual([]);
          const contact = input.caseFile?.debtor.contacts.find((each) => each.address === from);
          expect(contact === undefined ? learned?.value === from : contact.role !== 'sales' && contact.role !== 'management').toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('undo in the ribbon takes back', () => {
  const today = { on: TODAY };
  test('the newest draft that this clerk inserted today', () => {
    const log = aLog([drafted({ reference: 'R-2AAA' as never }), today], [drafted({ reference: 'R-3BBB' as never }), today]);
    expect(draftToTakeBack(log, MARIE, TODAY)?.reference).toBe('R-3BBB');
  });
  test.each<[string, readonly LogEntry[]]>([
    ['of yesterday', aLog([drafted(), { on: daysAgo(1) }])],
    ['of a colleague', aLog([drafted(), { ...today, author: PAUL }])],
    ['that was sent', aLog([drafted(), today], [sent({ sentOn: TODAY }), today])],
    ['that was taken back already', aLog([drafted(), today], [{ kind: 'draft-discarded', reference: drafted().reference, reason: 'clerk' }, today])],
    ['of nobody', []],
  ])('never a draft %s', (_title, log) => {
    expect(draftToTakeBack(log, MARIE, TODAY)).toBeNull();
  });
});
