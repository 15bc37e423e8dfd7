import { useEffect, useId, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { plain, plansWords, policyOf, stageDay, stageTerms, words } from '../../core';
import type { DebtorId, Language, OwnPolicy, PolicyAssignment, PolicyBook, PolicyId, Problem, ReminderPolicy } from '../../core';
import { DryRun } from './dry-run';
import { Region, StepBar } from './parts';
import { PlanEditor } from './plan-editor';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  /** The customer for whom a plan is chosen; null: the company's plans. */
  readonly debtor: DebtorId | null;
  readonly bars: ReactNode;
}

/** What is being changed: a copy of a plan, or an own plan. */
interface Editing {
  readonly from: ReminderPolicy;
  readonly own: OwnPolicy | null;
}

/** The plans, which of them is whose, and a copy to be changed. */
export function Plans({ session, snapshot, debtor, bars }: Props): JSX.Element {
  const { language } = snapshot;
  const table = words(language);
  const said = plansWords(language);
  const [book, setBook] = useState<PolicyBook | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [shown, setShown] = useState<PolicyId | null>(null);
  const [undo, setUndo] = useState<{ readonly saved: OwnPolicy; readonly before: ReminderPolicy } | null>(null);
  const [leaving, setLeaving] = useState<PolicyId | null>(null);
  const [turn, setTurn] = useState(0);
  const again = (): void => setTurn((now) => now + 1);
  useEffect(() => {
    let gone = false;
    void session.records.policies().then((answer) => {
      if (gone) return;
      setTrouble(answer.ok ? null : answer.problem);
      if (answer.ok) setBook(answer.value);
    });
    return () => { gone = true; };
  }, [session, turn]);

  /** Whatever stands on the screen behind this page is decided anew. */
  const changed = async (announcement: string): Promise<void> => {
    const pack = await session.records.pack();
    if (pack.ok) session.packChanged(pack.value);
    session.announce(announcement);
    again();
    await session.reading.refresh(true);
  };
  const give = async (assignment: PolicyAssignment): Promise<void> => {
    const answer = await session.records.assignPolicy(assignment);
    setTrouble(answer.ok ? null : answer.problem);
    if (answer.ok) await changed(said.chosen);
  };
  const goBack = async (): Promise<void> => {
    if (undo === null) return;
    const answer = await session.records.savePolicy({ policy: undo.before, basedOn: null, replaces: undo.saved.policy.version });
    setTrouble(answer.ok ? null : answer.problem);
    setUndo(null);
    if (answer.ok) await changed(said.saved);
  };
  const remove = async (own: OwnPolicy): Promise<void> => {
    setLeaving(null);
    const answer = await session.records.removePolicy(own.policy.id, own.policy.version);
    setTrouble(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setShown(null);
    setUndo(null);
    await changed(said.removed);
  };
  const saved = async (plan: OwnPolicy, before: ReminderPolicy | null): Promise<void> => {
    setEditing(null);
    setShown(plan.policy.id);
    setUndo(before === null ? null : { saved: plan, before });
    await changed(said.saved);
  };

  const title = debtor === null ? said.title : table.changePlan;
  if (editing !== null && book !== null) {
    const shipped = editing.own === null ? null : ([...book.shipped, ...book.own.map(({ policy }) => policy)].find(({ id }) => id === editing.own?.basedOn) ?? null);
    return <PlanEditor session={session} snapshot={snapshot} from={editing.from} own={editing.own} shipped={shipped} bars={bars} onCancel={() => setEditing(null)} onSaved={saved} />;
  }
  const file = debtor === null ? null : session.file();
  const given = debtor === null ? null : (book?.assignments.find((one) => one.scope === 'debtor' && one.debtor === debtor)?.policy ?? null);
  const plans = book === null ? [] : [...book.shipped.map((policy) => ({ policy, own: null })), ...book.own.map((own) => ({ policy: own.policy, own }))];
  const pack = session.currentPack();
  const current = debtor !== null && file !== null && pack !== null ? policyOf(pack, file.debtor).id : (book?.defaultPolicy ?? null);
  return (
    <>
      <StepBar title={title} back={table.back} onBack={() => session.closeStep()} />
      <main className="body" aria-busy={book === null && trouble === null ? true : undefined}>
        {bars}
        {trouble === null ? null : <div className="s"><ProblemText problem={trouble} session={session} snapshot={snapshot} /><div style={{ marginTop: 8 }}><Button onClick={again}>{table.retry}</Button></div></div>}
        {book === null ? (trouble === null ? <p className="s still c2" role="status"><span>{said.loading}</span></p> : null) : (
          <>
            <Region id="plans-choice" title={file === null ? said.ofCompany : plain(file.debtor.name, 80)}>
              {debtor === null ? <p className="hint">{said.ofCompanyHint}</p> : null}
              <div role="radiogroup" aria-labelledby="plans-choice">
                {debtor === null ? null : <label className="check"><input type="radio" name="plan" checked={given === null} onChange={() => void give({ scope: 'debtor', debtor, policy: null })} />{said.like}</label>}
                {plans.map(({ policy, own }) => (
                  <label key={policy.id} className="check">
                    <input type="radio" name="plan" checked={(debtor === null ? book.defaultPolicy : given) === policy.id} onChange={() => void give(debtor === null ? { scope: 'company', policy: policy.id } : { scope: 'debtor', debtor, policy: policy.id })} />
                    <span>{plain(policy.name[language], 80)} <span className="c2 sec">({own === null ? said.shipped : said.own})</span></span>
                  </label>
                ))}
              </div>
            </Region>
            <Region id="plans-steps" title={said.steps}>
              <label className="lbl" htmlFor="plans-shown">{said.shownPlan}</label>
              <select id="plans-shown" className="rl-input" value={shown ?? current ?? ''} onChange={(event) => setShown(event.target.value as PolicyId)}>
                {plans.map(({ policy }) => <option key={policy.id} value={policy.id}>{plain(policy.name[language], 80)}</option>)}
              </select>
              {plans.filter(({ policy }) => policy.id === (shown ?? current)).map(({ policy, own }) => (
                <div key={policy.id}>
                  <Ladder policy={policy} language={language} />
                  <div className="row wrap">
                    <Button onClick={() => { setUndo(null); setEditing({ from: policy, own }); }}>{own === null ? said.copy : said.edit}</Button>
                    {undo === null || undo.saved.policy.id !== policy.id ? null : <Button appearance="subtle" onClick={() => void goBack()}>{said.versionBefore}</Button>}
                    {own === null || leaving === policy.id ? null : <Button appearance="subtle" onClick={() => setLeaving(policy.id)}>{said.remove}</Button>}
                  </div>
                  {own === null || leaving !== policy.id ? null : (
                    <div role="alert" style={{ marginTop: 8 }}>
                      <p>{said.removeAsk}</p>
                      <div className="row wrap"><Button onClick={() => void remove(own)}>{said.remove}</Button><Button appearance="subtle" onClick={() => setLeaving(null)}>{said.cancel}</Button></div>
                    </div>
                  )}
                </div>
              ))}
            </Region>
            {debtor !== null || book.segments.length === 0 ? null : (
              <Region id="plans-segments" title={said.segments}>
                <p className="hint">{said.segmentsHint}</p>
                <div className="stack" style={{ gap: 8 }}>
                  {book.segments.map((segment) => <SegmentPlan key={segment} segment={segment} book={book} language={language} plans={plans.map(({ policy }) => policy)} onGive={(policy) => void give({ scope: 'segment', segment, policy })} />)}
                </div>
              </Region>
            )}
            {debtor === null ? <DryRun session={session} snapshot={snapshot} /> : null}
          </>
        )}
      </main>
    </>
  );
}

interface SegmentProps {
  readonly segment: string;
  readonly book: PolicyBook;
  readonly language: Language;
  readonly plans: readonly ReminderPolicy[];
  readonly onGive: (policy: PolicyId | null) => void;
}

/** A category of the ledger and the plan that it has; a plan that is gone counts as none. */
function SegmentPlan({ segment, book, language, plans, onGive }: SegmentProps): JSX.Element {
  const of = useId();
  const given = book.assignments.find((one) => one.scope === 'segment' && one.segment === segment)?.policy ?? null;
  return (
    <div>
      <label className="lbl any" htmlFor={of}>{plain(segment, 80)}</label>
      <select id={of} className="rl-input" value={plans.some(({ id }) => id === given) ? (given ?? '') : ''} onChange={(event) => onGive(event.target.value === '' ? null : (event.target.value as PolicyId))}>
        <option value="">{plansWords(language).likeOthers}</option>
        {plans.map((policy) => <option key={policy.id} value={policy.id}>{plain(policy.name[language], 80)}</option>)}
      </select>
    </div>
  );
}

/** Each step with its day, its gap, its channel and tones; what is switched off is left out. */
function Ladder({ policy, language }: { readonly policy: ReminderPolicy; readonly language: Language }): JSX.Element {
  const said = plansWords(language);
  return (
    <ol className="chs" style={{ margin: '8px 0' }}>
      {policy.stages.filter(({ enabled }) => enabled).map((stage) => (
        <li key={stage.id}>
          <div className="grow">
            <p className="any"><span className="b">{stageDay(stage, language)}</span> {plain(stage.name[language], 80)}</p>
            <p className="c2 sec any">{[said.channels[stage.channel], ...stage.tones.map((tone) => said.tones[tone]), ...stageTerms(stage, language)].join(', ')}</p>
          </div>
        </li>
      ))}
      {policy.catchUp === true ? <li><p className="c2 sec any">{said.catchUp}</p></li> : null}
    </ol>
  );
}
