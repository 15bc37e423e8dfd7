import type { SidebarAction } from '../sidebar-action';

/**
 * A card as data: what stands where, and what a press does. The cards of this folder are made of it and only
 * draw-card.ts turns it into Google's widgets, so that layout is decided (and tested) without Google.
 */

/** Words, all of them untrusted; how they look is said beside them. `\n` is a new line. */
export type Rich = string | readonly (string | Run)[];
export interface Run {
  readonly text: string;
  readonly look: 'strong' | 'quiet' | 'gone';
}

/** Names of Google's Material icons. */
export type IconName =
  | 'check_circle' | 'payments' | 'schedule' | 'mail' | 'call' | 'local_post_office' | 'pause_circle' | 'help' | 'edit_note' | 'task_alt' | 'block' | 'person' | 'info' | 'warning' | 'error'
  | 'send' | 'delete' | 'handshake' | 'gavel' | 'sticky_note_2' | 'reply' | 'undo' | 'contacts';

/** The functions of the built file that a press can run. */
export const RUNS = { act: 'act', reminder: 'draftReminder', reply: 'draftReply', standalone: 'draftStandalone', insert: 'insertAtCursor' } as const;

export type Does =
  /** Answers with a card. `needs`: fields without which Google does not even ask. */
  | { readonly kind: 'act'; readonly action: SidebarAction; readonly needs?: readonly string[] }
  /** Answers with a draft, which Gmail opens; no card and no notice can follow, so everything is checked before. */
  | { readonly kind: 'compose'; readonly run: 'reminder' | 'reply' | 'standalone'; readonly action: SidebarAction; readonly needs?: readonly string[] }
  /** Into the draft that is open: answers with what is to be written at its cursor. */
  | { readonly kind: 'insert'; readonly action: SidebarAction; readonly needs?: readonly string[] }
  /** https only. */
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'authorize'; readonly url: string };

export interface ButtonPlan {
  readonly label: string;
  /** Read aloud instead of the label, where the label alone does not say of what. */
  readonly spoken?: string;
  readonly look: 'filled' | 'outlined' | 'text';
  readonly does: Does;
  readonly disabled?: boolean;
}

export interface OptionPlan {
  readonly value: string;
  readonly label: string;
  readonly selected: boolean;
}

export type WidgetPlan =
  /** `top` is cut to one line by Google, `below` always wraps; neither can be formatted. */
  | { readonly kind: 'line'; readonly icon?: IconName; /** Read aloud for the icon, where it alone says something. */ readonly spoken?: string; readonly top?: string; readonly text: Rich; readonly below?: string; readonly button?: ButtonPlan; readonly press?: Does }
  | { readonly kind: 'paragraph'; readonly text: Rich }
  | { readonly kind: 'buttons'; readonly buttons: readonly ButtonPlan[] }
  | { readonly kind: 'input'; readonly name: string; readonly label: string; readonly hint?: string; readonly value: string; readonly long?: boolean }
  /** `value`: a LocalDate, '' for none. */
  | { readonly kind: 'date'; readonly name: string; readonly label: string; readonly value: string }
  | { readonly kind: 'choice'; readonly as: 'radio' | 'check' | 'dropdown'; readonly name: string; readonly label: string; readonly options: readonly OptionPlan[]; readonly changed?: SidebarAction }
  | { readonly kind: 'divider' };

export interface SectionPlan {
  readonly title?: string;
  readonly widgets: readonly WidgetPlan[];
  /** How many stay when it is folded; absent: it is never folded. */
  readonly shown?: number;
}

export interface CardPlan {
  /** Tells the cards of a stack apart. */
  readonly name: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly sections: readonly SectionPlan[];
  readonly footer?: { readonly primary: ButtonPlan; readonly secondary: ButtonPlan | null };
  /** In the card's own menu. */
  readonly menu: readonly { readonly label: string; readonly does: Does }[];
}
