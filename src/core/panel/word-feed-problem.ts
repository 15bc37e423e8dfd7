import type { Language } from '../ledger/types';
import type { FeedProblem } from '../problems';
import { formatCount, fr, plain } from './plain';

type Words = { readonly title: string; readonly body: string };
type RecordWhy = Extract<FeedProblem, { code: 'feed/record-unreadable' }>['why'];
type Unreachable = Extract<FeedProblem, { code: 'feed/unreachable' }>['because'];
type NotFound = Extract<FeedProblem, { code: 'feed/not-found' }>['what'];

const RECORD: Readonly<Record<Language, Readonly<Record<RecordWhy, string>>>> = {
  fr: {
    missing: 'valeur absente', malformed: 'valeur illisible', currency: 'devise non prise en charge (EUR, GBP, USD ou CHF)', 'no-due-date': fr`pas d'échéance : rien n'est deviné`, 'no-number': 'pas de numéro',
    'no-customer': 'pas de client', 'customer-unknown': 'son client est introuvable', 'number-twice': 'numéro déjà lu',
  },
  en: {
    missing: 'value missing', malformed: 'value cannot be read', currency: 'currency not supported (EUR, GBP, USD or CHF)', 'no-due-date': 'no due date: nothing is guessed', 'no-number': 'no number',
    'no-customer': 'no customer', 'customer-unknown': 'its customer cannot be found', 'number-twice': 'number read already',
  },
};

const UNREACHABLE: Readonly<Record<Language, Readonly<Record<Unreachable, string>>>> = {
  fr: {
    'no-such-host': fr`Ce nom n'existe pas sur le réseau : vérifiez l'adresse.`, refused: fr`La machine est là, le service n'y répond pas : est-il démarré ?`, certificate: fr`Son certificat n'est pas valable : voyez avec la personne qui s'en occupe.`,
    'cut-off': 'La liaison a été coupée en cours de lecture.', other: fr`Vérifiez le réseau et l'adresse.`,
  },
  en: {
    'no-such-host': 'That name does not exist on the network: check the address.', refused: 'The machine is there, the service does not answer: is it running?', certificate: 'Its certificate is not valid: ask whoever looks after it.',
    'cut-off': 'The connection was cut off while reading.', other: 'Check the network and the address.',
  },
};

const NOT_FOUND: Readonly<Record<Language, Readonly<Record<NotFound, string>>>> = {
  fr: {
    address: fr`À cette adresse répond autre chose que ce logiciel : copiez celle de sa page d'accueil.`, api: fr`Le logiciel est là, mais son API n'est pas activée : activez le module « API/Web services REST » dans ses réglages.`, database: fr`La base indiquée n'existe pas : vérifiez son nom.`, company: fr`La société indiquée n'y existe pas.`, spreadsheet: fr`Ce classeur n'existe pas, ou n'est pas partagé avec le compte de service.`,
    folder: fr`Ce dossier n'existe pas sur cette machine, ou ne peut pas être lu.`, document: 'Le document demandé ne s’y trouve plus.', customer: 'Ce client ne s’y trouve plus.',
  },
  en: {
    address: 'Something else answers at that address: copy that of its home page.', api: 'The system is there, but its API is switched off: turn on its module "API/Web services REST".', database: 'No database of that name: check it.', company: 'No company of that name there.', spreadsheet: 'No such spreadsheet, or it is not shared with the service account.',
    folder: 'No such folder on this machine, or it cannot be read.', document: 'The document is no longer there.', customer: 'This customer is no longer there.',
  },
};

