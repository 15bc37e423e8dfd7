import { DISPATCH } from './protocol';

/** Permission levels as Outlook numbers them on the wire; those of 2 and 3 are swapped in Outlook itself. */
export const PERMISSIONS = { Restricted: 0, ReadItem: 1, ReadWriteMailbox: 2, ReadWriteItem: 3 } as const;
export type Permission = keyof typeof PERMISSIONS;
const RANKS: Readonly<Record<Permission, number>> = { Restricted: 0, ReadItem: 1, ReadWriteItem: 2, ReadWriteMailbox: 3 };

const D = DISPATCH;
/** The Mailbox set (1.x) in which a call came; what is not named here was there in 1.5, the oldest that the manifest admits. Source: the "Api set" remarks of Microsoft's reference. */
const SINCE: ReadonlyMap<number, number> = new Map<number, number>([
  [D.newMessageForm, 6], [D.fromGet, 7],
  ...[D.addFileBase64, D.attachmentsGet, D.attachmentContent, D.sharedProperties, D.itemId, D.categories, D.masterCategories, D.internetHeaders, D.initializationContext].map((id): [number, number] => [id, 8]),
  ...[D.replyFormAsync, D.replyAllFormAsync, D.replyFormObjectAsync, D.replyAllFormObjectAsync, D.newMessageFormAsync].map((id): [number, number] => [id, 9]),
  ...[D.composeType, D.signatureSet, D.signatureEnabled, D.signatureDisable].map((id): [number, number] => [id, 10]),
]);
/** The set in which an event came. */
const EVENT_SINCE: Readonly<Record<string, number>> = { olkItemSelectedChanged: 5, olkRecipientsChanged: 7, olkAttachmentsChanged: 8, olkInfobarClicked: 10, officeThemeChanged: 14 };
export const INSIGHT_SINCE = 10;

/** Outlook on phones opens an add-in to read; none of these exist there. Source: "Outlook JavaScript APIs supported in Outlook on mobile devices". */
const NOT_ON_MOBILE: ReadonlySet<number> = new Set<number>([
  D.replyForm, D.replyAllForm, D.replyFormObject, D.replyAllFormObject, D.replyFormAsync, D.replyAllFormAsync, D.replyFormObjectAsync, D.replyAllFormObjectAsync, D.newMessageForm, D.newMessageFormAsync,
  D.addNotification, D.allNotifications, D.replaceNotification, D.removeNotification, D.bodyType, D.bodyPrepend, D.bodySet, D.bodySetSelected, D.itemSetSelected, D.subjectSet, D.addFile, D.addFileBase64,
]);

const WRITES: ReadonlySet<number> = new Set<number>([
  D.bodySet, D.bodyPrepend, D.bodySetSelected, D.itemSetSelected, D.selectedGet, D.signatureSet, D.subjectSet, D.peopleSet, D.peopleAdd, D.addFile, D.addFileBase64, D.removeAttachment, D.save, D.signatureDisable,
]);
const WHOLE_MAILBOX: ReadonlySet<number> = new Set<number>([D.masterCategories, 161, 162, 5]);

/** What the Outlook in front of the add-in offers. */
export interface Offer {
  /** `1.11` */
  readonly mailboxSet: string;
  readonly mobile: boolean;
  readonly permission: Permission;
}

export const setNumber = (set: string): number => Number(set.split('.')[1] ?? 0);

/** Why this Outlook does not offer the call; null: it does. */
export function whyNotOffered(id: number, { mailboxSet, mobile, permission }: Offer): string | null {
  const since = SINCE.get(id);
  if (since !== undefined && setNumber(mailboxSet) < since) return `dispatch id ${id} (needs Mailbox 1.${since}, this Outlook has ${mailboxSet})`;
  if (mobile && NOT_ON_MOBILE.has(id)) return `dispatch id ${id} (does not exist on a phone)`;
  const needed: Permission = WHOLE_MAILBOX.has(id) ? 'ReadWriteMailbox' : WRITES.has(id) ? 'ReadWriteItem' : 'ReadItem';
  return RANKS[permission] < RANKS[needed] ? `dispatch id ${id} (needs the permission ${needed}, the manifest asks for ${permission})` : null;
}

export function whyEventNotOffered(event: string, { mailboxSet }: Offer): string | null {
  const since = EVENT_SINCE[event];
  return since !== undefined && setNumber(mailboxSet) < since ? `the event ${event} (needs Mailbox 1.${since}, this Outlook has ${mailboxSet})` : null;
}
