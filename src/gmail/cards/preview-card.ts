import { letterWords, consumerWords, sidebarWords, unknownRateInWords, words } from '../../core';
import type { Channel, FindingView, ReplyKind, Semester } from '../../core';
import { inserting } from './card-actions';
import { act, button, cardOf } from './card-context';
import type { CardContext } from './card-context';
import { LONGEST } from './card-limits';
import type { ButtonPlan, CardPlan, SectionPlan, WidgetPlan } from './card-plan';

/** The field of the reason why a text that is blocked goes in all the same. */
export const REASON_FIELD = 'reason';

export interface PreviewedText {
  readonly title: string;
  /** null: the reminder or letter of the step. */
  readonly reply: ReplyKind | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  /** As plain text: a card shows no mail's HTML. */
  readonly text: string;
  readonly attachments: readonly string[];
  /** How it goes: `reply` answers the open message. */
  readonly channel: Channel;
  readonly findings: readonly FindingView[];
  /** Something in it blocks: it goes in with a reason only. */
  readonly blocked: boolean;
  /** Of a letter: whether it may also go by e-mail; absent: it is no letter. */
  readonly letter?: { readonly byMail: boolean; readonly annex: boolean; readonly rateUnknown: Semester | null; readonly toConsumer: boolean };
}

/** The text as it will stand in the draft, what is to be said of it, and the way on. */
export function previewCard(text: PreviewedText, context: CardContext): CardPlan {
  const table = words(context.language);
  const { title, to, cc, subject, attachments, blocked, reply, letter } = text;
  const named = letter?.byMail === false ? [] : [[table.to, to], [table.copyTo, cc]] as const;
  const asks = blocked && reply === null && letter?.byMail !== false;
  return cardOf({
    name: `preview ${reply ?? 'step'}`,
    title,
    ...footerOf(text, context, asks),
    sections: [
      ...(letter?.rateUnknown === null || letter?.rateUnknown === undefined ? [] : [{ widgets: [{ kind: 'line', icon: 'warning', text: unknownRateInWords(letter.rateUnknown, context.language) } as const] }]),
      {
        widgets: [
          ...named.filter(([, addresses]) => addresses.length > 0).map(([label, addresses]): WidgetPlan => ({ kind: 'line', top: label, text: addresses.join(', ') })),
          { kind: 'line', top: table.subject, text: subject },
          ...(attachments.length === 0 ? [] : [{ kind: 'line', top: table.attached, text: attachments.join(' · ') } as const]),
        ],
      },
      ...findingSections(text.findings, context),
      ...(asks ? [{ widgets: [{ kind: 'paragraph', text: table.lintRefused }, { kind: 'input', name: REASON_FIELD, label: table.formAnyway.reason, hint: table.formAnyway.hint, value: '' }] } as const] : []),
      { title: table.body, widgets: paragraphsOf(text.text) },
      { widgets: [{ kind: 'paragraph', text: [{ text: footOf(text, context), look: 'quiet' }] }, ...letterButtons(text, context)] },
    ],
  }, context);
}

/** The worst are shown, the others a press away: more would push the text off the screen. */
const SHOWN = 3;

function findingSections(findings: readonly FindingView[], context: CardContext): readonly SectionPlan[] {
  if (findings.length === 0) return [];
  const table = words(context.language);
  const widgets = findings.map(({ intent, what, why, quote }): WidgetPlan => ({
    kind: 'line',
    icon: intent === 'error' ? 'error' : 'warning',
    text: [{ text: `${intent === 'error' ? table.lintBlocks : table.lintWarns} ${what}`, look: 'strong' }],
    below: quote === null ? why : `${table.lintQuote.replace('{text}', () => quote)} ${why}`,
  }));
  return [{ title: table.lintTitle, widgets, shown: SHOWN }];
}

/** A paragraph of the mail each, so that a long text is never one widget. */
export function paragraphsOf(text: string): readonly WidgetPlan[] {
  const parts: string[] = [];
  for (const paragraph of text.split(/\n{2,}/)) {
    const last = parts[parts.length - 1];
    // Joined up to what a widget may hold: a hundred one-line paragraphs are no hundred widgets.
    if (last !== undefined && last.length + paragraph.length + 2 <= LONGEST.paragraph / 4) parts[parts.length - 1] = `${last}\n\n${paragraph}`;
    else for (let at = 0; at < Math.max(paragraph.length, 1); at += LONGEST.paragraph) parts.push(paragraph.slice(at, at + LONGEST.paragraph));
  }
  return parts.map((part) => ({ kind: 'paragraph', text: part }));
}

function insertOf({ reply, channel }: PreviewedText, label: string, context: CardContext, asks: boolean): ButtonPlan {
  return button(label, { ...inserting(reply, context, channel), ...(asks ? { needs: [REASON_FIELD] } : {}) }, 'filled');
}

function footerOf(text: PreviewedText, context: CardContext, asks: boolean): Pick<CardPlan, 'footer'> {
  const table = words(context.language);
  const { letter, reply, to } = text;
  const record = button(letterWords(context.language).record, act({ kind: 'open-form', form: 'letter', about: null }, context), 'filled');
  if (letter !== undefined && (!letter.byMail || to.length === 0)) return { footer: { primary: record, secondary: null } };
  const label = asks ? table.formAnyway.save : letter !== undefined ? letterWords(context.language).insert : reply === null ? table.insert : table.insertText;
  return { footer: { primary: insertOf(text, label, context, asks), secondary: null } };
}

function letterButtons({ letter, to }: PreviewedText, context: CardContext): readonly WidgetPlan[] {
  if (letter === undefined || !letter.byMail || to.length === 0) return [];
  return [{ kind: 'buttons', buttons: [button(letterWords(context.language).record, act({ kind: 'open-form', form: 'letter', about: null }, context), 'outlined')] }];
}

function footOf({ letter, channel, reply }: PreviewedText, context: CardContext): string {
  const { language } = context;
  const said = sidebarWords(language);
  const goes = inserting(reply, context, channel);
  if (letter === undefined) return goes.kind === 'insert' ? said.footCursor : goes.kind === 'compose' && goes.run === 'standalone' ? said.footNew : said.footReply;
  const table = letterWords(language);
  return `${letter.byMail ? table.footByMail : table.foot}${letter.annex ? ` ${table.withAnnex}` : ''}${letter.toConsumer && !letter.byMail ? ` ${consumerWords(language).electronicLetter}` : ''}`;
}
