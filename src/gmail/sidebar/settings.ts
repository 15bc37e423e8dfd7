import { fail, ok, parseAddress, presentChoices, sheetWords, sidebarWords, words } from '../../core';
import type { FormValues, Language, Problem, Result } from '../../core';
import { show } from '../cards/answer';
import type { Answer } from '../cards/answer';
import { CHECKED, choicesCard, firstRunCard, settingsCard, SETTINGS_FIELDS } from '../cards/settings-card';
import type { KeptIn } from '../cards/settings-card';
import type { ProfileChange } from '../gmail-records';
import { keep } from '../kept-place';
import type { Kept, KeptPlace } from '../kept-place';
import { createBook } from '../sheet/create-book';
import { serverAddress } from '../server-address';
import type { SidebarAction } from '../sidebar-action';
import { lookAt, startOf, useColumns } from './connecting';
import { cardContext, openOffice } from './desk';
import { beginMove, moveOn } from './moving';
import type { Desk } from './desk';
import { only } from '../card-fields';
import { listCard } from './lists';
import { authorOf, openSheet } from './open-records';
import { minutesFrom } from './presenting';
import { FIRST_LIST } from '../cards/card-context';

const SETTINGS = ['open-settings', 'save-profile', 'set-language', 'create-book', 'connect-book', 'use-columns', 'connect-server', 'move-to-server', 'move-on', 'write-reports', 'open-choices', 'forget-choice'] as const;
export type SettingAction = Extract<SidebarAction, { readonly kind: (typeof SETTINGS)[number] }>;
export const isSetting = (action: SidebarAction): action is SettingAction => (SETTINGS as readonly string[]).includes(action.kind);

/** What is done where nothing may be connected yet. */
export function inSettings(desk: Desk, action: SettingAction): Result<Answer, Problem> {
  switch (action.kind) {
    case 'open-settings':
      return ok(show(settingsOf(desk, {}, {}), 'push'));
    case 'set-language':
      return languageSet(desk);
    case 'save-profile':
      return profileSaved(desk);
    case 'create-book':
      return bookCreated(desk);
    case 'connect-book':
      return lookAt(desk, refused(desk));
    case 'use-columns':
      return useColumns(desk, action.spreadsheet, (place) => placed(desk, place));
    case 'connect-server':
      return serverConnected(desk);
    case 'write-reports':
      return reportsWritten(desk);
    case 'open-choices':
      return choicesShown(desk, 'push');
    case 'forget-choice': {
      const office = openOffice(desk);
      if (!office.ok) return office;
      const forgotten = office.value.records.forget({ scope: action.scope, value: action.value });
      return forgotten.ok ? choicesShown(desk, 'update') : forgotten;
    }
    case 'move-to-server':
      return beginMove(desk, refused(desk), (place) => placed(desk, place));
    case 'move-on':
      return moveOn(desk, action, (place) => placed(desk, place));
  }
}

/** Without a ledger the first-run card; with one that does not answer the settings all the same, so that another can be chosen. */
export function settingsOf(desk: Desk, values: FormValues, errors: FormValues): ReturnType<typeof settingsCard> {
  const context = cardContext(desk);
  if (desk.kept.place === null) return firstRunCard({ values, errors }, context);
  const office = openOffice(desk);
  return settingsCard({ keptIn: keptIn(desk.kept.place), profile: office.ok ? office.value.pack.profile : null, values, errors, person: desk.kept.place.kind === 'sheet' ? authorOf(desk.account, desk.kept).name : null, canMove: desk.kept.place.kind === 'sheet' }, context);
}

const keptIn = (place: KeptPlace): KeptIn => (place.kind === 'server' ? place : { kind: 'sheet', title: place.book.tabs.invoices?.title ?? '', url: `https://docs.google.com/spreadsheets/d/${place.book.spreadsheet}/edit` });

function languageSet(desk: Desk): Result<Answer, Problem> {
  const language: Language = only(desk.typed, SETTINGS_FIELDS.language) === 'en' ? 'en' : 'fr';
  keep({ ...desk.kept, language }, desk.cache);
  return ok(show(settingsOf({ ...desk, language, kept: { ...desk.kept, language } }, {}, {}), 'update', { changed: true }));
}

function profileSaved(desk: Desk): Result<Answer, Problem> {
  const office = openOffice(desk);
  if (!office.ok) return office;
  const saved = office.value.records.changeProfile(profileTyped(desk.typed));
  if (!saved.ok) return saved;
  const { toastNoted } = words(desk.language);
  const kept = namedAs(desk, only(desk.typed, SETTINGS_FIELDS.person));
  return ok(show(settingsOf({ ...desk, kept }, {}, {}), 'update', { toast: toastNoted, changed: true }));
}

