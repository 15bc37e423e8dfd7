import { describe, expect, test } from '@jest/globals';
import { assess, presentDebtor, recipientsFor } from '../../../src/core';
import type { Author, CaseFile, DebtorPanel, Language, LogEntry, LogFactKind, LogRowView, ThreadFacts } from '../../../src/core';
import { aCaseFile, aListed, aLog, anInvoice, aReminderSent, at, daysAgo, discarded, disputed, drafted, entryId, held, MARIE, noted, PAUL, promised, reference, rerouted, sent, TODAY, voided } from '../builders';
import { assessed, PACK } from './every-state';
import { FACTS } from './every-fact';
import type { LogItem } from '../builders';
import { faultsOf, labels, strings } from './reading';

const F = '\u00a0';
const N = '\u202f';
const LANGUAGES: readonly Language[] = ['fr', 'en'];
const now = { at: at('2026-11-23T08:14:00Z'), on: TODAY };

function rows(entries: readonly LogEntry[], { language = 'fr', me = MARIE }: { readonly language?: Language; readonly me?: Author } = {}): readonly LogRowView[] {
  const file: CaseFile = aCaseFile({ invoices: [anInvoice({ due: daysAgo(32) })], entries });
  return presentDebtor({ language, me, pack: PACK, file, assessment: assessed(file), identification: null, recipient: recipientsFor(null, null, file.debtor, PACK.profile, null), chosen: null, offsetMinutes: 60 }, TODAY).log;
}
const kinds = (row: LogRowView | undefined): readonly string[] => (row?.actions ?? []).map(({ action }) => action.kind);

describe('every fact of the log has its row', () => {
  test.each(Object.entries(FACTS))('%s', (kind, fact) => {
    for (const language of LANGUAGES) {
      const drawn = rows(aLog([drafted({ reference: reference('R-7K3F') }), { on: daysAgo(12) }], [fact, now]), { language });
      const row = drawn.find(({ entry }) => entry === entryId('entry-2'));
      // An undo has no row of its own: the row that it takes back says so.
      if ((kind as LogFactKind) === 'entry-voided') {
        expect(row).toBeUndefined();
        expect(drawn[0]).toMatchObject({ icon: 'voided', voided: true });
        continue;
      }
      // The other way of a draft stands in the draft's row.
      if ((kind as LogFactKind) === 'draft-rerouted') {
        expect(row).toBeUndefined();
        expect(drawn[0]?.who).toContain(language === 'fr' ? 'nouveau message' : 'new message');
        continue;
      }
      expect(row?.what).not.toBe('');
      expect(row?.who).toContain('Marie Lefèvre');
      expect(row?.when).not.toBe('');
      expect(strings(row).flatMap(([, text]) => faultsOf(text, language))).toEqual([]);
      expect(labels(row).filter((label) => label.length > 24)).toEqual([]);
    }
  });
});

test('the words of the drawing', () => {
  const drawn = rows(
    aLog(
      [drafted({ stage: 'R0', reference: reference('R-2222') }), { on: daysAgo(38), author: PAUL }],
      [sent({ reference: reference('R-2222'), sentOn: daysAgo(38) }), { on: daysAgo(38), author: PAUL }],
      [FACTS['call-made'], { on: daysAgo(19) }],
      ...aReminderSent({ on: daysAgo(11), stage: 'R1', reference: reference('R-7K3F') }),
      [FACTS['promise-recorded'], { on: daysAgo(3) }],
      [drafted({ stage: 'R2', reference: reference('R-8M4G'), tone: 'firm' }), now],
    ),
  );
  expect(drawn.map(({ icon, what, who, when }) => [icon, what, who, when])).toEqual([
    ['draft', 'Relance ferme insérée', `Marie Lefèvre · brouillon, sans preuve d’envoi · FA-2026-0297 · Réf.${F}R-8M4G`, '09:14'],
    ['promise', 'Promesse notée', `Marie Lefèvre · 1${N}200,00${F}€ pour le\u00a027/11 · «${F}nous réglons vendredi${F}»`, '20/11'],
    ['sent', 'Relance courtoise envoyée', `Marie Lefèvre · compta@garage-canigou.fr · FA-2026-0297 · Réf.${F}R-7K3F`, '12/11'],
    ['call', 'Appel, répondeur', 'Marie Lefèvre · rappelle jeudi', '04/11'],
    ['sent', 'Rappel d’échéance envoyé', `Paul Garnier · compta@garage-canigou.fr · FA-2026-0297 · Réf.${F}R-2222`, '16/10'],
  ]);
});

