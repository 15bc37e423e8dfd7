import { lazy, Suspense, useEffect, useRef, useSyncExternalStore } from 'react';
import type { JSX } from 'react';
import { letterFateWords, letterWords, words, worklistWords } from '../../core';
import type { ActionView, FormKind, Words } from '../../core';
import { InvoiceTable, LogList } from './account-lists';
import { Announcer } from './announcer';
import { CompanyBar } from './company-bar';
import { Balance, DebtorHeader } from './debtor-card';
import { ErrorBoundary } from './error-boundary';
import { useFocusMemory, wantedFocus } from './focus-return';
import { MessageBars, Toast } from './messages';
import { useKeptScroll } from './kept-places';
import { NextStep } from './next-step';
import { Heading, Pill, StepBar } from './parts';
import { ContactsPlace } from './menu-place';
import { fetchMenus } from './menus-later';
import { SampleBar } from './sample-bar';
import type { Session } from './session';
import { setSingleKeys, singleKeys, useShortcuts } from './shortcuts';
import { ListSkeleton, Skeleton } from './skeleton';
import type { Snapshot } from './snapshot';
import { TopBar } from './top-bar';

const Chooser = lazy(async () => ({ default: (await import(/* webpackChunkName: "chooser" */ './chooser')).Chooser }));
const Unknown = lazy(async () => ({ default: (await import(/* webpackChunkName: "chooser" */ './chooser')).Unknown }));
const SearchStep = lazy(async () => ({ default: (await import(/* webpackChunkName: "chooser" */ './chooser')).SearchStep }));
const Worklist = lazy(async () => ({ default: (await import(/* webpackChunkName: "worklist" */ './worklist')).Worklist }));
const FormStep = lazy(async () => ({ default: (await import(/* webpackChunkName: "forms" */ './forms')).FormStep }));
const Preview = lazy(async () => ({ default: (await import(/* webpackChunkName: "preview" */ './preview')).Preview }));
const Settings = lazy(async () => ({ default: (await import(/* webpackChunkName: "settings" */ './settings')).Settings }));
const Penalties = lazy(async () => ({ default: (await import(/* webpackChunkName: "penalties" */ './penalties')).Penalties }));
const Plans = lazy(async () => ({ default: (await import(/* webpackChunkName: "plans" */ './plans')).Plans }));
const Forecast = lazy(async () => ({ default: (await import(/* webpackChunkName: "forecast" */ './forecast')).Forecast }));
const Feeds = lazy(async () => ({ default: (await import(/* webpackChunkName: "feeds" */ './feeds/feeds')).Feeds }));
const Companies = lazy(async () => ({ default: (await import(/* webpackChunkName: "settings" */ './companies')).Companies }));
const MessageTexts = lazy(async () => ({ default: (await import(/* webpackChunkName: "message-texts" */ './message-texts')).MessageTexts }));
const FirstRun = lazy(async () => ({ default: (await import(/* webpackChunkName: "first-run" */ './first-run')).FirstRun }));

export function Pane({ session }: { readonly session: Session }): JSX.Element {
  const snapshot = useSyncExternalStore(session.store.subscribe, session.store.get);
  const table = words(snapshot.language);
  const root = useRef<HTMLDivElement>(null);
  useShortcuts(session, snapshot);
  useEffect(() => {
    document.documentElement.lang = snapshot.language;
  }, [snapshot.language]);
  useFocusMemory(root, snapshot.step === null);
  useFocusRequests(root, snapshot);
  useKeptScroll(placeOf(snapshot));
  const answered = snapshot.bar !== null || (snapshot.phase !== 'starting' && snapshot.waiting === 'no');
  useEffect(() => {
    if (answered) fetchMenus();
  }, [answered]);
  return (
    <div className="rl-in" lang={snapshot.language} ref={root}>
      <Announcer text={snapshot.announcement} />
      {snapshot.companies === null ? null : <CompanyBar session={session} snapshot={snapshot} companies={snapshot.companies} />}
      {snapshot.sample && snapshot.phase === 'ready' ? <SampleBar session={session} table={table} /> : null}
      <ErrorBoundary table={table} onReload={() => location.reload()}>
        <Suspense fallback={<main className="body" aria-busy="true" />}><Phase session={session} snapshot={snapshot} table={table} /></Suspense>
      </ErrorBoundary>
      {snapshot.toast === null ? null : <Toast toast={snapshot.toast} table={table} onUndo={() => session.undoLast()} />}
    </div>
  );
}

/** What has a scroll position of its own: a page over the tab, the worklist, a customer. */
function placeOf({ step, tab, fromWorklist, view, worklist }: Snapshot): string | null {
  if (step !== null) return step.kind === 'form' ? `form ${step.form}` : step.kind;
  if (tab === 'worklist' && !fromWorklist) return worklist === null ? null : 'worklist';
  return view === null ? null : view.kind === 'debtor' ? `debtor ${view.debtor.id}` : view.kind;
}

