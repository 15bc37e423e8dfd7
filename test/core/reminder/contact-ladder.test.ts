import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { completenessOf, copiesForDraft, draftWarnings, foldHistory, knownContacts, recipientsFor, returnedTo, rungOf, STANDARD_POLICY } from '../../../src/core';
import type { Candidate, Channel, Contact, ContactRole, Debtor, EmailAddress, Identification, LogFact, MailMessage, Standing } from '../../../src/core';
import { aContact, aDebtor, address, aLog, aMailbox, aMessage, aPolicy, aProfile, aReminderSent, aStage, at, aThread, called, daysAgo, DEBTOR, eur, promised, voided, entryId } from '../builders';
import type { LogItem } from '../builders';

const profile = aProfile();
const of = (role: ContactRole, local: string = role): Contact => aContact({ role, address: address(`${local}@garage-canigou.fr`), name: null });
const EVERYBODY = [of('management'), of('generic'), of('sales'), of('unknown', 'sophie'), of('accounting'), of('payer')];
const company = (contacts: readonly Contact[], over: Partial<Debtor> = {}): Debtor => aDebtor({ contacts, ...over });
const candidate: Candidate = { debtor: { id: DEBTOR, code: null, name: 'Garage', legalIds: aDebtor().legalIds, town: null, overdue: [eur(1)], open: [eur(1)], oldestDaysOverdue: 1 }, clues: [], score: 1 };
const one: Identification = { kind: 'one', candidate, others: [], invoices: [] };

const said = (who: string, change: 'added' | 'removed' | 'bounced', role?: ContactRole): LogFact => ({ kind: 'contact-changed', address: address(who), change, ...(role === undefined ? {} : { role }) });
const standing = (step: number | null, log: readonly LogItem[] = [], without: readonly string[] = [], lastMail = false): Standing => ({ history: foldHistory(aLog(...log)), rung: step === null ? null : { step, lastMail }, without: without.map(address) });
/** A reminder that left twelve days ago. */
const REMINDED = aReminderSent({ on: daysAgo(12) });

const fresh = (debtor: Debtor, of: Standing) => recipientsFor(null, null, debtor, profile, null, of);
const answer = (message: Partial<MailMessage>, debtor: Debtor, of: Standing, channel: Channel | null = null) => recipientsFor(aThread({ messages: [aMessage(message)] }), one, debtor, profile, channel, of);

describe('the usual contact', () => {
  test('is the payer, then accounting, then a person, then the general address, management last; never a salesperson', () => {
    const order: string[] = [];
    for (let left: readonly Contact[] = EVERYBODY; ;) {
      const choice = fresh(company(left), standing(1));
      if (choice === null) break;
      order.push(choice.to.join());
      left = left.filter((contact) => contact.address !== choice.to[0]);
      if (left.length === 0) throw new Error('a salesperson was written to');
    }
    expect(order.map((each) => each.split('@')[0])).toEqual(['payer', 'accounting', 'sophie', 'generic', 'management']);
  });

  test('an address that was refused is passed over, and it is said since when', () => {
    expect(fresh(company([of('accounting', 'compta'), of('generic', 'contact')]), standing(1, [[said('compta@garage-canigou.fr', 'bounced'), { on: daysAgo(11) }]]))).toMatchObject({
      to: ['contact@garage-canigou.fr'], why: 'ledger-contact', reasons: { role: 'generic', passedOver: [{ address: 'compta@garage-canigou.fr', because: 'bounced', on: daysAgo(11) }] },
    });
  });

  test('one that was taken out too; both are chosen again when the word is taken back, or the address is added again', () => {
    const compta = 'compta@garage-canigou.fr';
    const debtor = company([of('accounting', 'compta'), of('generic', 'contact')]);
    expect(fresh(debtor, standing(1, [said(compta, 'removed')]))?.to).toEqual(['contact@garage-canigou.fr']);
    expect(fresh(debtor, standing(1, [said(compta, 'removed'), voided(entryId('entry-1'))]))?.to).toEqual([compta]);
    expect(fresh(debtor, standing(1, [said(compta, 'bounced'), said(compta, 'added')]))?.to).toEqual([compta]);
  });

  test('an added address counts, under the role that the clerk gave it', () => {
    expect(fresh(company([]), standing(1, [said('jean@new.example', 'added')]))).toMatchObject({ to: ['jean@new.example'], reasons: { role: 'unknown' } });
    expect(fresh(company([]), standing(1, [said('jean@new.example', 'added', 'accounting'), said('jean@new.example', 'bounced'), said('jean@new.example', 'added', 'accounting')]))).toMatchObject({ reasons: { role: 'accounting' } });
    expect(fresh(company([of('accounting')]), standing(1, [said('jean@new.example', 'added', 'payer')]))?.to).toEqual(['jean@new.example']);
    expect(fresh(company([]), standing(1, [said('jean@new.example', 'added', 'sales')]))).toBeNull();
  });

  test('nobody is left when every address was refused', () => {
    expect(fresh(company([of('accounting'), of('sales')]), standing(1, [said('accounting@garage-canigou.fr', 'bounced')]))).toBeNull();
  });
});

