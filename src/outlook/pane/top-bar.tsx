import type { JSX, KeyboardEvent } from 'react';
import { Button } from '@fluentui/react-components';
import type { Words } from '../../core';
import { Icon } from './icons';
import { MenuPlace } from './menu-place';
import type { Session } from './session';
import type { Snapshot } from './snapshot';

const TABS = ['message', 'worklist'] as const;

/** Two tabs of our own: Fluent's bring a keyboard library as large as the rest of the pane. */
export function TopBar({ session, snapshot, table }: { readonly session: Session; readonly snapshot: Snapshot; readonly table: Words }): JSX.Element {
  const labels = { message: table.tabMessage, worklist: table.tabWorklist };
  const move = (event: KeyboardEvent): void => {
    const to = event.key === 'ArrowRight' || event.key === 'End' ? 'worklist' : event.key === 'ArrowLeft' || event.key === 'Home' ? 'message' : null;
    if (to === null) return;
    event.preventDefault();
    session.setTab(to);
    (event.currentTarget.querySelector(`#tab-${to}`) as HTMLElement | null)?.focus();
  };
  return (
    <header className="top">
      <div className="tabs" role="tablist" aria-label={table.views} onKeyDown={move}>
        {TABS.map((tab) => (
          <button key={tab} id={`tab-${tab}`} type="button" role="tab" className="tab" aria-selected={snapshot.tab === tab} aria-controls="relance-main" aria-keyshortcuts={tab === 'message' ? 'Alt+M' : 'Alt+L'} tabIndex={snapshot.tab === tab ? 0 : -1} onClick={() => session.setTab(tab)}>
            {labels[tab]}
            {tab === 'worklist' && snapshot.due !== null ? <span className="count" title={snapshot.due.said ?? undefined}>{snapshot.due.count}</span> : null}
          </button>
        ))}
      </div>
      <span className="grow" />
      <MenuPlace name="more" holder={<Button appearance="transparent" aria-disabled icon={<Icon name="more" size={20} />} aria-label={table.menu} />}>{(menus) => (
        <menus.ActionMenu label={table.menu} icon="more" large entries={[
          { label: table.settings, run: () => session.openStep({ kind: 'settings' }) },
          { label: table.shortcuts, run: () => session.openStep({ kind: 'shortcuts' }) },
          { label: table.search, run: () => session.openStep({ kind: 'search' }) },
          { label: table.help, run: () => void window.open(`help/${snapshot.language}/index.html`, '_blank', 'noopener') },
        ]} />
      )}</MenuPlace>
    </header>
  );
}
