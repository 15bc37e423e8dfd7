import { Slip } from '../service-error';
import { OBJECT } from '../signature';
import type { Method } from '../strict-class';
import { jsonOf, member, writes } from './builder';
import type { Draft, Json } from './builder';

/** What a click does; card.v1 holds one thing, Apps Script two more. */
export interface Click {
  readonly action?: Json;
  readonly openLink?: Json;
  /** The function answers the link. */
  readonly openDynamicLinkAction?: Json;
  readonly overflowMenu?: Json;
  /** The action answers a draft: how Gmail opens it. */
  readonly $compose?: string;
  /** The address of a consent. */
  readonly $authorization?: string;
}

function click(json: Json, does: Click): void {
  if (json['onClick'] !== undefined) throw new Slip('a click is set twice');
  json['onClick'] = does;
}

/** The five things that a click on most widgets may do. */
export const CLICKS: Readonly<Record<string, Method<Draft>>> = {
  setOnClickAction: writes<[object]>([OBJECT('Action')], (json, action) => click(json, { action: jsonOf(action) })),
  setOnClickOpenLinkAction: writes<[object]>([OBJECT('Action')], (json, action) => click(json, { openDynamicLinkAction: jsonOf(action) })),
  setOpenLink: writes<[object]>([OBJECT('OpenLink')], (json, link) => click(json, { openLink: jsonOf(link) })),
  setComposeAction: writes<[object, string]>([OBJECT('Action'), member('ComposedEmailType')], (json, action, type) => click(json, { action: jsonOf(action), $compose: type })),
  setAuthorizationAction: writes<[object]>([OBJECT('AuthorizationAction')], (json, action) => click(json, { $authorization: String(jsonOf(action)['authorizationUrl']) })),
};

export const OVERFLOW: Readonly<Record<string, Method<Draft>>> = {
  setOverflowMenu: writes<[object]>([OBJECT('OverflowMenu')], (json, menu) => click(json, { overflowMenu: jsonOf(menu) })),
};
