import { formatDayMonth } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { ReminderPolicy, Tone } from '../dunning/types';
import type { DebtorKind, Language } from '../ledger/types';
import type { OwnText, TextVersion } from '../reminder/template-book';
import type { SampleId, TextFault } from '../reminder/template-faults';
import type { Template } from '../reminder/types';
import { formatCount, fr, plain, typeset } from './plain';
import { words } from './words';

/** Of the page of texts alone: it is fetched when it is opened. */
export interface TextsWords {
  readonly title: string;
  readonly loading: string;
  readonly languageOf: string;
  readonly reminders: string;
  readonly replies: string;
  readonly unsaved: string;
  readonly hint: string;
  readonly subject: string;
  readonly body: string;
  readonly bodyHint: string;
  readonly variable: string;
  readonly insert: string;
  readonly inserted: string;
  readonly faults: string;
  readonly noFault: string;
  readonly preview: string;
  readonly customer: string;
  readonly asMail: string;
  readonly asText: string;
  readonly real: string;
  readonly samples: string;
  readonly openCustomer: string;
  readonly asIf: string;
  readonly noPreview: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly save: string;
  readonly saveAnyway: string;
  readonly saved: string;
  readonly undo: string;
  readonly reset: string;
  readonly resetDone: string;
  readonly discard: string;
  readonly versions: string;
  readonly shippedVersion: string;
  readonly view: string;
  readonly hide: string;
  readonly take: string;
  readonly taken: string;
  readonly tones: Readonly<Record<Tone, string>>;
  readonly audiences: Readonly<Record<DebtorKind, string>>;
  readonly cases: Readonly<Record<SampleId, string>>;
}

const FR: TextsWords = {
  title: 'Textes des messages', loading: 'Lecture des textes…', languageOf: 'Langue des textes', reminders: 'Relances', replies: 'Réponses', unsaved: 'modification non enregistrée',
  hint: 'Chaque message part de l’un de ces textes. Une modification vaut pour tous les clients, dès l’enregistrement.', subject: 'Objet', body: 'Texte',
  bodyHint: 'Une ligne vide sépare les paragraphes. **gras**, - liste.', variable: 'Variable', insert: 'Insérer', inserted: 'Variable insérée.', faults: 'À corriger', noFault: 'Aucune faute.',
  preview: 'Aperçu', customer: 'Pour', asMail: 'Comme e-mail', asText: 'En texte seul', real: 'Clients réels', samples: 'Cas d’essai', openCustomer: 'client affiché', asIf: 'comme s’il en était à cette étape', noPreview: typeset("L'aperçu revient quand le texte est corrigé."),
  reason: 'Raison de l’enregistrer quand même', reasonHint: typeset('Gardée avec cette version.'), save: 'Enregistrer', saveAnyway: 'Enregistrer quand même', saved: 'Texte enregistré.', undo: 'Revenir à la version d’avant',
  reset: 'Revenir au texte fourni', resetDone: 'Le texte fourni est de nouveau utilisé.', discard: 'Abandonner la modification', versions: 'Versions', shippedVersion: 'Texte fourni', view: 'Voir', hide: 'Masquer', take: 'Reprendre',
  taken: typeset("Version reprise dans l'éditeur. Rien n'est encore enregistré."), tones: { courteous: 'ton courtois', firm: 'ton ferme', formal: 'ton formel' }, audiences: { business: 'entreprises', public: 'acheteurs publics', consumer: 'particuliers' },
  cases: { one: 'une facture', several: 'plusieurs factures', 'credit-note': 'avoir, litige et versement', bare: 'ni contact, ni téléphone, ni IBAN', abroad: 'client anglais, en livres' },
};
const EN: TextsWords = {
  title: 'Message texts', loading: 'Reading the texts…', languageOf: 'Language of the texts', reminders: 'Reminders', replies: 'Answers', unsaved: 'change not saved',
  hint: 'Each message starts from one of these texts. A change holds for all customers as soon as it is saved.', subject: 'Subject', body: 'Text', bodyHint: 'An empty line separates paragraphs. **bold**, - list.',
  variable: 'Variable', insert: 'Insert', inserted: 'Variable inserted.', faults: 'To correct', noFault: 'No fault.', preview: 'Preview', customer: 'For', asMail: 'As an e-mail', asText: 'As plain text', real: 'Real customers', samples: 'Test cases', openCustomer: 'customer shown', asIf: 'as if at this step',
  noPreview: 'The preview comes back when the text is corrected.', reason: 'Why it is saved all the same', reasonHint: 'Kept with this version.', save: 'Save', saveAnyway: 'Save all the same', saved: 'Text saved.', undo: 'Back to the version before',
  reset: 'Back to the supplied text', resetDone: 'The supplied text is used again.', discard: 'Drop the change', versions: 'Versions', shippedVersion: 'Supplied text', view: 'Show', hide: 'Hide', take: 'Take over', taken: 'Version taken over into the editor. Nothing is saved yet.',
  tones: { courteous: 'courteous tone', firm: 'firm tone', formal: 'formal tone' }, audiences: { business: 'companies', public: 'public buyers', consumer: 'consumers' },
  cases: { one: 'one invoice', several: 'several invoices', 'credit-note': 'credit note, dispute and payment', bare: 'no contact, telephone or IBAN', abroad: 'English customer, in pounds' },
};
export const textsWords = (language: Language): TextsWords => (language === 'fr' ? FR : EN);

