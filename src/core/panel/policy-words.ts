import { MOST_STAGES, POLICY_RANGES } from '../dunning/validate-policy';
import type { PolicyAdvice, PolicyFault, PolicyField } from '../dunning/validate-policy';
import type { ReminderPolicy, StageId } from '../dunning/types';
import type { Language } from '../ledger/types';
import { formatCount, fr, plain } from './plain';
import { thresholdInWords } from './planning-words';

/** The fields of a plan as the form labels them. */
export const POLICY_FIELDS: Readonly<Record<Language, Readonly<Record<PolicyField, string>>>> = {
  fr: {
    policy: 'Plan', id: 'Identifiant', name: 'Nom', version: 'Version', stages: 'Étapes', toleranceMinor: 'Montant négligé', graceDays: 'Délai de grâce', mailSpacing: 'Écart entre deux relances',
    promiseGrace: 'Attente après une promesse', deadlineBusinessDays: 'Délai de paiement demandé', ledgerMaxAge: 'Âge maximal des chiffres', days: 'Jours après l’échéance', minimumGap: 'Jours après l’étape précédente',
    noticeDays: 'Délai de la mise en demeure', register: 'Façon de s’adresser au client', channel: 'Moyen', tones: 'Ton', template: 'Texte', enabled: 'Étape active',
    basis: 'Compter les jours', thresholdMinor: 'Seulement à partir de', signer: 'Signataire', catchUp: 'Rattraper le retard',
  },
  en: {
    policy: 'Plan', id: 'Identifier', name: 'Name', version: 'Version', stages: 'Steps', toleranceMinor: 'Amount left alone', graceDays: 'Days of grace', mailSpacing: 'Time between two reminders',
    promiseGrace: 'Wait after a promise', deadlineBusinessDays: 'Time given to pay', ledgerMaxAge: 'Oldest figures allowed', days: 'Days after the due date', minimumGap: 'Days after the previous step',
    noticeDays: 'Time that a formal notice gives', register: 'How the customer is addressed', channel: 'Channel', tones: 'Tone', template: 'Text', enabled: 'Step in use',
    basis: 'Count the days', thresholdMinor: 'Only from', signer: 'Signed by', catchUp: 'Catch up',
  },
};

/** What each number counts, for the screen reader and the unit behind the field. */
export const POLICY_UNITS: Readonly<Record<Language, Readonly<Record<'days' | 'business-days', string>>>> = {
  fr: { days: 'jours', 'business-days': 'jours ouvrés' },
  en: { days: 'days', 'business-days': 'business days' },
};

const rangeOf = (field: PolicyField): readonly [number, number] | null => (field in POLICY_RANGES ? POLICY_RANGES[field as keyof typeof POLICY_RANGES] : null);
/** Amounts are typed in whole currency units, kept in hundredths. */
const shown = (field: PolicyField, value: number, language: Language): string => (value < 0 ? `−${formatCount(-value, language)}` : formatCount(field === 'toleranceMinor' || field === 'thresholdMinor' ? value / 100 : value, language));

/** "J−5", "D+11": as the ladder of the card writes a day. */
export const dayMark = (days: number, language: Language): string => `${language === 'fr' ? 'J' : 'D'}${days < 0 ? '−' : '+'}${formatCount(Math.abs(days), language)}`;

