import { localDate } from '../core';
import { guard } from './guard';
import type { Surroundings } from './guard';
import { act as pressed } from './sidebar/acting';
import { draftAnswer, draftStandalone as standalone, insertAtCursor as atCursor } from './sidebar/composing';
import { composeMenu, homepage, openMessage, refreshed } from './sidebar/opening';
import { localeOf } from './sidebar/event';

const AROUND: Surroundings = {
  language: localeOf,
  account: () => Session.getActiveUser().getEmail(),
  today: () => localDate(Utilities.formatDate(new Date(), Session.getScriptTimeZone(), 'yyyy-MM-dd')),
  consentUrl: () => {
    const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
    return info.getAuthorizationStatus() === ScriptApp.AuthorizationStatus.REQUIRED ? info.getAuthorizationUrl() : null;
  },
  clock: null,
};

/** What the manifest and the cards name. Google finds them by a static scan: the build makes a top-level function of each. */
export const onOpenMessage = guard('trigger', openMessage, AROUND);
export const onHomepage = guard('trigger', homepage, AROUND);
export const onComposeMenu = guard('trigger', composeMenu, AROUND);
export const onRefresh = guard('menu', refreshed, AROUND);
export const act = guard('press', pressed, AROUND);
export const draftReminder = guard('compose', draftAnswer, AROUND);
export const draftReply = guard('compose', draftAnswer, AROUND);
export const draftStandalone = guard('compose', standalone, AROUND);
export const insertAtCursor = guard('insert', atCursor, AROUND);