/** "R2 Relance ferme, ton courtois, acheteurs publics"; of an answer its kind. */
export function textName({ stage, reply, name, tone, audience }: Template, policies: readonly Pick<ReminderPolicy, 'stages'>[], language: Language): string {
  const said = textsWords(language);
  if (reply !== null) return words(language).replies[reply];
  const step = policies.flatMap(({ stages }) => stages).find(({ template }) => template === name);
  const of = step === undefined ? name : step.name[language];
  return [plain(`${stage ?? ''} ${of}`.trim(), 80), tone === null ? null : said.tones[tone], audience === undefined ? null : said.audiences[audience]].filter((part) => part !== null).join(', ');
}

const dayOf = ({ at }: TextVersion, language: Language, today: LocalDate): string => formatDayMonth(at.slice(0, 10) as LocalDate, language, today);

/** "fourni", "modifié le 23 novembre par Marie Lefèvre". */
export function textState(own: OwnText | null, language: Language, today: LocalDate): string {
  const newest = own?.template === null ? undefined : own?.versions[0];
  if (newest === undefined) return language === 'fr' ? 'fourni' : 'supplied';
  const day = dayOf(newest, language, today);
  return language === 'fr' ? fr`modifié le ${day} par ${plain(newest.by, 60)}` : `changed on ${day} by ${plain(newest.by, 60)}`;
}

/** "23/11, Marie Lefèvre", and what happened where it was no plain change. */
export function versionInWords(version: TextVersion, language: Language, today: LocalDate): string {
  const [day, by] = [dayOf(version, language, today), plain(version.by, 60)];
  const reason = version.override === null ? null : plain(version.override.reason, 200);
  if (language === 'en') return `${day}, ${by}${version.kind === 'reset' ? ': back to the supplied text' : ''}${reason === null ? '' : `, saved all the same: “${reason}”`}`;
  return fr`${day}, ${by}${version.kind === 'reset' ? fr` : retour au texte fourni` : ''}${reason === null ? '' : fr`, enregistré quand même : « ${reason} »`}`;
}

/** As it is typed: no spaces of typography. */
const tag = (words: string): string => `{% ${words} %}`;
const PLURAL = { fr: "{{ nombre_factures | pluriel: 'facture', 'factures' }}", en: "{{ nombre_factures | pluriel: 'invoice', 'invoices' }}" };

