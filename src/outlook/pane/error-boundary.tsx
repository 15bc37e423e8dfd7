import { Component } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import type { Words } from '../../core';
import { Icon } from './icons';

interface Props {
  readonly table: Words;
  readonly onReload: () => void;
  /** A region: what stands beside it goes on. */
  readonly region?: boolean;
  readonly children: ReactNode;
}

export const newReference = (): string => crypto.getRandomValues(new Uint16Array(1))[0]?.toString(16).toUpperCase().padStart(4, '0') ?? '0000';

export function Broken({ reference, table, onReload }: { readonly reference: string; readonly table: Words; readonly onReload: () => void }): JSX.Element {
  return <div className="mb error" role="alert"><Icon name="against" /><b>{table.bugText.replace('{ref}', reference)}</b><span /><div className="ax"><Button size="small" onClick={onReload}>{table.reload}</Button></div></div>;
}

/** A bug is told once, with a reference to quote; never a blank pane. */
export class ErrorBoundary extends Component<Props, { readonly reference: string | null }> {
  override state: { readonly reference: string | null } = { reference: null };
  static getDerivedStateFromError(): { readonly reference: string } {
    return { reference: newReference() };
  }
  override componentDidCatch(error: unknown): void {
    // The name alone: a message may hold what a mail or a ledger says.
    console.error(`pane ${this.state.reference ?? ''}`, error instanceof Error ? error.name : typeof error, error instanceof Error ? error.stack?.split('\n').slice(1, 6).join('\n') : '');
  }
  override render(): ReactNode {
    const { reference } = this.state;
    const { table, children, onReload, region = false } = this.props;
    if (reference === null) return children;
    const told = <Broken reference={reference} table={table} onReload={onReload} />;
    return region ? told : <main className="body">{told}</main>;
  }
}
