import type { ButtonPlan, CardPlan, OptionPlan, Rich, SectionPlan, WidgetPlan } from './card-plan';

/** Google's: 100 sections a card, 100 widgets a section ("You can't add more than 100 ..."). More is an error of the whole card. */
export const MOST_SECTIONS = 100;
export const MOST_WIDGETS = 100;
/**
 * Ours: Google documents no size, but a card of several hundred kilobytes is slow to draw and to send. Lists are cut into
 * pages long before; what still is too long (a value of ten thousand characters) is cut here, and says so by its dots.
 */
export const LONGEST = { title: 150, label: 250, text: 1_500, paragraph: 4_000, field: 8_000, option: 120 } as const;
export const MOST_OPTIONS = 100;

const HALF = /[\ud800-\udbff]$/;
export const cut = (text: string, limit: number): string => (text.length <= limit ? text : `${text.slice(0, limit - 1).replace(HALF, '')}…`);

function cutRich(rich: Rich, limit: number): Rich {
  if (typeof rich === 'string') return cut(rich, limit);
  let left = limit;
  const kept: Exclude<Rich, string>[number][] = [];
  for (const run of rich) {
    if (left <= 0) break;
    const text = cut(typeof run === 'string' ? run : run.text, left);
    left -= text.length;
    kept.push(typeof run === 'string' ? text : { ...run, text });
  }
  return kept;
}

const cutButton = (button: ButtonPlan): ButtonPlan => ({ ...button, label: cut(button.label, LONGEST.title), ...(button.spoken === undefined ? {} : { spoken: cut(button.spoken, LONGEST.label) }) });
const cutOption = (option: OptionPlan): OptionPlan => ({ ...option, label: cut(option.label, LONGEST.option) });

function cutWidget(widget: WidgetPlan): WidgetPlan {
  switch (widget.kind) {
    case 'line':
      return {
        ...widget,
        text: cutRich(widget.text, LONGEST.text),
        ...(widget.top === undefined ? {} : { top: cut(widget.top, LONGEST.label) }),
        ...(widget.below === undefined ? {} : { below: cut(widget.below, LONGEST.text) }),
        ...(widget.button === undefined ? {} : { button: cutButton(widget.button) }),
      };
    case 'paragraph':
      return { ...widget, text: cutRich(widget.text, LONGEST.paragraph) };
    case 'buttons':
      return { ...widget, buttons: widget.buttons.map(cutButton) };
    case 'input':
      return { ...widget, label: cut(widget.label, LONGEST.label), value: cut(widget.value, LONGEST.field), ...(widget.hint === undefined ? {} : { hint: cut(widget.hint, LONGEST.label) }) };
    case 'choice':
      return { ...widget, label: cut(widget.label, LONGEST.label), options: widget.options.slice(0, MOST_OPTIONS).map(cutOption) };
    case 'date':
      return { ...widget, label: cut(widget.label, LONGEST.label) };
    case 'divider':
      return widget;
  }
}

/** A section without a widget is refused by Google; one with too many goes on in the next. */
function sectionsOf(section: SectionPlan): readonly SectionPlan[] {
  const widgets = section.widgets.filter((widget) => widget.kind !== 'buttons' || widget.buttons.length > 0).map(cutWidget);
  const parts: SectionPlan[] = [];
  for (let at = 0; at < widgets.length; at += MOST_WIDGETS) {
    const some = widgets.slice(at, at + MOST_WIDGETS);
    // Only what leaves something folded is worth the arrow.
    const folds = section.shown !== undefined && section.shown < some.length;
    parts.push({ ...(at === 0 && section.title !== undefined ? { title: cut(section.title, LONGEST.title) } : {}), widgets: some, ...(folds ? { shown: section.shown } : {}) });
  }
  return parts;
}

/**
 * The same card as Google takes it: nothing empty, nothing too long, no list beyond its limit. The last section, which
 * names the account, always stays.
 */
export function withinLimits(plan: CardPlan): CardPlan {
  const sections = plan.sections.flatMap(sectionsOf);
  const kept = sections.length <= MOST_SECTIONS ? sections : [...sections.slice(0, MOST_SECTIONS - 1), ...sections.slice(-1)];
  return {
    ...plan,
    title: cut(plan.title, LONGEST.title),
    ...(plan.subtitle === undefined ? {} : { subtitle: cut(plan.subtitle, LONGEST.label) }),
    sections: kept,
    ...(plan.footer === undefined ? {} : { footer: { primary: cutButton(plan.footer.primary), secondary: plan.footer.secondary === null ? null : cutButton(plan.footer.secondary) } }),
  };
}

/** A page of a list that is too long for one card, and where the next begins; null: it is the last. */
export function pageOf<T>(rows: readonly T[], at: number, size: number): { readonly rows: readonly T[]; readonly at: number; readonly next: number | null } {
  // A list that has become shorter since the button was drawn: its last page.
  const from = at < rows.length ? at : Math.max(0, Math.floor((rows.length - 1) / size) * size);
  return { rows: rows.slice(from, from + size), at: from, next: from + size < rows.length ? from + size : null };
}
