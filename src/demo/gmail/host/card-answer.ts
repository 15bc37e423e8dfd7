import { Card } from './card/cards';
import type { Json } from './card/builder';
import * as responses from './card/responses';
import { serviceNameOf } from './service-names';

/** A card as google.apps.card.v1 describes it; names with `$` are Apps Script's own (`$compose`, `$authorization`, `$wrapStyle`, `$textAlignment`). */
export type CardJson = Json;

/** What Gmail would do with the answer of a function. */
export type CardAnswer =
  | { readonly kind: 'cards'; readonly cards: readonly CardJson[] }
  | { readonly kind: 'action'; readonly steps: readonly NavigationStep[]; readonly notification: string | null; readonly link: Json | null; readonly stateChanged: boolean }
  | { readonly kind: 'universal'; readonly cards: readonly CardJson[]; readonly link: Json | null }
  /** Gmail opens this draft for review. */
  | { readonly kind: 'compose'; readonly draftId: string }
  /** Gmail changes the draft that is being written. */
  | { readonly kind: 'update-draft'; readonly body: DraftBody | null; readonly subject: string | null; readonly to: readonly string[]; readonly cc: readonly string[]; readonly bcc: readonly string[] }
  /** Gmail shows a consent instead of a card. */
  | { readonly kind: 'consent'; readonly url: string; readonly resource: string };

export type NavigationStep = { readonly pushCard: CardJson } | { readonly updateCard: CardJson } | { readonly pop: true } | { readonly popToRoot: true } | { readonly popToCard: string };
export interface DraftBody {
  readonly type: 'IN_PLACE_INSERT' | 'INSERT_AT_START' | 'INSERT_AT_END';
  readonly insertContents: readonly { readonly content: string; readonly contentType: 'TEXT' | 'MUTABLE_HTML' | 'IMMUTABLE_HTML' }[];
}

/** @param answer what the function returned; @throws Error when Gmail could do nothing with it. */
export function answerOf(answer: unknown): CardAnswer {
  const list = Array.isArray(answer) ? (answer as readonly unknown[]) : [answer];
  if (list.length > 0 && list.every((one) => serviceNameOf(one) === 'Card')) return { kind: 'cards', cards: list.map((card) => Card.stateOf(card as object).json) };
  switch (serviceNameOf(answer)) {
    case 'ActionResponse': {
      const json = responses.ActionResponse.stateOf(answer as object).json;
      return { kind: 'action', steps: (json['navigations'] ?? []) as readonly NavigationStep[], notification: ((json['notification'] as Json | undefined)?.['text'] as string | undefined) ?? null, link: (json['link'] as Json | undefined) ?? null, stateChanged: json['stateChanged'] === true };
    }
    case 'UniversalActionResponse': {
      const json = responses.UniversalActionResponse.stateOf(answer as object).json;
      return { kind: 'universal', cards: (json['cards'] ?? []) as readonly CardJson[], link: (json['link'] as Json | undefined) ?? null };
    }
    case 'ComposeActionResponse':
      return { kind: 'compose', draftId: String(responses.ComposeActionResponse.stateOf(answer as object).json['draftId']) };
    case 'UpdateDraftActionResponse': {
      const json = responses.UpdateDraftActionResponse.stateOf(answer as object).json;
      const addresses = (name: string): readonly string[] => ((json[name] as Json | undefined)?.['addresses'] ?? []) as readonly string[];
      return { kind: 'update-draft', body: (json['body'] as DraftBody | undefined) ?? null, subject: ((json['subject'] as Json | undefined)?.['subject'] as string | undefined) ?? null, to: addresses('to'), cc: addresses('cc'), bcc: addresses('bcc') };
    }
    default:
      throw new Error(`The add-on returned no card and no response that Gmail knows: ${serviceNameOf(answer) ?? typeof answer}`);
  }
}

/** Every card of an answer. */
export function cardsOf(answer: CardAnswer): readonly CardJson[] {
  if (answer.kind === 'cards' || answer.kind === 'universal') return answer.cards;
  return answer.kind === 'action' ? answer.steps.flatMap((step) => ('pushCard' in step ? [step.pushCard] : 'updateCard' in step ? [step.updateCard] : [])) : [];
}

/** The functions that a click on these cards would run. */
export function functionsOf(cards: readonly CardJson[]): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, held] of Object.entries(value)) {
      if (name === 'function' && typeof held === 'string') found.add(held);
      visit(held);
    }
  };
  visit(cards);
  return [...found];
}