/** One fault: what is wrong and what to write instead. */
export function textFaultInWords(fault: TextFault, language: Language): string {
  const french = language === 'fr';
  const name = 'name' in fault ? plain(fault.name, 80) : '';
  const pick = (inFrench: string, inEnglish: string): string => (french ? inFrench : inEnglish);
  const { cases } = textsWords(language);
  switch (fault.why) {
    case 'empty': return pick('Rien n’est écrit.', 'Nothing is written.');
    case 'too-long': return pick(fr`Trop long : au plus ${formatCount(fault.limit, 'fr')} caractères.`, `Too long: ${formatCount(fault.limit, 'en')} characters at most.`);
    case 'brace-open': return pick('Accolades jamais refermées.', 'Braces that are never closed.');
    case 'not-closed': return pick(fr`« ${name} » n'est jamais fermé : il manque ${tag(`end${name}`)}.`, `“${name}” is never closed: ${tag(`end${name}`)} is missing.`);
    case 'not-opened': return pick(fr`« ${name} » ne ferme rien.`, `“${name}” closes nothing.`);
    case 'unknown-tag': return pick(fr`« ${name} » n'existe pas : seuls if, unless et for sont permis. Un texte n'en inclut pas d'autre.`, `There is no “${name}”: only if, unless and for are allowed. A text includes no other.`);
    case 'unknown-filter': return pick(fr`Le filtre « ${name} » n'existe pas.`, `There is no filter “${name}”.`);
    case 'unknown-variable': return pick(fr`La variable « ${name} » n'existe pas ici.`, `There is no variable “${name}” here.`);
    case 'wrong-filter': return fault.wants === 'date' ? pick(fr`« ${name} » ne s'applique qu'à une date, seul.`, `“${name}” is for a date, alone.`) : pick(fr`« ${name} » demande un nombre et deux mots : ${PLURAL.fr}.`, `“${name}” needs a number and two words: ${PLURAL.en}.`);
    case 'not-printable': return pick(fr`« ${name} » ne s'écrit pas tel quel.`, `“${name}” cannot be printed as it is.`);
    case 'may-be-none': {
      const where = fault.sample === null ? '' : pick(fr` (vide dans le cas « ${cases[fault.sample]} »)`, ` (empty in the case “${cases[fault.sample]}”)`);
      return pick(fr`« ${name} » peut être vide${where} : placez-la entre ${tag(`if ${name}`)} et ${tag('endif')}.`, `“${name}” may be empty${where}: put it between ${tag(`if ${name}`)} and ${tag('endif')}.`);
    }
    case 'not-a-list': return pick(fr`« ${name} » n'est pas une liste à parcourir.`, `“${name}” is no list to go through.`);
    case 'loop-in-loop': return pick('Une boucle dans une autre : le texte deviendrait sans fin.', 'A loop in another one: the text would not end.');
    case 'loop-name': return pick(fr`« ${name} » est déjà une variable : nommez l'élément autrement.`, `“${name}” is a variable already: name the element otherwise.`);
    case 'loop-too-long': return pick('Ce que la boucle répète est trop long pour beaucoup de factures.', 'What the loop repeats is too long for many invoices.');
    case 'too-deep': return pick('Trop de conditions imbriquées.', 'Too many conditions in one another.');
    case 'not-alone': return pick(fr`« ${name} » doit être seule sur sa ligne.`, `“${name}” must stand alone on its line.`);
    case 'block-in-subject': return pick(fr`« ${name} » n'a pas sa place dans un objet.`, `“${name}” has no place in a subject.`);
    case 'subject-lines': return pick('L’objet tient sur une seule ligne.', 'A subject is one line.');
    case 'syntax': return pick(fr`Ce passage n'est pas compris : ${plain(fault.detail, 120)}`, `This is not understood: ${plain(fault.detail, 120)}`);
    case 'mail-too-long': return pick(fr`Trop long pour un e-mail dans le cas « ${cases[fault.sample]} ».`, `Too long for an e-mail in the case “${cases[fault.sample]}”.`);
  }
}