describe('who is copied', () => {
  const copies = (of: ReturnType<typeof fresh>) => of?.reasons?.copies.map(({ address: who, because }) => `${who.split('@')[0] ?? ''} ${because}`);

  test('nobody before the second reminder', () => {
    for (const rung of [null, 0, 1]) expect(fresh(company(EVERYBODY), standing(rung, REMINDED))?.cc).toEqual([]);
  });

  test('from the second on accounting, when it goes to somebody else', () => {
    expect(copies(fresh(company([of('payer'), of('accounting')]), standing(2, REMINDED)))).toEqual(['accounting second-reminder']);
    expect(copies(answer({ from: aMailbox('sophie@garage-canigou.fr') }, company([of('unknown', 'sophie'), of('accounting')]), standing(2, REMINDED)))).toEqual(['accounting second-reminder']);
    expect(copies(fresh(company([of('accounting'), of('unknown', 'sophie')]), standing(2, REMINDED)))).toEqual([]);
  });

  test('the payer, where accounting is not known', () => {
    expect(copies(answer({ from: aMailbox('sophie@garage-canigou.fr') }, company([of('unknown', 'sophie'), of('payer')]), standing(2, REMINDED)))).toEqual(['payer second-reminder']);
  });

  test('from the third on the general address, when the last reminder stayed without an answer', () => {
    const debtor = company([of('payer'), of('accounting'), of('generic')]);
    expect(copies(fresh(debtor, standing(2, REMINDED)))).toEqual(['accounting second-reminder']);
    expect(copies(fresh(debtor, standing(3, REMINDED)))).toEqual(['accounting second-reminder', 'generic no-answer']);
    expect(copies(fresh(debtor, standing(3, [...REMINDED, [promised({ promisedFor: daysAgo(8) }), { on: daysAgo(10) }]])))).toEqual(['accounting second-reminder']);
    expect(copies(fresh(debtor, standing(3, [...REMINDED, [called({ outcome: 'voicemail' }), { on: daysAgo(9) }]])))).toEqual(['accounting second-reminder', 'generic no-answer']);
    expect(copies(fresh(debtor, standing(3)))).toEqual(['accounting second-reminder']);
  });

  test('already at the second where that is the last mail of the plan, and accounting is not copied', () => {
    const debtor = company([of('accounting'), of('generic')]);
    expect(copies(fresh(debtor, standing(2, REMINDED, [], true)))).toEqual(['generic no-answer']);
    expect(copies(fresh(debtor, standing(2, REMINDED, [], false)))).toEqual([]);
    expect(copies(fresh(company([of('payer'), of('accounting'), of('generic')]), standing(2, REMINDED, [], true)))).toEqual(['accounting second-reminder']);
    expect(copies(fresh(debtor, standing(1, REMINDED, [], true)))).toEqual([]);
    const all = company([of('unknown', 'sophie'), of('accounting'), of('generic')]);
    expect(copies(answer({ from: aMailbox('sophie@garage-canigou.fr'), sentAt: at('2026-11-01T09:00:00.000Z'), cc: [aMailbox('accounting@garage-canigou.fr')] }, all, standing(2, REMINDED, [], true), 'reply-all'))).toEqual([]);
  });

  test('a message of theirs since the last reminder is an answer, an older one is not', () => {
    const debtor = company([of('accounting'), of('generic')]);
    const written = (sentAt: string | null) => copies(answer({ from: aMailbox('accounting@garage-canigou.fr'), sentAt: sentAt === null ? null : at(sentAt) }, debtor, standing(3, REMINDED)));
    expect(written('2026-11-10T22:30:00.000Z')).toEqual(['generic no-answer']);
    // In Paris it is the eleventh already.
    expect(written('2026-11-10T23:30:00.000Z')).toEqual([]);
    expect(written('2026-11-20T09:00:00.000Z')).toEqual([]);
    expect(written(null)).toEqual([]);
  });

  test('an answer further down in the thread counts too; a returned mail and a mailbox that nobody reads are none', () => {
    const debtor = company([of('accounting'), of('generic')]);
    const thread = (other: Partial<MailMessage>) => aThread({ open: 1, messages: [aMessage({ sentAt: at('2026-11-20T09:00:00.000Z'), ...other }), aMessage({ from: aMailbox('marie.lefevre@atelier-nord.fr'), to: [aMailbox('accounting@garage-canigou.fr')], sentAt: at('2026-11-21T09:00:00.000Z') })] });
    const written = (other: Partial<MailMessage>) => copies(recipientsFor(thread(other), one, debtor, profile, null, standing(3, REMINDED)));
    // Her message is the one that is answered; accounting is copied, as at every second reminder.
    expect(written({ from: aMailbox('sophie@garage-canigou.fr') })).toEqual(['accounting second-reminder']);
    expect(written({ from: aMailbox('paul.garnier@atelier-nord.fr') })).toEqual(['generic no-answer']);
    expect(written({ from: aMailbox('systeme@garage-canigou.fr'), subject: 'Undeliverable: Facture' })).toEqual(['generic no-answer']);
    expect(written({ from: aMailbox('noreply@garage-canigou.fr') })).toEqual(['generic no-answer']);
  });

  test('never management, never a salesperson, never one who was refused, never twice', () => {
    const log = [...REMINDED, said('generic@garage-canigou.fr', 'bounced')];
    expect(fresh(company(EVERYBODY), standing(5, log))?.cc).toEqual(['accounting@garage-canigou.fr']);
    expect(answer({ from: aMailbox('sophie@garage-canigou.fr'), cc: [aMailbox('accounting@garage-canigou.fr')] }, company(EVERYBODY), standing(2, REMINDED), 'reply-all')?.cc).toEqual(['accounting@garage-canigou.fr']);
  });

  test('a copy that the clerk took out stays on the card and is not in the mail', () => {
    const choice = fresh(company([of('payer'), of('accounting')]), standing(2, REMINDED, ['accounting@garage-canigou.fr']));
    expect(choice).toMatchObject({ cc: [], reasons: { copies: [{ address: 'accounting@garage-canigou.fr', kept: false }] } });
  });

  test.each(['consumer', 'public'] as const)('at a %s nobody else, on demand neither', (kind) => {
    const debtor = company(EVERYBODY, { kind });
    expect(fresh(debtor, standing(5, REMINDED))).toMatchObject({ to: ['payer@garage-canigou.fr'], cc: [] });
    expect(answer({ from: aMailbox('sophie@garage-canigou.fr'), cc: [aMailbox('accounting@garage-canigou.fr')] }, debtor, standing(5, REMINDED), 'reply-all')).toMatchObject({ channel: 'reply', to: ['sophie@garage-canigou.fr'], cc: [] });
    expect(answer({ from: aMailbox('marie.lefevre@atelier-nord.fr'), to: [aMailbox('sophie@garage-canigou.fr'), aMailbox('accounting@garage-canigou.fr')] }, debtor, standing(5))?.to).toEqual(['sophie@garage-canigou.fr']);
    // A reply form follows the whole Reply-To.
    expect(answer({ from: aMailbox('sophie@garage-canigou.fr'), replyTo: [aMailbox('sophie@garage-canigou.fr'), aMailbox('accounting@garage-canigou.fr')] }, debtor, standing(1))).toMatchObject({ channel: 'new-message', to: ['payer@garage-canigou.fr'] });
  });
});

