import type { Language } from '../ledger/types';
import type { GoogleProblem, SidebarProblem } from '../problems';
import { fr } from './plain';

interface Said {
  readonly intent: 'error' | 'warning';
  readonly title: string;
  readonly body: string;
  /** Doing the same once more can end otherwise. */
  readonly again: boolean;
}

/** What Google's services did instead of what the sidebar asked: what happened, what to do. */
export function wordGoogleProblem(problem: GoogleProblem | SidebarProblem, language: Language): Said {
  const pick = (inFrench: string, inEnglish: string): string => (language === 'fr' ? inFrench : inEnglish);
  switch (problem.code) {
    case 'google/no-consent':
      return { intent: 'warning', again: true, title: pick('Autorisation Google à donner', 'Google permission needed'), body: pick(fr`Il manque à Relance une autorisation de votre compte Google. Donnez-la, puis rouvrez ce message ; rien n'a été envoyé ni enregistré.`, 'Relance lacks a permission of your Google account. Give it, then open this message again; nothing was sent or recorded.') };
    case 'google/token-expired':
      return { intent: 'warning', again: true, title: pick('Ce message est ouvert depuis longtemps', 'This message has been open for long'), body: pick(fr`Google ne laisse plus lire le message. Réessayez ; si cela dure, fermez le message puis rouvrez-le.`, 'Google no longer lets the message be read. Try again; if it lasts, close the message and open it again.') };
    case 'google/quota':
      return { intent: 'warning', again: true, title: pick('Limite de Google atteinte', 'Google’s limit is reached'), body: pick(fr`Votre compte a fait trop d'appels pour le moment. Rien n'est perdu : réessayez plus tard ; une limite du jour est levée le lendemain.`, 'Your account made too many calls for now. Nothing is lost: try again later; a daily limit is lifted the next day.') };
    case 'google/busy':
      return { intent: 'warning', again: true, title: pick('Un collègue écrit dans le journal', 'A colleague is writing to the log'), body: pick(fr`Rien n'a été enregistré. Réessayez : une seule entrée sera écrite.`, 'Nothing was recorded. Try again: only one entry will be written.') };
    case 'google/out-of-time':
      return { intent: 'error', again: true, title: pick('Google a arrêté la demande', 'Google stopped the request'), body: pick(fr`Elle durait trop longtemps. Réessayez : ce qui a déjà été noté ne le sera pas deux fois.`, 'It took too long. Try again: what was recorded already is not recorded twice.') };
    case 'google/not-answering':
      return { intent: 'error', again: true, title: pick('Google ne répond pas', 'Google does not answer'), body: pick(fr`Réessayez dans un instant : ce qui a déjà été noté ne le sera pas deux fois.`, 'Try again in a moment: what was recorded already is not recorded twice.') };
    case 'google/draft-refused':
      return { intent: 'error', again: true, title: pick('Gmail n’a pas créé le brouillon', 'Gmail did not make the draft'), body: pick(fr`Rien n'a été envoyé et le niveau n'est pas réservé. Réessayez ; si cela dure, vérifiez l'adresse du client.`, 'Nothing was sent and the step is not reserved. Try again; if it lasts, check the customer’s address.') };
    case 'google/text-too-long':
      return { intent: 'warning', again: false, title: pick('Texte trop long pour Gmail', 'Text too long for Gmail'), body: pick(fr`Le texte a ${Math.ceil(problem.length / 1024)} ko, Gmail en accepte ${Math.floor(problem.limit / 1024)}. Raccourcissez le modèle, ou relancez moins de factures à la fois.`, `The text has ${Math.ceil(problem.length / 1024)} kB, Gmail takes ${Math.floor(problem.limit / 1024)}. Shorten the template, or remind of fewer invoices at once.`) };
    case 'sidebar/action-refused':
      return { intent: 'warning', again: false, title: pick('Ce bouton n’est plus valable', 'This button is no longer valid'), body: pick(fr`Il vient d'une version plus ancienne de Relance. Rouvrez le message, puis recommencez.`, 'It comes from an older version of Relance. Open the message again, then repeat it.') };
  }
}
