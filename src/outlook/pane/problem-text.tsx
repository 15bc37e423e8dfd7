import type { JSX } from 'react';
import { wordProblem } from '../../core';
import type { Problem } from '../../core';
import { Icon } from './icons';
import { Unbroken } from './parts';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

/** A problem where it arose: what happened, what to do. `listed`: one of many that the clerk asked to see, which are read and not called out. */
export function ProblemText({ problem, session, snapshot, listed = false }: { readonly problem: Problem; readonly session: Session; readonly snapshot: Snapshot; readonly listed?: boolean }): JSX.Element {
  const { title, body, intent } = wordProblem(problem, snapshot.language, session.day());
  return <div className={`mb ${intent}`} style={{ margin: '8px 0 0' }}><Icon name={intent === 'error' ? 'against' : intent === 'warning' ? 'warning' : 'note'} /><b role={listed ? undefined : 'alert'}><Unbroken text={title} /></b><span /><span className="t any"><Unbroken text={body} /></span></div>;
}
