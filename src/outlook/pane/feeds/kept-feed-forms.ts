import { FEED_FIELDS } from '../../../core';
import type { FeedKind, FeedValues } from '../../../core';
import type { Session } from '../session';

/** What was typed into the form of a ledger and not yet saved. */
export interface TypedFeed {
  readonly kind: FeedKind;
  readonly name: string;
  readonly values: FeedValues;
  readonly notes: boolean;
}

const kept = new WeakMap<Session, Map<string, TypedFeed>>();

function formsOf(session: Session): Map<string, TypedFeed> {
  const known = kept.get(session) ?? new Map<string, TypedFeed>();
  kept.set(session, known);
  return known;
}

/** @param id of a connected ledger; null: one that is being connected. */
export const keptFeedForm = (session: Session, id: string | null): TypedFeed | null => formsOf(session).get(id ?? '') ?? null;

/** For as long as the pane lives: leaving the page loses nothing but keys, which are held by the form alone. */
export function keepFeedForm(session: Session, id: string | null, typed: TypedFeed): void {
  const open = Object.fromEntries(FEED_FIELDS[typed.kind].filter(({ secret }) => !secret).map(({ name }) => [name, typed.values[name] ?? '']));
  formsOf(session).set(id ?? '', { ...typed, values: open });
}

export const dropFeedForm = (session: Session, id: string | null): void => {
  formsOf(session).delete(id ?? '');
};
