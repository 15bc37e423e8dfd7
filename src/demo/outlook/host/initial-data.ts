import { offset } from '../../paris-time';
import type { Message, Person, Thread } from '../mail/mail-message';
import { bareSubject } from '../mail/quoting';

/** What the manifest asks for; the numbers of 2 and 3 are swapped in Outlook itself. */
const READ_WRITE_ITEM = 3;
/** What this build of office.js knows in full. */
export const MAILBOX_SET = '1.11';
export const HOST_VERSION = '16.0.18000.10000';

export interface AppContextInput {
  readonly appId: string;
  readonly locale: string;
  readonly mailboxSet: string;
  /** Roaming settings: key to JSON text. */
  readonly settings: Readonly<Record<string, string>>;
}

export function appContext({ appId, locale, mailboxSet, settings }: AppContextInput): Readonly<Record<string, unknown>> {
  return {
    _id: appId, _appInstanceId: appId, _appName: 64, _appVersion: '15.20', _appMinorVersion: 1, _appUILocale: locale, _dataLocale: locale, _docUrl: location.href, _clientMode: 0,
    _settings: settings, _reason: 'documentOpened', _osfControlType: 1, _eToken: '', _correlationId: crypto.randomUUID(), _requirementMatrix: JSON.stringify({ Mailbox: mailboxSet }), _dialogRequirementMatrix: '{}',
    _hostCustomMessage: '', _hostFullVersion: HOST_VERSION, _clientWindowHeight: innerHeight, _clientWindowWidth: innerWidth, _addinName: 'Relance', _appDomains: [], _featureGates: {}, _initialDisplayMode: 0,
    _wacHostEnvironment: '0', _isFromWacAutomation: false, _marketplaceType: 0,
  };
}

const person = (p: Person): Readonly<Record<string, unknown>> => ({ name: p.name, address: p.address, appointmentResponse: 0, recipientType: 2 });

/** The open message as GetInitialData and ItemChanged give it. */
export function initialData(message: Message, thread: Thread, user: Person): Readonly<Record<string, unknown>> {
  return {
    itemType: 1, permissionLevel: READ_WRITE_ITEM, userDisplayName: user.name, userEmailAddress: user.address, userTimeZone: 'Romance Standard Time', userProfileType: 'office365',
    hostVersion: HOST_VERSION, owaView: 'ThreeColumns', ewsUrl: 'https://outlook.office365.com/EWS/Exchange.asmx', restUrl: 'https://outlook.office.com/api', isRestIdSupported: true,
    timeZoneOffsets: [{ start: 0, end: 4102444800000, offset: offset(message.at) / 60_000 }], openWindowOpen: false, isRead: !message.unread, isFromSharedFolder: thread.sharedMailbox !== null,
    conversationId: thread.conversationId, seriesId: null, id: message.id, itemClass: 'IPM.Note', internetMessageId: message.internetMessageId, subject: message.subject, normalizedSubject: bareSubject(message.subject),
    from: person(message.from), sender: person(message.from), to: message.to.map(person), cc: message.cc.map(person), bcc: [],
    dateTimeCreated: message.at, dateTimeModified: message.at, dateTimeSent: message.at,
    attachments: message.attachments.map((a) => ({ attachmentType: 0, contentType: a.contentType, id: a.id, isInline: false, name: a.name, size: a.size })),
  };
}