describe('an answer', () => {
  test('does not go to a sender whose address is known to bounce', () => {
    const log = [said('sophie@garage-canigou.fr', 'bounced')];
    expect(answer({ from: aMailbox('sophie@garage-canigou.fr') }, company([of('unknown', 'sophie'), of('generic')]), standing(1, log))).toMatchObject({ channel: 'new-message', to: ['generic@garage-canigou.fr'], reasons: { passedOver: [{ address: 'sophie@garage-canigou.fr', because: 'bounced' }] } });
  });

  test('does not go to a salesperson, to all neither when one is among them', () => {
    const debtor = company([of('sales', 'agent'), of('accounting')]);
    expect(answer({ from: aMailbox('agent@garage-canigou.fr') }, debtor, standing(1))).toMatchObject({ channel: 'new-message', to: ['accounting@garage-canigou.fr'], reasons: { passedOver: [{ because: 'sales' }] } });
    expect(answer({ from: aMailbox('accounting@garage-canigou.fr'), cc: [aMailbox('agent@garage-canigou.fr')] }, debtor, standing(1), 'reply-all')).toMatchObject({ channel: 'reply', cc: [] });
  });

  test('does not go to the machine that reports a returned mail, nor to the address that was refused', () => {
    const returned = { from: aMailbox('mailer-daemon@garage-canigou.fr'), subject: 'Undeliverable: Facture', text: 'Your message to compta@garage-canigou.fr could not be delivered.' };
    const debtor = company([of('accounting', 'compta'), of('generic', 'contact')]);
    expect(answer(returned, debtor, standing(1))).toMatchObject({ channel: 'new-message', to: ['contact@garage-canigou.fr'], reasons: { passedOver: [{ address: 'compta@garage-canigou.fr', because: 'bounced', on: null }] } });
    expect(answer(returned, company([of('accounting', 'compta')]), standing(1))).toBeNull();
    // Whatever the machine calls itself, also inside the customer's own domain.
    expect(answer({ ...returned, from: aMailbox('systeme@garage-canigou.fr') }, debtor, standing(1))).toMatchObject({ channel: 'new-message', to: ['contact@garage-canigou.fr'] });
  });

  test('a mailbox that nobody reads is not answered', () => {
    expect(answer({ from: aMailbox('noreply@garage-canigou.fr') }, company([of('accounting')]), standing(1))).toMatchObject({ channel: 'new-message', to: ['accounting@garage-canigou.fr'] });
  });
});

