/**
 * The messages between office.js in the pane and Outlook on the web around it: names and numbers as the unmodified
 * office.js sends and accepts them.
 */

export const REQUEST = 0;
export const RESPONSE = 1;
export const FOR_CALL = 0;
export const FOR_EVENT = 1;
export const INVOKE = 0;
export const REGISTER = 1;
export const UNREGISTER = 2;

export const TRANSPORT_OK = 0;
/** The host could not handle the request: office.js then never calls the add-in back. */
export const TRANSPORT_FAILED = -2;

export interface Request {
  readonly _messageType: number;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _data: unknown;
  readonly _actionType: number;
}

export const ITEM_CHANGED = 'olkItemSelectedChanged';
export const INFOBAR_CLICKED = 'olkInfobarClicked';
export const RECIPIENTS_CHANGED = 'olkRecipientsChanged';
export const ATTACHMENTS_CHANGED = 'olkAttachmentsChanged';
/** Starts a function of the manifest's FunctionFile; every page of an add-in registers for it. */
export const COMMAND_INVOKED = 'appCommandInvoked';
/** Events that a pane may register for; another name is not simulated. */
export const EVENTS: readonly string[] = [ITEM_CHANGED, INFOBAR_CLICKED, RECIPIENTS_CHANGED, ATTACHMENTS_CHANGED, 'officeThemeChanged', COMMAND_INVOKED];

/** Dispatch ids of ExecuteMethod, by what they do. */
export const DISPATCH = {
  loadCustomProperties: 3, saveCustomProperties: 4,
  replyForm: 10, replyAllForm: 11, replyFormObject: 30, replyAllFormObject: 31,
  replyFormObjectAsync: 181, replyAllFormObjectAsync: 182, replyFormAsync: 183, replyAllFormAsync: 184,
  newMessageForm: 44, newMessageFormAsync: 178,
  bodyType: 14, bodyGet: 37, bodySet: 38, bodyPrepend: 23, bodySetSelected: 13, itemSetSelected: 29, selectedGet: 28, signatureSet: 173,
  subjectGet: 18, subjectSet: 17, peopleGet: 15, peopleSet: 21, peopleAdd: 22, fromGet: 107,
  addFile: 16, addFileBase64: 148, removeAttachment: 20, attachmentsGet: 149,
  save: 32, itemId: 164, composeType: 174, signatureEnabled: 175, signatureDisable: 176,
  addNotification: 33, allNotifications: 34, replaceNotification: 35, removeNotification: 36,
  sharedProperties: 108, attachmentContent: 150, initializationContext: 99,
  categories: 157, masterCategories: 160, internetHeaders: 168,
  roamingSave: 404,
} as const;

/** Chatter of office.js itself (consent, telemetry, window.open override): answered, nothing happens. */
export const CHATTER: readonly number[] = [40, 43, 163, 193, 400, 401, 402, 403];

/** Dispatch ids of the shared `executeMethod`. */
export const SHARED = { eventCompleted: 94, closeContainer: 97, accessToken: 98 } as const;

export const TEXT = 0;
export const HTML = 3;

/** Codes of Outlook's table that this host gives. */
export const CODES = {
  attachmentTooLarge: 9000, wrongFormat: 9002, invalidAttachmentId: 9003, attachmentPath: 9004, attachmentUpload: 9007, noSuchAttachment: 9008,
  tooManyRecipients: 9012, duplicateNotification: 9023, noSuchNotification: 9024, tooManyNotifications: 9025, notSaved: 9046,
  itemChanged: 9030, response: 9020, notSimulated: 5000, settings: 9019,
} as const;

export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
export const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
