import { useId } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import type { ActionView, ChoiceView, LearnedChoice, PillView } from '../../core';
import { Icon, PILL_ICON } from './icons';
import type { IconName } from './icons';

/** What must stand in one line: a word with the dot behind it (no line begins with the dot), letters and digits joined by hyphens (an invoice's number, our reference). */
const KEPT = /\S+ ·(?= )|[\p{L}\p{N}./_]+(?:-[\p{L}\p{N}./_]+)+/gu;
const LONGEST_KEPT = 40;
/** Has room in a line at 200 % of 320 pixels. */
const FITS_ALWAYS = 15;

/** A sentence whose invoice numbers do not break at their hyphens: one would be read as two. */
export function Unbroken({ text }: { readonly text: string }): JSX.Element {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { 0: kept, index } of text.matchAll(KEPT)) {
    if (kept.length > LONGEST_KEPT || !(kept.endsWith('·') || /\d/.test(kept))) continue;
    parts.push(text.slice(from, index), <span key={index} className={kept.length > FITS_ALWAYS ? 'nw' : 'uw'}>{kept}</span>);
    from = index + kept.length;
  }
  return <>{parts}{text.slice(from)}</>;
}

export function Pill({ pill }: { readonly pill: PillView }): JSX.Element {
  return <span className={`pill ${pill.kind}`}><Icon name={PILL_ICON[pill.kind]} />{pill.label}</span>;
}

export function IconButton({ icon, label, onClick, focusName, large = false, disabled = false }: { readonly icon: IconName; readonly label: string; readonly onClick: () => void; readonly focusName?: string; readonly large?: boolean; readonly disabled?: boolean }): JSX.Element {
  return <Button className="rl-ib" appearance="transparent" size={large ? 'medium' : 'small'} icon={<Icon name={icon} size={large ? 20 : 16} />} aria-label={label} title={label} onClick={onClick} disabledFocusable={disabled} data-focus={focusName} />;
}

interface ActProps {
  readonly view: ActionView;
  readonly onAct: (view: ActionView) => void;
  readonly primary?: boolean;
  readonly small?: boolean;
  readonly subtle?: boolean;
  readonly busy?: boolean;
  readonly className?: string;
  readonly keys?: string;
  readonly icon?: IconName;
}

/** One action. A disabled one stays focusable and says why in visible text. */
export function Act({ view, onAct, primary = false, small = false, subtle = false, busy = false, className, keys, icon }: ActProps): JSX.Element {
  const id = useId();
  const why = view.disabledBecause;
  return (
    <>
      <Button
        className={className} appearance={primary ? 'primary' : subtle ? 'subtle' : 'secondary'} size={small ? 'small' : 'medium'} disabledFocusable={why !== null || busy}
        aria-describedby={why === null ? undefined : id} aria-keyshortcuts={keys} title={keys === undefined ? undefined : `${view.label} (${keys})`} data-focus={view.action.kind} onClick={() => onAct(view)}
        {...(icon === undefined ? {} : { icon: <Icon name={icon} /> })}
      >
        {view.label}
      </Button>
      {why === null ? null : <span id={id} className="c2 sec" style={{ flexBasis: '100%', order: 9 }}>{why}</span>}
    </>
  );
}

type Scope = LearnedChoice['scope'];

/** How far a choice of customer is remembered. */
export function ScopePick({ view, scope, hint, onPick }: { readonly view: ChoiceView<Scope>; readonly scope: Scope; readonly hint?: string; readonly onPick: (scope: Scope) => void }): JSX.Element | null {
  const id = useId();
  if (view.options.length < 2) return null;
  return (
    <div>
      <label className="lbl" htmlFor={id}>{view.label}</label>
      <select id={id} className="rl-input" value={scope} title={view.options.find(({ value }) => value === scope)?.label} onChange={(event) => onPick(event.target.value as Scope)}>
        {view.options.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
      </select>
      {hint === undefined ? null : <p className="hint">{hint}</p>}
    </div>
  );
}

export function Region({ id, title, hidden = false, end, className = '', children }: { readonly id: string; readonly title: string; readonly hidden?: boolean; readonly end?: ReactNode; readonly className?: string; readonly children: ReactNode }): JSX.Element {
  return (
    <section className={`s ${className}`.trimEnd()} aria-labelledby={id}>
      {hidden ? <h2 id={id} className="vh">{title}</h2> : <div className="sech"><h2 id={id} className="h2">{title}</h2>{end}</div>}
      {children}
    </section>
  );
}

export function Heading({ children, className = 'name' }: { readonly children: ReactNode; readonly className?: string }): JSX.Element {
  return <h1 className={className} tabIndex={-1} data-focus="heading">{children}</h1>;
}

/** The bar of a full-pane page. */
export function StepBar({ title, back, onBack, end }: { readonly title: string; readonly back: string; readonly onBack: () => void; readonly end?: ReactNode }): JSX.Element {
  return (
    <header className="top page">
      <IconButton icon="back" label={back} onClick={onBack} large />
      <h1 className="h2 grow el" tabIndex={-1} data-focus="step" title={title}>{title}</h1>
      {end}
    </header>
  );
}
