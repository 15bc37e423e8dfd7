import { Component } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import type { Words } from '../../core';
import { Icon } from './icons';

interface Props {
  readonly table: Words;
  readonly onReload: () => void;
  readonly children: ReactNode;
}

/** A bug is told once, with a reference to quote; never a blank pane. */
export class ErrorBoundary extends Component<Props, { readonly reference: string | null }> {
  override state: { readonly reference: string | null } = { reference: null };
  static getDerivedStateFromError(): { readonly reference: string } {
    return { reference: crypto.getRandomValues(new Uint16Array(1))[0]?.toString(16).toUpperCase().padStart(4, '0') ?? '0000' };
  }
  override componentDidCatch(error: unknown): void {
    // The name alone: a message may hold what a mail or a ledger says.
    console.error(`pane ${this.state.reference ?? ''}`, error instanceof Error ? error.name : typeof error, error instanceof Error ? error.stack?.split('\n').slice(1, 6).join('\n') : '');
  }
  override render(): ReactNode {
    const { reference } = this.state;
    const { table, children, onReload } = this.props;
    if (reference === null) return children;
    return (
      <main className="body">
        <div className="mb error" role="alert"><Icon name="against" /><b>{table.bugText.replace('{ref}', reference)}</b><span /><div className="ax"><Button size="small" onClick={onReload}>{table.reload}</Button></div></div>
      </main>
    );
  }
}
