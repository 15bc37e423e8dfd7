import { ConsentWanted, Slip } from '../service-error';
import { BOOLEAN, listOf, OBJECT, STRING } from '../signature';
import { method } from '../strict-class';
import type { StrictClass } from '../strict-class';
import { builder, field, jsonOf, member, part, push, writes } from './builder';
import type { Draft, Json } from './builder';
import { built, Card } from './cards';
import type { Built } from './cards';

const build = (of: StrictClass<Built>, check: (json: Json) => void = () => undefined) => method<Draft, []>([], ({ json }, _args, at) => {
  check(json);
  return of.make(at, { json: structuredClone(json) });
});
const cardJson = (card: object): Json => Card.stateOf(card).json;

export const Notification = builder('Notification', ['text'], { setText: field(STRING, 'text') });
const navigates = (name: string) => writes<[object]>([OBJECT('Card')], (json, card) => push(json, 'steps', { [name]: cardJson(card) }));
export const Navigation = builder('Navigation', ['steps'], {
  pushCard: navigates('pushCard'), updateCard: navigates('updateCard'),
  popCard: writes<[]>([], (json) => push(json, 'steps', { pop: true })),
  popToRoot: writes<[]>([], (json) => push(json, 'steps', { popToRoot: true })),
  popToNamedCard: writes<[string]>([STRING], (json, name) => push(json, 'steps', { popToCard: name })),
});

export const ActionResponse = built('ActionResponse');
export const ActionResponseBuilder = builder('ActionResponseBuilder', [], {
  setNavigation: writes<[object]>([OBJECT('Navigation')], (json, navigation) => { json['navigations'] = jsonOf(navigation)['steps']; }),
  setNotification: part('Notification', 'notification'), setOpenLink: part('OpenLink', 'link'), setStateChanged: field(BOOLEAN, 'stateChanged'),
  build: build(ActionResponse, (json) => { if (['navigations', 'notification', 'link'].every((name) => json[name] === undefined)) throw new Slip('an action response says nothing'); }),
});

export const UniversalActionResponse = built('UniversalActionResponse');
export const UniversalActionResponseBuilder = builder('UniversalActionResponseBuilder', [], {
  displayAddOnCards: writes<[readonly object[]]>([listOf(OBJECT('Card'))], (json, cards) => { json['cards'] = cards.map(cardJson); }),
  setOpenLink: part('OpenLink', 'link'),
  build: build(UniversalActionResponse, (json) => { if ((json['cards'] === undefined) === (json['link'] === undefined)) throw new Slip('a universal action shows cards or opens a link'); }),
});

export const ComposeActionResponse = built('ComposeActionResponse');
export const ComposeActionResponseBuilder = builder('ComposeActionResponseBuilder', [], {
  setGmailDraft: writes<[object]>([OBJECT('GmailDraft')], (json, draft) => { json['draftId'] = (draft as { getId(): string }).getId(); }),
  build: build(ComposeActionResponse, (json) => { if (json['draftId'] === undefined) throw new Slip('a compose response needs a draft'); }),
});

export const UpdateDraftBodyAction = builder('UpdateDraftBodyAction', ['insertContents', 'type'], {
  addUpdateContent: writes<[string, string]>([STRING, member('ContentType')], (json, content, contentType) => push(json, 'insertContents', { content, contentType })),
  setUpdateType: field(member('UpdateDraftBodyType'), 'type'),
});
const addresses = writes<[readonly string[]]>([listOf(STRING)], (json, list) => list.forEach((address) => push(json, 'addresses', address)));
export const UpdateDraftToRecipientsAction = builder('UpdateDraftToRecipientsAction', ['addresses'], { addUpdateToRecipients: addresses });
export const UpdateDraftCcRecipientsAction = builder('UpdateDraftCcRecipientsAction', ['addresses'], { addUpdateCcRecipients: addresses });
export const UpdateDraftBccRecipientsAction = builder('UpdateDraftBccRecipientsAction', ['addresses'], { addUpdateBccRecipients: addresses });
export const UpdateDraftSubjectAction = builder('UpdateDraftSubjectAction', ['subject'], { addUpdateSubject: field(STRING, 'subject') });
export const UpdateDraftActionResponse = built('UpdateDraftActionResponse');
export const UpdateDraftActionResponseBuilder = builder('UpdateDraftActionResponseBuilder', [], {
  setUpdateDraftBodyAction: part('UpdateDraftBodyAction', 'body'), setUpdateDraftSubjectAction: part('UpdateDraftSubjectAction', 'subject'),
  setUpdateDraftToRecipientsAction: part('UpdateDraftToRecipientsAction', 'to'), setUpdateDraftCcRecipientsAction: part('UpdateDraftCcRecipientsAction', 'cc'), setUpdateDraftBccRecipientsAction: part('UpdateDraftBccRecipientsAction', 'bcc'),
  build: build(UpdateDraftActionResponse, (json) => { if (Object.keys(json).length === 0) throw new Slip('a draft update changes nothing'); }),
});

export const AuthorizationException = builder('AuthorizationException', [], {
  setAuthorizationUrl: field(STRING, 'url'), setResourceDisplayName: field(STRING, 'resource'), setCustomUiCallback: field(STRING, 'callback'),
  printJson: method<Draft, []>([], ({ json }) => JSON.stringify(json)),
  throwException: method<Draft, []>([], ({ json }, _args, at) => {
    if (typeof json['url'] !== 'string' || typeof json['resource'] !== 'string') throw new Slip('an AuthorizationException needs an address and the name of the resource');
    at.consent = new ConsentWanted(json['url'], json['resource']);
    throw at.consent;
  }),
});