describe('a message that is being written', () => {
  const offered = (to: readonly string[], debtor: Debtor, of: Standing, cc: readonly string[] = []) =>
    copiesForDraft(aThread({ mode: 'compose', messages: [aMessage({ from: aMailbox('marie.lefevre@atelier-nord.fr'), to: to.map((each) => aMailbox(each)), cc: cc.map((each) => aMailbox(each)) })] }), debtor, profile, of).map(({ address: who }) => who);
  const debtor = company([of('unknown', 'sophie'), of('accounting'), of('generic')]);
  const sophie = 'sophie@garage-canigou.fr';

  test('is offered whom the stage would copy, until they are in it', () => {
    expect(offered([sophie], debtor, standing(2, REMINDED, [], true))).toEqual(['accounting@garage-canigou.fr']);
    expect(offered([sophie], debtor, standing(2, REMINDED, [], true), ['accounting@garage-canigou.fr'])).toEqual([]);
    expect(offered([sophie], debtor, standing(3, REMINDED), ['accounting@garage-canigou.fr'])).toEqual(['generic@garage-canigou.fr']);
  });

  test('to nobody of the debtor’s it is offered nobody; nor at a public buyer’s, nor in a message that was received', () => {
    expect(offered(['paul@ailleurs.example'], debtor, standing(2, REMINDED))).toEqual([]);
    expect(offered([], debtor, standing(2, REMINDED))).toEqual([]);
    expect(offered([sophie], { ...debtor, kind: 'public' }, standing(2, REMINDED))).toEqual([]);
    expect(copiesForDraft(aThread({ messages: [aMessage({ from: aMailbox(sophie) })] }), debtor, profile, standing(2, REMINDED))).toEqual([]);
  });

  test('is warned of a contact to whom nothing is sent', () => {
    const thread = aThread({ mode: 'compose', messages: [aMessage({ from: aMailbox('marie.lefevre@atelier-nord.fr'), to: [aMailbox(sophie)], cc: [aMailbox('sales@garage-canigou.fr'), aMailbox('generic@garage-canigou.fr')] })] });
    const changes = foldHistory(aLog(said(sophie, 'bounced'))).contacts;
    expect(draftWarnings(thread, company([of('unknown', 'sophie'), of('sales'), of('generic')]), profile, changes)).toEqual([
      { kind: 'barred', address: sophie, because: 'bounced' }, { kind: 'barred', address: 'sales@garage-canigou.fr', because: 'sales' },
    ]);
  });
});

