import type { Language } from '../ledger/types';
import type { ChainBreak } from '../log/chain';
import type { MoveProblem } from '../problems';
import { formatCount, fr, plain } from './plain';

const BROKEN: Readonly<Record<Language, Readonly<Record<ChainBreak, string>>>> = {
  fr: { gap: 'une ligne manque ou se répète', previous: fr`elle ne suit pas celle d'avant`, hash: 'son contenu a été modifié', foreign: fr`elle est d'un autre client` },
  en: { gap: 'a row is missing or twice there', previous: 'it does not follow the one before', hash: 'its content was changed', foreign: 'it is another customer’s' },
};

/** Why a sheet's log stays where it is, and what to do about it. */
export function wordMoveProblem(problem: MoveProblem, language: Language): { readonly title: string; readonly body: string } {
  const pick = (inFrench: string, inEnglish: string): string => (language === 'fr' ? inFrench : inEnglish);
  const name = plain(problem.name, 80);
  switch (problem.code) {
    case 'move/chain-broken':
      return {
        title: pick(fr`Journal de ${name} : entrée ${problem.seq} modifiée`, `Log of ${name}: entry ${problem.seq} was changed`),
        body: pick(fr`Entrée ${problem.seq} : ${BROKEN.fr[problem.why]}. Un journal modifié ne ferait plus foi : rétablissez l'onglet Journal (Fichier, Historique des versions), puis reprenez le transfert.`, `Entry ${problem.seq}: ${BROKEN.en[problem.why]}. A changed log would prove nothing: bring the Journal tab back (File, Version history), then go on with the move.`),
      };
    case 'move/log-not-empty':
      return {
        title: pick(fr`${name} a déjà un journal sur le serveur`, `${name} has a log on the server already`),
        body: pick(fr`Il y tient ${formatCount(problem.entries, 'fr')} ${problem.entries === 1 ? 'entrée' : 'entrées'}, qui ne viennent pas de ce classeur. Deux journaux ne se mélangent pas : rien n'a été écrit.`, `It holds ${formatCount(problem.entries, 'en')} ${problem.entries === 1 ? 'entry' : 'entries'} that do not come from this spreadsheet. Two logs are never mixed: nothing was written.`),
      };
    case 'move/customer-unknown':
      return {
        title: pick(fr`${name} n'est pas dans le grand livre du serveur`, `${name} is not in the server’s ledger`),
        body: pick(fr`Transférez d'abord les factures du classeur, puis le journal. Rien n'a été écrit.`, 'Move the spreadsheet’s invoices first, then the log. Nothing was written.'),
      };
  }
}