describe('a draft and what settles it', () => {
  const draft = [drafted(), now] as const;
  test('still open: both answers, for anybody', () => {
    for (const me of [MARIE, PAUL]) expect(rows(aLog(draft), { me }).map(kinds)).toEqual([['confirm-sent', 'discard-draft']]);
  });
  test('sent: one row, named after the step', () => {
    expect(rows(aLog(draft, [sent({ sentOn: TODAY }), now])).map(({ what }) => what)).toEqual(['Relance courtoise envoyée']);
  });
  test('sent the day before it was confirmed: the row has the day of sending', () => {
    expect(rows(aLog([drafted(), { on: daysAgo(1) }], [sent({ sentOn: daysAgo(1) }), now]))[0]?.when).toBe('22/11');
  });
  test('discarded: one row, with the step that is free again', () => {
    expect(rows(aLog(draft, [discarded(), now])).map(({ what, who }) => `${what} · ${who}`)).toEqual(['Brouillon supprimé · Marie Lefèvre · relance courtoise, FA-2026-0297 · étape libérée']);
  });
  test('that went another way than was asked for: still one row, which says the way', () => {
    const said = (...facts: readonly LogItem[]): readonly string[] => rows(aLog(...facts)).map(({ what, who }) => `${what} · ${who}`);
    const ref = `Réf.${F}R-7K3F`;
    expect(said(draft, [rerouted({ channel: 'copied' }), now])).toEqual([`Relance courtoise insérée · Marie Lefèvre · brouillon, sans preuve d’envoi · texte copié · FA-2026-0297 · ${ref}`]);
    expect(said(draft, [rerouted({ channel: 'new-message' }), now])).toEqual([`Relance courtoise insérée · Marie Lefèvre · brouillon, sans preuve d’envoi · nouveau message · FA-2026-0297 · ${ref}`]);
    expect(said(draft, [rerouted(), now], [sent({ sentOn: TODAY }), now])).toHaveLength(1);
    expect(kinds(rows(aLog([noted(), now], [drafted(), now], [rerouted(), now]))[0])).toEqual(['confirm-sent', 'discard-draft']);
  });
  test('the confirmation taken back: the draft waits again', () => {
    const drawn = rows(aLog(draft, [sent({ sentOn: TODAY }), now], [voided(entryId('entry-2')), now]));
    expect(drawn.map(({ what, voided: gone }) => [what, gone])).toEqual([['Relance courtoise envoyée (annulé)', true], ['Relance courtoise insérée', false]]);
    expect(kinds(drawn[1])).toEqual(['confirm-sent', 'discard-draft']);
  });
  describe('that the open thread proves sent', () => {
    const facts: ThreadFacts = { provenSent: [{ reference: reference('R-7K3F'), on: daysAgo(2), proof: 'own-message' }] };
    const old = [drafted({ invoices: [aListed({ of: anInvoice({ due: daysAgo(32) }) })] }), { on: daysAgo(3), at: at('2026-11-20T08:00:00Z') }] as const;
    const shown = (language: Language, ...items: readonly LogItem[]): DebtorPanel => {
      const file = aCaseFile({ invoices: [anInvoice({ due: daysAgo(32) })], entries: aLog(...items) });
      return presentDebtor({ language, me: MARIE, pack: PACK, file, facts, assessment: assess(file, PACK, facts, TODAY), identification: null, recipient: null, chosen: null, offsetMinutes: 60 }, TODAY);
    };
    const proof = [sent({ sentOn: daysAgo(2), proof: 'own-message' }), now] as const;
    const COUNTS = { fr: `vue dans le fil${F}: comptée comme envoyée`, en: 'seen in the thread: counts as sent' };

    test.each<readonly [string, readonly LogItem[]]>([
      ['before anybody noted it', [old]],
      ['when “sent” was taken back', [old, proof, [voided(entryId('entry-2')), now]]],
      ['when it was called discarded', [old, [discarded(), now]]],
      ['when its insertion was taken back', [old, [voided(entryId('entry-1')), now]]],
    ])('%s: the list counts it as the card does', (_, items) => {
      for (const language of LANGUAGES) {
        const { nextStep, log } = shown(language, ...items);
        expect([nextStep.pill.kind, nextStep.reason]).toEqual(['waiting', expect.stringMatching(/^Relance courtoise envoyée il y a 2\s?jours|^Courteous reminder sent 2 days ago/)]);
        expect(log.filter(({ who }) => who.includes(COUNTS[language]))).toHaveLength(1);
        expect(JSON.stringify(log)).not.toMatch(/sans preuve|no proof|libérée|freed|discard-draft/);
      }
    });
    test('the invoice’s own story tells it too, once', () => {
      const story = (...items: readonly LogItem[]) => shown('fr', ...items).invoices[0]?.events.filter((event) => event.includes('Relance'));
      expect(story(old, proof, [voided(entryId('entry-2')), now])).toEqual([`Relance courtoise envoyée le 21/11`]);
      expect(story(old, proof)).toEqual([`Relance courtoise envoyée le 21/11`]);
    });
    test('it can still be noted, not called discarded', () => {
      expect(shown('fr', old, proof, [voided(entryId('entry-2')), now]).log.map(kinds)).toEqual([[], ['confirm-sent']]);
    });
    test('noted: one row, as without the thread', () => {
      expect(shown('fr', old, proof).log.map(({ what, who }) => `${what} · ${who}`)).toEqual([`Relance courtoise envoyée · Marie Lefèvre · compta@garage-canigou.fr · FA-2026-0297 · vue dans le fil · Réf.${F}R-7K3F`]);
    });
    test('another draft beside it keeps its question', () => {
      const { log } = shown('fr', old, [drafted({ stage: 'R2', reference: reference('R-8M4G') }), now]);
      expect(log.map(kinds)).toEqual([['confirm-sent', 'discard-draft'], ['confirm-sent']]);
      expect(log[0]?.who).toContain('sans preuve d’envoi');
    });
  });
  test('an undo that was itself undone takes nothing back', () => {
    const drawn = rows(aLog([noted(), now], [voided(entryId('entry-1')), now], [voided(entryId('entry-2')), now]));
    expect(drawn.map(({ what, voided: gone }) => [what, gone])).toEqual([['Note', false]]);
  });
});