interface PartProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly table: Words;
}

function Phase({ session, snapshot, table }: PartProps): JSX.Element {
  const { step } = snapshot;
  if (snapshot.phase === 'not-in-outlook') return <main className="body"><section className="s"><Heading>{table.notInOutlookTitle}</Heading><p className="why">{table.notInOutlookText}</p></section></main>;
  if (snapshot.phase === 'first-run') return <FirstRun session={session} snapshot={snapshot} />;
  if (step === null) return <Tabs session={session} snapshot={snapshot} table={table} />;
  const bars = <MessageBars snapshot={snapshot} table={table} session={session} />;
  const back = (): void => session.closeStep();
  switch (step.kind) {
    case 'search':
      return <><StepBar title={table.changeDebtor} back={table.back} onBack={back} /><main className="body">{bars}<SearchStep session={session} snapshot={snapshot} /></main></>;
    case 'form':
      return <FormStep key={`${step.form} ${step.about ?? ''}`} session={session} snapshot={snapshot} step={step} bars={bars} />;
    case 'preview':
      return <Preview session={session} snapshot={snapshot} draft={step.draft} findings={step.findings} override={step.override} bars={bars} />;
    case 'settings':
      return <Settings session={session} snapshot={snapshot} bars={bars} />;
    case 'penalties':
      return <Penalties session={session} snapshot={snapshot} bars={bars} />;
    case 'forecast':
      return <Forecast session={session} snapshot={snapshot} bars={bars} />;
    case 'plans':
      return <Plans session={session} snapshot={snapshot} debtor={step.debtor} bars={bars} />;
    case 'feeds':
      return <Feeds session={session} snapshot={snapshot} bars={bars} />;
    case 'companies':
      return <Companies session={session} snapshot={snapshot} bars={bars} />;
    case 'message-texts':
      return <MessageTexts session={session} snapshot={snapshot} bars={bars} />;
    case 'shortcuts':
      return (
        <>
          <StepBar title={table.shortcuts} back={table.back} onBack={back} />
          <main className="body"><section className="s"><dl className="kv keys">{table.shortcutList.map(([keys, what]) => [<dt key={keys}>{keys.split(' ').map((key) => <kbd key={key}>{key}</kbd>)}</dt>, <dd key={`${keys} does`}>{what}</dd>])}</dl></section><SingleKeys label={table.singleKeys} hint={table.singleKeysHint} /></main>
        </>
      );
  }
}

/** WCAG 2.1.4: keys of one character can be switched off, for as long as the pane lives. */
function SingleKeys({ label, hint }: { readonly label: string; readonly hint: string }): JSX.Element {
  const on = useSyncExternalStore(singleKeys.subscribe, singleKeys.get);
  return <section className="s"><label className="check"><input type="checkbox" checked={on} onChange={(event) => setSingleKeys(event.target.checked)} />{label}</label><p className="hint">{hint}</p></section>;
}

function Tabs({ session, snapshot, table }: PartProps): JSX.Element {
  const { view, waiting, tab, fromWorklist } = snapshot;
  const fresh = view === null && (tab === 'message' || fromWorklist || waiting !== 'no');
  const old = waiting !== 'no' && view !== null;
  return (
    <>
      {view?.kind !== 'debtor' ? null : <a className="skip" href="#next-step-title" onClick={(event) => goToNextStep(event.currentTarget, event)}>{table.skipLink}</a>}
      <TopBar session={session} snapshot={snapshot} table={table} />
      <main className="body" aria-busy={waiting === 'no' ? undefined : true}>
        <MessageBars snapshot={snapshot} table={table} session={session} />
        {old && waiting !== 'quiet' ? <h1 className="vh">{table.loading}</h1> : null}
        {waiting === 'long' ? <p className="still c2" role="status"><span>{table.stillLoading}</span></p> : null}
        {fresh && waiting !== 'quiet' && waiting !== 'no' ? <Skeleton table={table} /> : null}
        <div id="relance-main" role="tabpanel" aria-labelledby={`tab-${tab}`} data-old={old} className="body" inert={old} style={{ paddingBottom: 0 }}>
          {tab === 'worklist' && !fromWorklist ? (snapshot.worklist !== null ? <Worklist session={session} snapshot={snapshot} panel={snapshot.worklist} /> : snapshot.worklistWaiting ? <ListSkeleton label={worklistWords(snapshot.language).loading} /> : null) : <View session={session} snapshot={snapshot} table={table} />}
        </div>
      </main>
    </>
  );
}

