/**
 * A card as Google draws it: the JSON of google.apps.card.v1, of which only what this page draws is named. Names that begin
 * with $ stand for what Apps Script adds to that JSON. Everything is optional, as in JSON written from protobuf.
 */

export interface CardAction {
  readonly function?: string;
  readonly parameters?: readonly { readonly key: string; readonly value: string }[];
  readonly loadIndicator?: string;
  /** What was typed stays when the answer draws the card anew. */
  readonly persistValues?: boolean;
  readonly requiredWidgets?: readonly string[];
  readonly allWidgetsAreRequired?: boolean;
}

export interface OpenLink {
  readonly url?: string;
  readonly openAs?: string;
  /** RELOAD: the add-on is asked again when the window is closed. */
  readonly onClose?: string;
}

export interface OnClick {
  readonly action?: CardAction;
  readonly openLink?: OpenLink;
  /** The function answers the link. */
  readonly openDynamicLinkAction?: CardAction;
  readonly overflowMenu?: { readonly items?: readonly { readonly text?: string; readonly disabled?: boolean; readonly onClick?: OnClick }[] };
  /** The action answers with a draft: REPLY_AS_DRAFT or STANDALONE_DRAFT. */
  readonly $compose?: string;
  /** The address of a consent. */
  readonly $authorization?: string;
}

export interface Icon {
  readonly knownIcon?: string;
  readonly materialIcon?: { readonly name?: string };
  readonly iconUrl?: string;
  readonly altText?: string;
}

export interface Button {
  readonly text?: string;
  readonly icon?: Icon;
  /** OUTLINED, FILLED, FILLED_TONAL or BORDERLESS */
  readonly type?: string;
  readonly disabled?: boolean;
  readonly altText?: string;
  readonly onClick?: OnClick;
}

export interface Switch {
  readonly name?: string;
  readonly value?: string;
  readonly selected?: boolean;
  readonly controlType?: string;
  readonly onChangeAction?: CardAction;
}

export interface DecoratedText {
  readonly startIcon?: Icon;
  readonly icon?: Icon;
  readonly topLabel?: string;
  readonly text?: string;
  readonly wrapText?: boolean;
  readonly bottomLabel?: string;
  readonly onClick?: OnClick;
  readonly button?: Button;
  readonly switchControl?: Switch;
  readonly endIcon?: Icon;
}

export interface TextInput {
  readonly name?: string;
  readonly label?: string;
  readonly hintText?: string;
  readonly value?: string;
  /** SINGLE_LINE or MULTIPLE_LINE */
  readonly type?: string;
  readonly onChangeAction?: CardAction;
  readonly initialSuggestions?: { readonly items?: readonly { readonly text?: string }[] };
  readonly placeholderText?: string;
}

export interface SelectionItem {
  readonly text?: string;
  readonly value?: string;
  readonly selected?: boolean;
  readonly bottomText?: string;
}

export interface SelectionInput {
  readonly name?: string;
  readonly label?: string;
  /** CHECK_BOX, RADIO_BUTTON, SWITCH or DROPDOWN */
  readonly type?: string;
  readonly items?: readonly SelectionItem[];
  readonly onChangeAction?: CardAction;
}

/** CardService has a picker of days only: DATE_ONLY. */
export interface DateTimePicker {
  readonly name?: string;
  readonly label?: string;
  readonly type?: string;
  /** Milliseconds; protobuf writes a 64-bit number as text. */
  readonly valueMsEpoch?: string | number;
  readonly onChangeAction?: CardAction;
}

export interface Image {
  readonly imageUrl?: string;
  readonly altText?: string;
  readonly onClick?: OnClick;
}

export interface Widget {
  readonly textParagraph?: { readonly text?: string; readonly maxLines?: number };
  readonly image?: Image;
  readonly decoratedText?: DecoratedText;
  readonly buttonList?: { readonly buttons?: readonly Button[] };
  readonly textInput?: TextInput;
  readonly selectionInput?: SelectionInput;
  readonly dateTimePicker?: DateTimePicker;
  readonly divider?: object;
  readonly grid?: Grid;
  readonly columns?: { readonly columnItems?: readonly { readonly widgets?: readonly Widget[] }[] };
  readonly horizontalAlignment?: string;
}

export interface Grid {
  readonly title?: string;
  readonly columnCount?: number;
  readonly items?: readonly { readonly id?: string; readonly title?: string; readonly subtitle?: string }[];
  readonly onClick?: OnClick;
}

export interface Section {
  readonly header?: string;
  readonly widgets?: readonly Widget[];
  readonly collapsible?: boolean;
  /** So many widgets stay when the section is folded. */
  readonly uncollapsibleWidgetsCount?: number;
}

export interface CardHeader {
  readonly title?: string;
  readonly subtitle?: string;
  readonly imageUrl?: string;
  readonly imageType?: string;
  readonly imageAltText?: string;
}

export interface Card {
  readonly name?: string;
  readonly header?: CardHeader;
  readonly sections?: readonly Section[];
  readonly cardActions?: readonly { readonly actionLabel?: string; readonly onClick?: OnClick }[];
  readonly fixedFooter?: { readonly primaryButton?: Button; readonly secondaryButton?: Button };
}

export interface NavigationStep {
  readonly pushCard?: Card;
  readonly updateCard?: Card;
  readonly pop?: boolean;
  readonly popToRoot?: boolean;
  readonly popToCard?: string;
}

/** What goes into the draft that is being written. */
export interface DraftChange {
  readonly body: {
    /** IN_PLACE_INSERT, INSERT_AT_START or INSERT_AT_END */
    readonly type: string;
    /** contentType: TEXT, MUTABLE_HTML or IMMUTABLE_HTML */
    readonly insertContents: readonly { readonly content: string; readonly contentType: string }[];
  } | null;
  readonly subject: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
}

/** What Gmail makes of that which one function of the add-on returned. */
export type CardAnswer =
  | { readonly kind: 'cards'; readonly cards: readonly Card[] }
  | { readonly kind: 'action'; readonly steps: readonly NavigationStep[]; readonly notification: string | null; readonly link: OpenLink | null; readonly stateChanged: boolean }
  | { readonly kind: 'universal'; readonly cards: readonly Card[]; readonly link: OpenLink | null }
  /** This draft is opened. */
  | { readonly kind: 'compose'; readonly draftId: string }
  | ({ readonly kind: 'update-draft' } & DraftChange)
  /** Google's consent is wanted before anything is shown. */
  | { readonly kind: 'consent'; readonly url: string; readonly resource: string }
  /** The add-on threw, or returned nothing that Gmail can show: Gmail says so in its own words. */
  | { readonly kind: 'broken'; readonly words: string };

/** What the person gave, by field name: a text or one choice, ticked boxes, a day. A field left empty is not there. */
export type FormInputs = Readonly<Record<string, string | readonly string[] | { readonly msSinceEpoch: number }>>;