/** What is wrong and what to do about it, in one sentence for the place where it stands. */
export function policyFaultInWords({ stage, field, why }: PolicyFault, { stages }: Pick<ReminderPolicy, 'stages'>, language: Language): string {
  const french = language === 'fr';
  const at = stages.findIndex(({ id }) => id === stage);
  const before = stages[at - 1];
  const label = POLICY_FIELDS[language][field].toLowerCase();
  switch (why) {
    case 'missing':
      return field === 'tones' ? (french ? fr`Choisissez au moins un ton.` : 'Choose at least one tone.')
        : field === 'template' ? (french ? fr`Choisissez le texte de cette étape.` : 'Choose the text of this step.')
        : french ? fr`Ce champ est vide : indiquez-le (${label}).` : `This field is empty: please fill it in (${label}).`;
    case 'not-a-whole-number':
      if (field === 'toleranceMinor' || field === 'thresholdMinor') return french ? fr`Écrivez un montant en euros, par exemple 50 ou 12,50.` : 'Write an amount in euros, such as 50 or 12.50.';
      return french ? fr`Écrivez un nombre entier, sans décimale.` : 'Write a whole number, without decimals.';
    case 'out-of-range': {
      const [from, to] = rangeOf(field) ?? [0, 0];
      return french ? fr`Choisissez une valeur entre ${shown(field, from, 'fr')} et ${shown(field, to, 'fr')}.` : `Choose a value between ${shown(field, from, 'en')} and ${shown(field, to, 'en')}.`;
    }
    case 'repeated':
      return french ? fr`Deux étapes portent le même identifiant : donnez-leur deux identifiants différents.` : 'Two steps bear the same identifier: give them different ones.';
    case 'not-rising':
      return before === undefined || (before.basis ?? 'due') !== 'due' ? (french ? fr`Cette étape doit venir après celle qui la précède.` : 'This step must come after the one before it.')
        : french ? fr`Cette étape doit venir après « ${plain(before.name.fr, 60)} » : choisissez ${dayMark(before.days + 1, 'fr')} au plus tôt.` : `This step must come after “${plain(before.name.en, 60)}”: choose ${dayMark(before.days + 1, 'en')} or later.`;
    case 'no-overdue-stage':
      return french ? fr`Aucune étape n'est active après l'échéance : activez-en au moins une.` : 'No step is in use after the due date: switch on at least one.';
    case 'not-for-this-channel':
      return field === 'template' ? (french ? fr`Un appel n'a pas de texte : retirez-le.` : 'A call has no text: take it away.')
        : french ? fr`Avant l'échéance, seul un e-mail est possible : choisissez un e-mail ou un jour après l'échéance.` : 'Before the due date only an e-mail is possible: choose an e-mail, or a day after the due date.';
    case 'unknown-value':
      return french ? fr`Cette valeur n'existe pas : choisissez-en une de la liste.` : 'There is no such value: choose one from the list.';
    case 'unreadable':
      return french ? fr`Cette partie du plan est illisible (${label}) : repartez d'une copie d'un plan fourni.` : `This part of the plan cannot be read (${label}): start again from a copy of a supplied plan.`;
    case 'too-long':
      return french ? fr`Ce texte est trop long : 80 caractères au plus.` : 'This text is too long: 80 characters at most.';
    case 'too-many-stages':
      return french ? fr`Un plan compte ${MOST_STAGES} étapes au plus : retirez-en.` : `A plan has ${MOST_STAGES} steps at most: remove some.`;
    case 'not-after-its-basis':
      return french ? fr`Comptez au moins un jour après la fin du mois ou l'étape précédente.` : 'Count at least one day after the end of the month or the previous step.';
    case 'after-nothing':
      if (field === 'basis') return french ? fr`La première étape après l'échéance n'en suit aucune : comptez depuis l'échéance ou la fin du mois.` : 'The first step after the due date follows no other: count from the due date or the end of the month.';
      return french ? fr`La première étape ne suit aucune autre : mettez 0.` : 'The first step follows no other: enter 0.';
    case 'never-reached':
      return french ? fr`Avec ces délais, cette étape ne viendrait qu'après la prescription (5 ans) : raccourcissez-les.` : 'With these waits this step would only come after the limitation period (5 years): shorten them.';
    case 'no-such-template':
      return french ? fr`Aucun texte de ce nom n'existe pour une relance : choisissez-en un autre.` : 'There is no reminder text of that name: choose another.';
    case 'no-template-for-tone':
      return french ? fr`Un des tons n'a pas de texte en français et en anglais : retirez ce ton ou écrivez le texte.` : 'One of the tones has no text in both French and English: remove that tone or write the text.';
  }
}

/** What may be saved and is still told beside the field. */
export function policyAdviceInWords(advice: PolicyAdvice, language: Language): string {
  const french = language === 'fr';
  switch (advice.kind) {
    case 'below-threshold':
      return thresholdInWords(advice, language);
    case 'later-than-its-day': {
      const day = dayMark(advice.earliest, language);
      if (advice.because === 'grace') return french ? fr`Le délai de grâce repousse cette étape à ${day} au plus tôt.` : `The days of grace push this step to ${day} at the earliest.`;
      return french ? fr`Les délais entre étapes repoussent celle-ci à ${day} au plus tôt.` : `The waits between steps push this one to ${day} at the earliest.`;
    }
    case 'hand-over-without-notice':
      return french ? fr`Aucune mise en demeure ne précède cette transmission : le client n'en aura pas été averti.` : 'No formal notice comes before this hand-over: the customer will not have been warned of it.';
    case 'notice-without-reminder':
      return french ? fr`Aucune relance par e-mail ne précède cette lettre.` : 'No reminder by e-mail comes before this letter.';
  }
}

/** Faults of one place: those of the plan as a whole with `stage` null. */
export const faultsAt = (faults: readonly PolicyFault[], stage: StageId | null, field: PolicyField): readonly PolicyFault[] => faults.filter((fault) => fault.stage === stage && fault.field === field);
