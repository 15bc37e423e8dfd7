import { offset } from '../../paris-time';
import type { Attachment, Person } from '../mail/mail-message';
import { bareSubject } from '../mail/quoting';
import { PERMISSIONS } from './offered';
import type { Permission } from './offered';
import type { OpenItem } from './open-item';

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

export const addressOf = (p: Person): Readonly<Record<string, unknown>> => ({ name: p.name, address: p.address, appointmentResponse: 0, recipientType: 2 });
export const attachmentOf = (a: Attachment): Readonly<Record<string, unknown>> => ({ attachmentType: 0, contentType: a.contentType, id: a.id, isInline: false, name: a.name, size: a.size });

const READ_MESSAGE = 1;
const WRITTEN_MESSAGE = 4;

/** The open item as GetInitialData and ItemChanged give it. */
export function initialData(item: OpenItem, user: Person, permission: Permission): Readonly<Record<string, unknown>> {
  const at = item.kind === 'read' ? item.message.at : item.draft.message().at;
  const common = {
    permissionLevel: PERMISSIONS[permission], userDisplayName: user.name, userEmailAddress: user.address, userTimeZone: 'Romance Standard Time', userProfileType: 'office365',
    hostVersion: HOST_VERSION, owaView: 'ThreeColumns', ewsUrl: 'https://outlook.office365.com/EWS/Exchange.asmx', restUrl: 'https://outlook.office.com/api', isRestIdSupported: true,
    timeZoneOffsets: [{ start: 0, end: 4102444800000, offset: offset(at) / 60_000 }], openWindowOpen: false, seriesId: null,
  };
  if (item.kind === 'compose') return { ...common, itemType: WRITTEN_MESSAGE, conversationId: item.draft.conversationId, isFromSharedFolder: item.draft.sharedMailbox !== null, isRead: true };
  const { message, thread } = item;
  return {
    ...common, itemType: READ_MESSAGE, isRead: !message.unread, isFromSharedFolder: thread.sharedMailbox !== null,
    conversationId: thread.conversationId, id: message.id, itemClass: 'IPM.Note', internetMessageId: message.internetMessageId, subject: message.subject, normalizedSubject: bareSubject(message.subject),
    from: addressOf(message.from), sender: addressOf(message.from), to: message.to.map(addressOf), cc: message.cc.map(addressOf), bcc: [],
    dateTimeCreated: message.at, dateTimeModified: message.at, dateTimeSent: message.at,
    attachments: message.attachments.map(attachmentOf),
  };
}
