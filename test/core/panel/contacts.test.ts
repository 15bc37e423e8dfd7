import { describe, expect, test } from '@jest/globals';
import { contactWords, foldHistory, identify, knownContacts, presentContacts, presentDebtor, recipientsFor, returnedTo, rungOf, STANDARD_POLICY } from '../../../src/core';
import type { ContactsView, DebtorPanel, Language, RecipientChoice } from '../../../src/core';
import { noticesOf } from '../../../src/core/panel/draft-notices';
import { address, aDebtor, aMessage, aThread, MARIE, TODAY } from '../builders';
import { assessed, CONTACT_STATES, PACK } from './every-state';
import type { ContactState } from './every-state';
import { faultsOf, labels, strings } from './reading';

const LANGUAGES: readonly Language[] = ['fr', 'en'];
const visible = (text: string): string => text.replace(/\u00a0/g, '⍽').replace(/\u202f/g, '▫');

function recipient({ file, thread, without }: ContactState): RecipientChoice | null {
  const assessment = assessed(file);
  const rung = assessment.kind === 'remind' ? rungOf(STANDARD_POLICY, assessment.proposal.stage.id) : null;
  return recipientsFor(thread, null, file.debtor, PACK.profile, null, { history: foldHistory(file.entries), rung, without: without.map(address) });
}
function card(state: ContactState, language: Language): DebtorPanel {
  const { file, thread } = state;
  const contacts = knownContacts(file.debtor, foldHistory(file.entries).contacts);
  return presentDebtor({ language, me: MARIE, pack: PACK, file, assessment: assessed(file), identification: null, recipient: recipient(state), chosen: null, offsetMinutes: 60, returned: returnedTo(thread, contacts, PACK.profile) }, TODAY);
}
const contactsOf = ({ file }: ContactState, language: Language): ContactsView => presentContacts(file, PACK, language);

test('what the card says of contacts, and the list of them', () => {
  for (const language of LANGUAGES)
    for (const [name, state] of Object.entries(CONTACT_STATES)) {
      const { nextStep } = card(state, language);
      const list = contactsOf(state, language);
      expect([...strings(nextStep), ...strings(list)].flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
      expect([...labels(nextStep), ...labels(list)].filter((label) => label.length > 24)).toEqual([]);
      const to = nextStep.recipient;
      const lines = [
        `[${nextStep.pill.kind}] ${nextStep.title}`,
        to === null ? `- | ${nextStep.primary?.disabledBecause ?? '-'}` : `${to.label} ${to.to.join(', ')} (${to.why})${to.whyNotTheUsual ? ' !' : ''}`,
        ...(to?.copies ?? []).map(({ address: who, why, toggle }) => `  ${to?.copyLabel ?? ''} ${who} (${why}) [${toggle.label}]`),
        ...(to?.copyHint === null || to === null ? [] : [`  ${to.copyHint}`]),
        ...nextStep.notices.map(({ intent, text, action }) => `[${intent}] ${text}${action === undefined ? '' : ` [${action.label}]`}`),
        [nextStep.primary, ...nextStep.secondary].flatMap((action) => (action === null ? [] : [action.label])).join(', '),
        `${list.completeness} | ${list.goodFor.join(' ') || '-'} | ${list.add.label}`,
        ...list.rows.map(({ address: who, about, state: said, gone, action }) => `  ${gone ? 'x ' : ''}${who} | ${about} | ${said ?? '-'} | ${action.label}`),
      ];
      expect(`\n${lines.map(visible).join('\n')}\n`).toMatchSnapshot(`${name} (${language})`);
    }
});

test('what is said beside a message that is being written', () => {
  const [who, other] = [address('compta@garage-canigou.fr'), address('contact@garage-canigou.fr')];
  for (const language of LANGUAGES) {
    const notices = noticesOf({
      warnings: [{ kind: 'barred', address: who, because: 'bounced' }, { kind: 'barred', address: who, because: 'removed' }, { kind: 'barred', address: who, because: 'sales' }], toAttach: [],
      copies: [{ address: who, role: 'accounting', because: 'second-reminder', kept: true }, { address: other, role: 'generic', because: 'no-answer', kept: true }],
    }, language);
    expect(strings(notices).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
    expect(labels(notices).filter((label) => label.length > 24)).toEqual([]);
    expect(`\n${notices.map(({ intent, text, action }) => `[${intent}] ${visible(text)}${action === undefined ? '' : ` [${action.label}]`}`).join('\n')}\n`).toMatchSnapshot(`writing (${language})`);
  }
});

test('the words of the form', () => {
  for (const language of LANGUAGES) {
    expect(strings(contactWords(language)).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
    expect(contactWords(language)).toMatchSnapshot(`form (${language})`);
  }
});

describe('the card', () => {
  test('never shows a copy beside an address that a public buyer does not need', () => {
    const panel = card(CONTACT_STATES['a public buyer'] as ContactState, 'fr');
    expect(panel.nextStep.recipient?.copies).toEqual([]);
    expect(panel.nextStep.notices).toEqual([]);
  });

  test('tells of a returned mail in every state, and names the next recipient', () => {
    const state = CONTACT_STATES['a mail that came back'] as ContactState;
    const { nextStep } = card(state, 'fr');
    expect(nextStep.notices[0]?.action?.action).toEqual({ kind: 'note-bounced', address: 'compta@garage-canigou.fr' });
    expect(nextStep.recipient?.to).toEqual(['contact@garage-canigou.fr']);
    expect(card({ ...state, file: { ...state.file, invoices: [] } }, 'fr').nextStep.notices).toHaveLength(1);
  });

  test('of an ordinary mail it tells nothing', () => {
    const thread = aThread({ messages: [aMessage({ text: 'compta@garage-canigou.fr' })] });
    expect(identify(thread, { hits: [], debtors: [] }, PACK).kind).toBe('none');
    expect(card({ ...(CONTACT_STATES['a mail that came back'] as ContactState), thread }, 'fr').nextStep.notices).toEqual([]);
  });

  test('hostile names and addresses stay on one line', () => {
    const hostile = '\u202e"><img src=x>\n\u0000';
    const state = CONTACT_STATES['a letter, and a salesperson'] as ContactState;
    const debtor = aDebtor({ contacts: state.file.debtor.contacts.map((each) => ({ ...each, name: hostile.repeat(50), address: address(`a${hostile}@b.fr`) })) });
    for (const text of [...strings(card({ ...state, file: { ...state.file, debtor } }, 'fr').nextStep.notices), ...strings(contactsOf({ ...state, file: { ...state.file, debtor } }, 'fr').rows.map(({ about }) => about))].map(([, each]) => each)) {
      expect(text).not.toMatch(/[\u0000-\u001f\u202e]/);
      expect(text.length).toBeLessThan(500);
    }
  });
});