describe('a mail that came back', () => {
  const returned = (text: string) => aThread({ messages: [aMessage({ from: aMailbox('postmaster@outlook.example'), subject: 'Non remis : Facture FA-1', text })] });
  const contacts = (...log: LogFact[]) => knownContacts(company([of('accounting', 'compta'), of('generic', 'contact')]), foldHistory(aLog(...log)).contacts);

  test('names the contact whom it did not reach', () => {
    expect(returnedTo(returned('compta@garage-canigou.fr : adresse inconnue'), contacts(), profile)).toEqual({ addresses: ['compta@garage-canigou.fr'], certain: true });
  });
  test('of several it is not known which; of one that was noted nothing is told again', () => {
    const both = returned('À : compta@garage-canigou.fr ; contact@garage-canigou.fr');
    expect(returnedTo(both, contacts(), profile).certain).toBe(false);
    expect(returnedTo(both, contacts(said('compta@garage-canigou.fr', 'bounced')), profile).addresses).toEqual(['contact@garage-canigou.fr']);
  });
  test('an ordinary mail and strangers’ addresses tell nothing', () => {
    expect(returnedTo(aThread({ messages: [aMessage({ text: 'compta@garage-canigou.fr' })] }), contacts(), profile).addresses).toEqual([]);
    expect(returnedTo(returned('quelquun@ailleurs.example'), contacts(), profile).addresses).toEqual([]);
  });
});

test('the place of a stage in the ladder is counted by what is overdue and goes by mail', () => {
  expect(STANDARD_POLICY.stages.map(({ id }) => rungOf(STANDARD_POLICY, id))).toEqual([{ step: 0, lastMail: false }, { step: 1, lastMail: false }, { step: 2, lastMail: true }, null, null, null]);
  const own = aPolicy({ stages: [aStage({ id: 'A', days: 5 }), aStage({ id: 'B', days: 20, channel: 'call' }), aStage({ id: 'C', days: 30 }), aStage({ id: 'D', days: 40, enabled: false })] });
  expect(['A', 'B', 'C', 'Z'].map((id) => rungOf(own, id)?.step)).toEqual([1, undefined, 3, undefined]);
  expect(rungOf(own, 'C')?.lastMail).toBe(true);
});