/** Longer than anybody's name. */
const LONGEST_NAME = 120;

/** The name of this person, where the log is a sheet; cleared, it is read from the address again. */
function namedAs({ kept, cache }: Desk, typed: string): Kept {
  const { name: before, ...rest } = kept;
  if (kept.place?.kind !== 'sheet' || typed === (before ?? '')) return kept;
  const named: Kept = typed === '' ? rest : { ...rest, name: typed.slice(0, LONGEST_NAME) };
  keep(named, cache);
  return named;
}

const lines = (text: string): readonly string[] => text.split(/[\n,;]+/).map((line) => line.trim()).filter((line) => line !== '');
const orNull = (text: string): string | null => (text === '' ? null : text);

/** Only what the card sent: a field that Google left out is not one that was emptied. */
function profileTyped(typed: FormValues): ProfileChange {
  const sent = (field: keyof typeof SETTINGS_FIELDS): boolean => SETTINGS_FIELDS[field] in typed;
  const read = (field: keyof typeof SETTINGS_FIELDS): string => only(typed, SETTINGS_FIELDS[field]);
  return {
    ...(read('name') === '' ? {} : { name: read('name') }),
    ...(sent('iban') ? { iban: orNull(read('iban')) } : {}), ...(sent('bic') ? { bic: orNull(read('bic')) } : {}), ...(sent('phone') ? { phone: orNull(read('phone')) } : {}), ...(sent('mentions') ? { legalMentions: orNull(read('mentions')) } : {}),
    ...(sent('addresses') ? { addresses: lines(read('addresses')).flatMap((each) => parseAddress(each) ?? []) } : {}), ...(sent('domains') ? { domains: lines(read('domains')).map((each) => each.toLowerCase()) } : {}),
    // A box that is not ticked is not sent: the radio button above it is, whenever the card was.
    ...(sent('signature') ? { signature: read('signature') === 'relance' ? 'relance' : 'mail-client', remindsConsumers: typed[SETTINGS_FIELDS.consumers] === CHECKED } : {}),
  };
}

/** A spreadsheet of the user's own; then the list, which is empty and says what to do. */
function bookCreated(desk: Desk): Result<Answer, Problem> {
  const timeZone = Session.getScriptTimeZone();
  const made = createBook(startOf(desk, timeZone), timeZone);
  return made.ok ? placed(desk, { kind: 'sheet', book: made.value.place }) : made;
}

function serverConnected(desk: Desk): Result<Answer, Problem> {
  const typed = only(desk.typed, SETTINGS_FIELDS.server);
  const address = serverAddress(typed);
  return address === null ? ok(refused(desk)(SETTINGS_FIELDS.server, typed, sidebarWords(desk.language).settings.serverHint)) : placed(desk, { kind: 'server', address });
}

/** The same card, with what was typed and what it lacks. */
const refused = (desk: Desk) => (field: string, typed: string, why: string): Answer => show(settingsOf(desk, { [field]: typed }, { [field]: why }), 'update');

/** From now on this is where ledger and log are. */
export function placed(desk: Desk, place: KeptPlace): Result<Answer, Problem> {
  const kept = { ...desk.kept, place };
  desk.cache.clear();
  const office = openOffice({ ...desk, kept });
  if (!office.ok) return office;
  const card = listCard(office.value, FIRST_LIST);
  // Kept once it has answered: a place that does not would be all that is shown from now on.
  if (card.ok) keep(kept, desk.cache);
  return card.ok ? ok(show(card.value, 'root', { toast: words(desk.language).toastNoted, changed: true })) : card;
}

/** The tabs Balance âgée and À relancer, as of now; where one had to be made again, its place is remembered. */
function reportsWritten(desk: Desk): Result<Answer, Problem> {
  const { place } = desk.kept;
  if (place?.kind !== 'sheet') return fail({ code: 'source/no-ledger' });
  const written = openSheet(place.book, authorOf(desk.account, desk.kept), desk.cache).refreshReports();
  if (!written.ok) return written;
  const kept = { ...desk.kept, place: { kind: 'sheet', book: written.value } } as const;
  if (JSON.stringify(kept) !== JSON.stringify(desk.kept)) keep(kept, desk.cache);
  return ok(show(settingsOf({ ...desk, kept }, {}, {}), 'update', { toast: sheetWords(desk.language).refreshed }));
}

function choicesShown(desk: Desk, how: 'push' | 'update'): Result<Answer, Problem> {
  const office = openOffice(desk);
  if (!office.ok) return office;
  const choices = office.value.records.choices();
  if (!choices.ok) return choices;
  return ok(show(choicesCard(presentChoices(choices.value, null, desk.language, office.value.today, (at) => minutesFrom(office.value.pack.profile.timeZone, at)), cardContext(desk)), how));
}