function View({ session, snapshot, table }: PartProps): JSX.Element | null {
  const { view, busy } = snapshot;
  const act = ({ action }: ActionView): void => session.act(action);
  if (view === null) return null;
  switch (view.kind) {
    case 'plain':
      return <section className="s"><Heading>{view.title}</Heading><p className="why">{view.text}</p></section>;
    case 'chooser':
      return <Chooser key={session.openThread()} session={session} panel={view} snapshot={snapshot} />;
    case 'unknown':
      return <Unknown key={session.openThread()} session={session} panel={view} snapshot={snapshot} />;
    case 'debtor': {
      const { nextStep } = view;
      const region = (name: string, shown: JSX.Element): JSX.Element => <ErrorBoundary key={`${name} ${view.debtor.id}`} region table={table} onReload={() => session.reload()}>{shown}</ErrorBoundary>;
      return (
        <>
          {snapshot.fromWorklist ? <div className="s" style={{ paddingBottom: 0 }}><button type="button" className="lnk" onClick={() => session.reading.closeDebtor()}>{`${table.back} · ${table.tabWorklist}`}</button></div> : null}
          {region('who', <DebtorHeader key={`who ${view.debtor.id} ${view.evidence?.summary ?? ''}`} debtor={view.debtor} evidence={view.evidence} table={table} busy={busy} remember={session.remember()} onPassage={(at) => session.passage(view.debtor.id, at)} onChange={() => session.act({ kind: 'change-debtor' })} onConfirm={(scope) => void session.reading.choose(view.debtor.id, scope)} />)}
          {region('balance', <Balance balances={view.balances} dataAge={view.dataAge} table={table} busy={busy} onRefresh={() => session.act({ kind: 'refresh' })} onUnreadable={() => session.act({ kind: 'show-unreadable-rows' })} />)}
          {region('next', <NextStep key={`${view.debtor.id} ${nextStep.pill.kind} ${nextStep.sentOn?.value ?? ''}`} next={nextStep} table={table} busy={busy} today={session.day()} session={session} />)}
          <Unsaved session={session} snapshot={snapshot} table={table} />
          {region('invoices', <InvoiceTable panel={view} table={table} onAct={act} />)}
          {region('log', <LogList key={view.debtor.id} panel={view} table={table} busy={busy} onAct={act} />)}
          {region('contacts', <ContactsPlace title={table.contacts}>{(menus) => <menus.Contacts key={view.debtor.id} session={session} snapshot={snapshot} table={table} onAct={act} />}</ContactsPlace>)}
        </>
      );
    }
  }
}

export const formTitle = (form: FormKind, table: Words, language: Snapshot['language']): string =>
  ({ promise: table.formPromise, dispute: table.formDispute, hold: table.formHold, pass: worklistWords(language).pass, call: table.formCall, note: table.formNote, skip: table.formSkip, 'close-dispute': table.formClose, contact: { title: table.contactAdd }, letter: letterWords(language), 'letter-fate': letterFateWords(language) })[form].title;

function Unsaved({ session, snapshot, table }: PartProps): JSX.Element | null {
  if (snapshot.unsaved.length === 0) return null;
  return (
    <ul className="s stack">
      {snapshot.unsaved.map((form) => (
        <li key={form} className="row wrap" style={{ gap: 6 }}>
          <button type="button" className="lnk" style={{ fontSize: 14 }} onClick={() => session.recording.reopenForm(form)}>{formTitle(form, table, snapshot.language)}</button>
          <Pill pill={{ kind: 'waiting', label: table.unsaved }} />
          <button type="button" className="lnk" style={{ marginLeft: 'auto' }} aria-label={`${table.cancel}, ${formTitle(form, table, snapshot.language)}`} onClick={() => session.recording.dropForm(form)}>{table.cancel}</button>
        </li>
      ))}
    </ul>
  );
}

function goToNextStep(link: HTMLElement, event: { preventDefault(): void }): void {
  event.preventDefault();
  const card = link.closest('.rl-pane')?.querySelector('section[aria-labelledby="next-step-title"]');
  const target = card?.querySelector<HTMLElement>('.acts button') ?? card?.querySelector<HTMLElement>('[data-focus="next-step"]') ?? link.closest('.rl-pane')?.querySelector<HTMLElement>('[data-focus="heading"]');
  target?.focus();
}

/** Moves the keyboard where the session asks; waits for a page that is still loading. */
function useFocusRequests(root: { readonly current: HTMLDivElement | null }, { focus }: Snapshot): void {
  const done = useRef(0);
  useEffect(() => {
    if (focus === null || focus.turn === done.current) return;
    const { on, turn } = focus;
    let tries = 0;
    const look = (): void => {
      const target = root.current === null ? null : wantedFocus(root.current, on);
      if (target !== null) {
        done.current = turn;
        target.focus();
      } else if ((tries += 1) < 40) timer = setTimeout(look, 25);
    };
    let timer = setTimeout(look, 0);
    return () => clearTimeout(timer);
  }, [focus, root]);
}