test('a company is complete with accounting and a general address, others with any address at all', () => {
  const missing = (kind: Debtor['kind'], ...contacts: Contact[]) => completenessOf(company(contacts, { kind }), knownContacts(company(contacts), new Map())).missing;
  expect(missing('business', of('payer'), of('generic'))).toEqual([]);
  expect(missing('business', of('unknown', 'sophie'))).toEqual(['accounting', 'generic']);
  expect(missing('consumer', of('unknown', 'sophie'))).toEqual([]);
  expect(missing('business', of('sales'))).toEqual(['any']);
});

/* ---- properties ---- */

const roles: readonly ContactRole[] = ['payer', 'accounting', 'generic', 'management', 'sales', 'unknown'];
const locals = ['compta', 'contact', 'sophie', 'direction', 'agent', 'paul', 'noreply'] as const;
const domains = ['garage-canigou.fr', 'orange.fr', 'atelier-nord.fr', 'other-debtor.example'] as const;
const anAddress = fc.tuple(fc.constantFrom(...locals), fc.constantFrom(...domains)).map(([local, domain]) => address(`${local}@${domain}`));
const aParty = anAddress.map((each) => aMailbox(each));
const contactsList = fc.uniqueArray(fc.record({ name: fc.constant(null), address: anAddress.filter((each) => !each.endsWith('other-debtor.example')), role: fc.constantFrom(...roles) }), { selector: (each) => each.address, maxLength: 6 });
const changes = fc.array(fc.record({ who: anAddress.filter((each) => !each.endsWith('other-debtor.example')), change: fc.constantFrom('added' as const, 'removed' as const, 'bounced' as const), role: fc.option(fc.constantFrom(...roles), { nil: undefined }) }), { maxLength: 6 });
const message = fc.record({
  from: fc.option(aParty), to: fc.array(aParty, { maxLength: 3 }), cc: fc.array(aParty, { maxLength: 3 }), replyTo: fc.array(aParty, { maxLength: 2 }),
  subject: fc.constantFrom('Facture', 'Undeliverable: Facture'), text: fc.array(anAddress, { maxLength: 3 }).map((all) => all.join(' ')),
});

test('nobody who must not be written to is ever in a mail that Relance addresses', () => {
  fc.assert(
    fc.property(contactsList, changes, message, fc.constantFrom('business' as const, 'consumer' as const, 'public' as const), fc.constantFrom(null, 0, 1, 2, 3, 4), fc.constantFrom<(Channel | null)[]>(null, 'reply', 'reply-all', 'new-message', 'copied'), (contacts, log, mail, kind, rung, channel) => {
      const debtor = company(contacts, { kind });
      const history = foldHistory(aLog(...REMINDED, ...log.map(({ who, change, role }) => said(who, change, role))));
      const choice = recipientsFor(aThread({ messages: [aMessage(mail)] }), null, debtor, profile, channel, { history, rung: rung === null ? null : { step: rung, lastMail: rung % 2 === 0 }, without: [] });
      if (choice === null) return;
      const known = knownContacts(debtor, history.contacts);
      const all = [...choice.to, ...choice.cc];
      const barred = (who: EmailAddress): boolean => known.some((contact) => contact.address === who && (contact.state !== 'usable' || contact.role === 'sales'));
      expect(all.filter((who) => who.endsWith('@atelier-nord.fr'))).toEqual([]);
      expect(all.filter(barred)).toEqual([]);
      expect(new Set(all).size).toBe(all.length);
      // Only an answer to all, asked for by the clerk, reaches anybody who is not the debtor's.
      const theirs = (who: EmailAddress): boolean => known.some((contact) => contact.address === who) || who.endsWith('@garage-canigou.fr');
      expect((channel === 'reply-all' ? choice.to : all).filter((who) => !theirs(who))).toEqual([]);
      expect(choice.reasons?.copies.filter(({ address: who }) => !known.some((contact) => contact.address === who)) ?? []).toEqual([]);
      if (kind !== 'business') expect(all).toHaveLength(1);
      if (choice.reasons?.copies.some(({ role }) => (role as ContactRole) === 'management') === true) throw new Error('management in copy');
    }),
    { numRuns: 2_000 },
  );
});
