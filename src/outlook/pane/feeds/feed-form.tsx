import { useEffect, useId, useRef, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { api, FEED_FIELDS, FEED_PROOFS, feedFieldHint, feedFieldName, feedSystem, feedWords, identityAnswered, notesAsked, serviceAccountAddress, SIGNS_IN_ELSEWHERE, words } from '../../../core';
import type { FeedField, FeedIdentity, FeedKind, FeedToSave, FeedValues, FeedView, Problem, Result } from '../../../core';
import { Field } from '../forms';
import { Icon } from '../icons';
import { StepBar } from '../parts';
import { ProblemText } from '../problem-text';
import type { Session } from '../session';
import type { Snapshot } from '../snapshot';
import { dropFeedForm, keepFeedForm, keptFeedForm } from './kept-feed-forms';

interface Props {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly kind: FeedKind;
  /** The connected ledger that is changed; null: a new one. */
  readonly of: FeedView | null;
  readonly bars: ReactNode;
  readonly onBack: () => void;
  readonly onSaved: (view: FeedView) => void;
}

type Doing = 'nothing' | 'testing' | 'saving';
const LIMITS: Readonly<Partial<Record<FeedField['name'], number>>> = { key: 10_000, 'client-secret': 10_000, 'service-account': 20_000, folder: 4_000, file: 4_000 };
const LIMIT = 1_000;

/** What a system needs to be read. A key is typed here once, and shown by nobody after that. */
export function FeedForm({ session, snapshot, kind, of, bars, onBack, onSaved }: Props): JSX.Element {
  const { language } = snapshot;
  const said = feedWords(language);
  const { name: system, needs, steps } = feedSystem(kind, language);
  const fields = FEED_FIELDS[kind];
  const elsewhere = SIGNS_IN_ELSEWHERE.has(kind);
  const id = of?.id ?? null;
  const [typed, setTyped] = useState(() => {
    const kept = keptFeedForm(session, id);
    return kept?.kind === kind ? kept : { kind, name: of?.name ?? '', values: of?.values ?? {}, notes: of?.notes?.on ?? false };
  });
  const [replacing, setReplacing] = useState<ReadonlySet<FeedField['name']>>(new Set());
  const [lacking, setLacking] = useState<ReadonlySet<FeedField['name']>>(new Set());
  const [tested, setTested] = useState<Result<FeedIdentity, Problem> | null>(null);
  const [doing, setDoing] = useState<Doing>('nothing');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (lacking.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [lacking]);
  const isKept = (name: FeedField['name']): boolean => of?.sealed.includes(name) === true && !replacing.has(name);
  const keep = (next: typeof typed): void => {
    setTyped(next);
    keepFeedForm(session, id, next);
  };
  const change = (name: string, values: FeedValues): void => {
    setTested(null);
    setLacking(new Set());
    keep({ ...typed, name, values });
  };
  const notesHint = useId();
  // Of a connected ledger the server says whether it would write any.
  const notes = of !== null && of.notes === null ? null : notesAsked(kind, language);
  const toSave = (): FeedToSave | null => {
    const values: FeedValues = Object.fromEntries(fields.map(({ name }) => [name, (typed.values[name] ?? '').trim()] as const).filter(([name, value]) => value !== '' && !isKept(name)));
    const missing = fields.filter(({ name, required }) => required && values[name] === undefined && !isKept(name)).map(({ name }) => name);
    setLacking(new Set(missing));
    return missing.length > 0 ? null : { kind, name: typed.name.trim(), values, ...(notes === null ? {} : { notes: typed.notes }) };
  };
  const test = async (): Promise<void> => {
    const feed = toSave();
    if (feed === null || doing !== 'nothing') return;
    setDoing('testing');
    setTested(null);
    setTested(await session.records.ask(api.testFeed(id === null ? feed : { ...feed, id })));
    setDoing('nothing');
  };
  const save = async (): Promise<void> => {
    const feed = toSave();
    if (feed === null || doing !== 'nothing') return;
    setDoing('saving');
    setTested(null);
    const answer = await session.records.ask(id === null ? api.connectFeed(feed) : api.changeFeed(id, feed));
    setDoing('nothing');
    if (!answer.ok) return setTested(answer);
    dropFeedForm(session, id);
    onSaved(answer.value);
  };
  const replace = (name: FeedField['name'], anew: boolean): void => {
    setReplacing(new Set(anew ? [...replacing, name] : [...replacing].filter((each) => each !== name)));
    change(typed.name, { ...typed.values, [name]: '' });
    session.desk.focus(anew ? `field ${name}` : `kept ${name}`);
  };
  const account = fields.some(({ name }) => name === 'service-account') ? serviceAccountAddress(typed.values['service-account'] ?? '') : null;
  return (
    <>
      <StepBar title={of === null ? system : of.name} back={words(language).back} onBack={onBack} />
      <form className="rl-in" ref={form} noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <main className="body">
          {bars}
          <div className="s stack" style={{ gap: 12 }}>
            <p className="sec any">{needs}</p>
            {FEED_PROOFS[kind] === 'preview' ? <div className="mb warning" style={{ margin: 0 }}><Icon name="warning" /><span className="t any" style={{ gridColumn: '2/4' }}>{said.previewHint}</span></div> : null}
            <details open={of === null}>
              <summary>{said.whereToFind}</summary>
              <ol className="c2" style={{ listStyle: 'decimal', paddingLeft: 20, display: 'grid', gap: 4 }}>{steps.map((step) => <li key={step} className="any">{step}</li>)}</ol>
            </details>
            {fields.map(({ name, secret, required }) => {
              const label = feedFieldName(kind, name, language);
              if (isKept(name)) return <Kept key={name} label={label} kept={said.keptSecret} replace={said.replaceSecret} focusName={`kept ${name}`} onReplace={() => replace(name, true)} />;
              const hint = [feedFieldHint(kind, name, language), secret ? said.secretHint : null].filter((each) => each !== null).join(' ');
              return (
                <div key={name}>
                  <Field label={required ? label : `${label} (${said.optional})`} value={typed.values[name] ?? ''} type={secret ? 'password' : 'text'} limit={LIMITS[name] ?? LIMIT} required={required} focusName={`field ${name}`}
                    error={lacking.has(name) ? said.required : undefined} {...(hint === '' ? {} : { hint })} onChange={(value) => change(typed.name, { ...typed.values, [name]: value })} />
                  {of?.sealed.includes(name) === true ? <button type="button" className="lnk" onClick={() => replace(name, false)}>{said.keepSecret}</button> : null}
                </div>
              );
            })}
            {account === null ? null : <p className="mb info any" style={{ margin: 0, display: 'block' }} role="status">{said.sharedAddress} <b className="any">{account}</b></p>}
            <Field label={said.name} value={typed.name} limit={200} hint={said.nameHint} error={undefined} onChange={(value) => change(value, typed.values)} />
            {notes === null ? null : (
              <div>
                <label className="check"><input type="checkbox" checked={typed.notes} data-focus="notes" aria-describedby={notesHint} onChange={(event) => keep({ ...typed, notes: event.target.checked })} />{notes.label}</label>
                <p className="hint" id={notesHint}>{notes.hint}</p>
              </div>
            )}
          </div>
        </main>
        <footer className="foot">
          <div style={{ maxHeight: '40vh', overflowY: 'auto' }}>
            <div role="status">
              {doing === 'nothing' ? null : <p className="hint">{doing === 'testing' ? said.testing : said.saving}</p>}
              {tested?.ok === true ? <div className="mb info" style={{ margin: 0 }}><span className="yes"><Icon name="check" /></span><span className="any" style={{ gridColumn: '2/4' }}>{identityAnswered(tested.value, language)}</span></div> : null}
            </div>
            {tested?.ok === false ? <ProblemText problem={tested.problem} session={session} snapshot={snapshot} /> : null}
          </div>
          <div className="acts" style={{ marginTop: doing === 'nothing' && tested === null ? 0 : 8 }}>
            {elsewhere ? null : <Button className="grow" disabledFocusable={doing !== 'nothing'} onClick={() => void test()}>{said.test}</Button>}
            <Button className="grow" appearance="primary" type="submit" disabledFocusable={doing !== 'nothing'}>{elsewhere && of === null ? said.saveAndAuthorise : said.save}</Button>
          </div>
        </footer>
      </form>
    </>
  );
}

/** A secret that the server keeps: that it is there is all that is known here. */
function Kept({ label, kept, replace, focusName, onReplace }: { readonly label: string; readonly kept: string; readonly replace: string; readonly focusName: string; readonly onReplace: () => void }): JSX.Element {
  return (
    <div>
      <p className="lbl">{label}</p>
      <div className="row wrap between"><span className="row" style={{ gap: 4 }}><span className="yes"><Icon name="check" /></span>{kept}</span><Button size="small" data-focus={focusName} aria-label={`${replace}, ${label}`} onClick={onReplace}>{replace}</Button></div>
    </div>
  );
}