/** Why a connected ledger could not be read, and what to do about it. The figures of the last pull stay in use. */
export function wordFeedProblem(problem: FeedProblem, language: Language): Words {
  const pick = (inFrench: string, inEnglish: string): string => (language === 'fr' ? inFrench : inEnglish);
  const feed = plain(problem.feed, 60);
  const seconds = (of: number): string => formatCount(Math.max(1, Math.ceil(of)), language);
  switch (problem.code) {
    case 'feed/credential-refused':
      return { title: pick(fr`${feed} : clé refusée`, `${feed}: key refused`), body: pick('La clé est fausse, périmée ou révoquée. Créez-en une dans le logiciel, puis collez-la ici.', 'The key is wrong, over or revoked. Make one in the system, then paste it here.') };
    case 'feed/consent-over':
      return { title: pick(fr`${feed} : autorisation à renouveler`, `${feed}: consent to be given again`), body: pick(fr`L'autorisation a expiré ou a été retirée. Autorisez de nouveau sur la page de l'éditeur.`, 'The consent ran out or was taken back. Give it again on the vendor’s page.') };
    case 'feed/no-rights':
      return { title: pick(fr`${feed} : droits insuffisants`, `${feed}: rights are missing`), body: pick(fr`La clé est bonne, mais son utilisateur ne peut pas lire « ${plain(problem.what, 60)} ». Donnez-lui ce droit, en lecture.`, `The key is good, but its user may not read "${plain(problem.what, 60)}". Give that right, for reading.`) };
    case 'feed/not-found':
      return { title: pick(fr`${feed} : introuvable`, `${feed}: not found`), body: NOT_FOUND[language][problem.what] };
    case 'feed/address-refused': {
      const host = plain(problem.host, 80);
      const why = {
        malformed: pick(fr`« ${host} » n'est pas une adresse. Exemple : https://compta.exemple.fr`, `"${host}" is no address. Example: https://books.example.com`),
        'not-https': pick(fr`La clé partirait en clair vers ${host}. Utilisez https:// ; http:// n'est admis que dans votre réseau.`, `The key would go to ${host} in clear. Use https://; http:// is for your own network only.`),
        redirects: pick(fr`L'adresse renvoie vers ${host}. Si c'est bien votre logiciel, saisissez cette adresse-là : la clé ne suit pas les renvois.`, `The address leads on to ${host}. If that is your system, type that one: the key does not follow.`),
      }[problem.because];
      return { title: pick(fr`${feed} : adresse refusée`, `${feed}: address refused`), body: why };
    }
    case 'feed/setting-refused': {
      const field = plain(problem.field, 40);
      const why = { missing: pick('à remplir', 'must be filled in'), malformed: pick(fr`n'a pas la forme attendue`, 'is not of the expected form'), 'too-long': pick('est trop long', 'is too long') }[problem.because];
      return { title: pick(fr`${feed} : réglage à corriger`, `${feed}: a setting to correct`), body: pick(fr`« ${field} » : ${why}.`, `"${field}": ${why}.`) };
    }
    case 'feed/version-not-read':
      return { title: pick(fr`${feed} : version non prise en charge`, `${feed}: version not supported`), body: pick(fr`Version trouvée : ${plain(problem.found, 40)}. Il faut ${plain(problem.needs, 40)}.`, `Found: ${plain(problem.found, 40)}. Needed: ${plain(problem.needs, 40)}.`) };
    case 'feed/too-many-requests':
      return { title: pick(fr`${feed} : trop de demandes`, `${feed}: too many requests`), body: problem.retryAfter === null ? pick(fr`L'éditeur limite les lectures. Nouvel essai un peu plus tard, sans rien faire.`, 'The vendor limits reading. It is tried again a little later by itself.') : pick(fr`L'éditeur demande d'attendre ${seconds(problem.retryAfter)} s. Nouvel essai ensuite, sans rien faire.`, `The vendor asks to wait ${seconds(problem.retryAfter)} s. It is tried again by itself.`) };
    case 'feed/unreachable':
      return { title: pick(fr`${feed} : injoignable`, `${feed}: cannot be reached`), body: UNREACHABLE[language][problem.because] };
    case 'feed/timed-out':
      return { title: pick(fr`${feed} : pas de réponse`, `${feed}: no answer`), body: pick(fr`Rien n'est venu en ${seconds(problem.afterMs / 1000)} s. Nouvel essai plus tard, sans rien faire.`, `Nothing came within ${seconds(problem.afterMs / 1000)} s. It is tried again later by itself.`) };
    case 'feed/server-error':
      return { title: pick(fr`${feed} : le logiciel est en panne`, `${feed}: the system is failing`), body: pick(fr`Il a répondu par une erreur interne (${problem.status}). Nouvel essai plus tard, sans rien faire.`, `It answered with an internal error (${problem.status}). It is tried again later by itself.`) };
    case 'feed/unreadable-answer':
      return { title: pick(fr`${feed} : réponse incompréhensible`, `${feed}: an answer that cannot be read`), body: pick(fr`La réponse n'a pas la forme décrite par l'éditeur (${plain(problem.at, 80)}). Rien n'en a été repris.`, `The answer is not as the vendor describes it (${plain(problem.at, 80)}). Nothing of it was taken.`) };
    case 'feed/paused':
      return { title: pick(fr`${feed} : en pause`, `${feed}: paused`), body: pick(fr`Plusieurs échecs de suite. Nouvel essai dans ${seconds(problem.seconds)} s.`, `It failed several times. Next try in ${seconds(problem.seconds)} s.`) };
    case 'feed/too-old':
      return { title: pick(fr`${feed} : tout est relu`, `${feed}: everything is read again`), body: pick(fr`Le logiciel ne sait plus ce qui a changé depuis la dernière lecture.`, 'The system no longer knows what changed since the last pull.') };
    case 'feed/secret-unreadable':
      return { title: pick(fr`${feed} : clé à ressaisir`, `${feed}: key to be given again`), body: pick(fr`Les clés enregistrées ne peuvent plus être ouvertes sur cette machine. Collez-les de nouveau.`, 'The keys that were kept cannot be opened on this machine any more. Paste them again.') };
    case 'feed/pull-running':
      return { title: pick(fr`${feed} : lecture en cours`, `${feed}: being read`), body: pick('Attendez la fin, ou annulez-la.', 'Wait for its end, or cancel it.') };
    case 'feed/cancelled':
      return { title: pick(fr`${feed} : lecture annulée`, `${feed}: reading cancelled`), body: pick('Les chiffres de la lecture précédente restent en service.', 'The figures of the pull before stay in use.') };
    case 'feed/unknown':
      return { title: pick(fr`${feed} : connexion supprimée`, `${feed}: connection removed`), body: pick(fr`Cette connexion n'existe plus. Rouvrez les réglages.`, 'This connection is no longer there. Open the settings again.') };
    case 'feed/record-unreadable':
      return { title: pick(fr`${feed} : ${plain(problem.record, 60)} non repris`, `${feed}: ${plain(problem.record, 60)} not taken`), body: pick(fr`Champ « ${plain(problem.field, 60)} » : ${RECORD.fr[problem.why]}. Corrigez-le dans le logiciel, puis relisez.`, `Field "${plain(problem.field, 60)}": ${RECORD.en[problem.why]}. Correct it in the system, then read again.`) };
  }
}
