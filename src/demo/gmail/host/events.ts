import { eventId } from './mail/mailbox';
import { offsetOf } from './services/format-date';
import type { World } from './world';

/** What a person chose or typed: a text field's value, the ticked boxes, a date in milliseconds. */
export type FormInputs = Readonly<Record<string, string | readonly string[] | { readonly msSinceEpoch: number }>>;

export interface Clicked {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly inputs?: FormInputs;
}

const inputOf = (value: FormInputs[string]): object => (typeof value === 'string' ? { stringInputs: { value: [value] } } : 'msSinceEpoch' in value ? { dateInput: { msSinceEpoch: String(value.msSinceEpoch) } } : { stringInputs: { value } });

/** Source: "Event objects": a trigger's event holds nothing of widgets. */
function common(world: World, clicked: Clicked | null): object {
  const { user } = world;
  const now = world.now();
  const { parameters = {}, inputs = {} } = clicked ?? {};
  return {
    platform: 'WEB', hostApp: 'GMAIL', userLocale: user.locale, timeZone: { id: user.timeZone, offset: String(offsetOf(user.timeZone, now)) },
    ...(clicked === null ? {} : { parameters }),
    ...(Object.keys(inputs).length === 0 ? {} : { formInputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, inputOf(value)])) }),
  };
}

/** The event of a card beside an open message, and of every click on it. Each has a token of its own. @param messageId hex */
export function messageEvent(world: World, messageId: string, clicked: Clicked | null = null): object {
  const found = world.mailbox.find(messageId);
  if (found === null) throw new Error(`no message ${messageId}`);
  return { commonEventObject: common(world, clicked), gmail: { messageId: eventId('msg', messageId), threadId: eventId('thread', found.thread.id), accessToken: world.mailbox.tokenFor(messageId) } };
}

/** The event of the homepage card, and of every click on it while no message is open: it names no message and brings no token. */
export const homepageEvent = (world: World, clicked: Clicked | null = null): object => ({ commonEventObject: common(world, clicked) });

/** The event of the compose trigger, with draft access NONE: nothing of the draft. */
export const composeEvent = (world: World, clicked: Clicked | null = null): object => ({ commonEventObject: common(world, clicked) });