describe('what can be undone', () => {
  test('one’s own entries of today, never a colleague’s', () => {
    const log = aLog([noted('a'), now], [noted('b'), now]);
    expect(rows(log).map(kinds)).toEqual([['void-entry'], ['void-entry']]);
    expect(rows(log, { me: PAUL }).map(kinds)).toEqual([[], []]);
  });
  test.each([
    [6, ['void-entry']],
    [7, ['void-entry']],
    [8, []],
  ])('the newest entry, %i days later', (days, actions) => {
    expect(kinds(rows(aLog([noted('older'), { on: daysAgo(days) }], [noted('newest'), { on: daysAgo(days) }]))[0])).toEqual(actions);
    expect(kinds(rows(aLog([noted('older'), { on: daysAgo(days) }], [noted('newest'), { on: daysAgo(days) }]))[1])).toEqual([]);
  });
  test('not a step on which a later one rests', () => {
    const first = anInvoice({ due: daysAgo(32) });
    const log = aLog([drafted({ invoices: [aListed({ of: first, step: 'R1' })] }), now], [sent({ sentOn: TODAY }), now], [drafted({ stage: 'R2', reference: reference('R-8M4G'), invoices: [aListed({ of: first, step: 'R2' })] }), now], [sent({ reference: reference('R-8M4G'), sentOn: TODAY }), now]);
    expect(rows(log).map(kinds)).toEqual([['void-entry'], []]);
  });
  test('a dispute is closed, a hold is lifted, both from their row', () => {
    expect(rows(aLog([disputed(), { on: daysAgo(20) }], [held(), { on: daysAgo(10) }])).map(kinds)).toEqual([['lift-hold'], ['close-dispute']]);
  });
});

test('a text that was erased is said to be erased', () => {
  const [entry] = aLog([promised({ quotation: null }), { on: daysAgo(3) }]);
  if (entry === undefined) throw new Error('no entry');
  expect(rows([{ ...entry, erased: { quotation: 'f'.repeat(64) } }])[0]?.who).toContain('texte effacé');
});
