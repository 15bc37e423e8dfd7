import type { Language } from '../ledger/types';
import type { SignInProblem } from '../problems';
import { fr, plain } from './plain';

interface Said {
  readonly intent: 'error' | 'warning';
  readonly title: string;
  readonly body: string;
  /** Doing the same once more can end otherwise. */
  readonly again: boolean;
}

/** Why the company's server does not let this Google account in, and who can change that. */
export function wordSignInProblem(problem: SignInProblem, language: Language): Said {
  const pick = (inFrench: string, inEnglish: string): string => (language === 'fr' ? inFrench : inEnglish);
  switch (problem.code) {
    case 'source/sign-in-keys-unreachable':
      return { intent: 'error', again: true, title: pick('Le serveur ne peut pas vérifier votre compte', 'The server cannot check your account'), body: pick(fr`Il n'atteint pas les clés publiques de Google. Ce n'est pas votre compte : réessayez ; si cela dure, prévenez votre administrateur (accès à www.googleapis.com).`, 'It cannot reach Google’s public keys. It is not your account: try again; if it lasts, tell your administrator (access to www.googleapis.com).') };
    case 'source/address-not-allowed':
      return { intent: 'error', again: false, title: pick('Adresse du serveur non autorisée', 'Server address not allowed'), body: pick(fr`Le module Gmail n'a pas le droit d'appeler cette adresse. Votre administrateur doit l'ajouter au manifeste du module (urlFetchWhitelist), puis le publier de nouveau.`, 'The Gmail add-on may not call this address. Your administrator must add it to the add-on’s manifest (urlFetchWhitelist), then publish it again.') };
    case 'source/account-refused':
      return problem.because === 'domain'
        ? { intent: 'error', again: false, title: pick('Ce compte Google n’a pas accès', 'This Google account has no access'), body: pick(fr`Le serveur n'admet pas les comptes de ${plain(problem.domain, 80)}. Changez de compte Google, ou demandez à votre administrateur d'admettre le vôtre.`, `The server does not admit accounts of ${plain(problem.domain, 80)}. Change your Google account, or ask your administrator to admit yours.`) }
        : { intent: 'error', again: false, title: pick('Adresse Google non vérifiée', 'Google address not verified'), body: pick(fr`Google n'a pas vérifié l'adresse de ce compte (${plain(problem.domain, 80)}). Vérifiez-la sur myaccount.google.com, puis rouvrez ce message.`, `Google has not verified the address of this account (${plain(problem.domain, 80)}). Verify it at myaccount.google.com, then open this message again.`) };
    case 'source/sign-in-refused':
      switch (problem.because) {
        case 'expired':
          return { intent: 'warning', again: true, title: pick('Identification Google expirée', 'Google sign-in expired'), body: pick(fr`Réessayez : Google en donne une nouvelle. Si cela dure, l'horloge du serveur avance peut-être.`, 'Try again: Google gives a new one. If it lasts, the server’s clock may be ahead.') };
        case 'not-yet-valid':
          return { intent: 'error', again: true, title: pick('L’horloge du serveur retarde', 'The server’s clock is behind'), body: pick(fr`L'identification de Google n'y vaut pas encore. Prévenez votre administrateur : la date et l'heure du serveur sont à vérifier.`, 'Google’s sign-in is not valid there yet. Tell your administrator: the server’s date and time need checking.') };
        case 'audience':
          return { intent: 'error', again: false, title: pick('Module inconnu du serveur', 'Add-on unknown to the server'), body: pick(fr`Le serveur attend un autre module Gmail que celui-ci. Votre administrateur doit lui donner l'identifiant client de ce module (RELANCE_GOOGLE_CLIENT_IDS).`, 'The server expects another Gmail add-on than this one. Your administrator must give it this add-on’s client id (RELANCE_GOOGLE_CLIENT_IDS).') };
        case 'not-offered':
          return { intent: 'error', again: false, title: pick('Ce serveur n’admet pas les comptes Google', 'This server takes no Google accounts'), body: pick(fr`Votre administrateur doit indiquer au serveur le module et les domaines admis (RELANCE_GOOGLE_CLIENT_IDS, RELANCE_GOOGLE_DOMAINS).`, 'Your administrator must tell the server the add-on and the domains it admits (RELANCE_GOOGLE_CLIENT_IDS, RELANCE_GOOGLE_DOMAINS).') };
        case 'malformed':
        case 'signature':
        case 'issuer':
          return { intent: 'error', again: true, title: pick('Identification Google refusée', 'Google sign-in refused'), body: pick(fr`Le serveur n'y reconnaît pas Google. Réessayez ; si cela dure, un intermédiaire (proxy) la modifie peut-être : prévenez votre administrateur.`, 'The server does not recognise Google in it. Try again; if it lasts, something in between (a proxy) may change it: tell your administrator.') };
      }
  }
}
