import { assertNever } from '../result';
import type { Language } from '../ledger/types';
import type { TextFault } from '../reminder/template-faults';
import type { LintFinding } from '../reminder/lint/types';
import { formatCount, fr, plain } from './plain';
import { textFaultInWords } from './texts-words';
import type { NoticeView } from './types';

/** What is wrong with a log that people can open and change. */
export interface JournalFinding {
  /** 1-based as the sheet shows it; null: the row is not there. */
  readonly row: number | null;
  readonly what: JournalDamage;
  /** Rows in the same state, this one included. */
  readonly count: number;
}
export type JournalDamage =
  /** The entry no longer says what was written: it does not count. */
  | 'content'
  /** What people read in the row is not what was written; the entry itself counts. */
  | 'cells'
  /** A row between two others is gone. */
  | 'missing'
  /** Rows at the end are gone. */
  | 'cut'
  /** A copy of another row: it counts once. */
  | 'twice'
  /** Not written by Relance: it does not count. */
  | 'foreign';

/** A text of the company's that was changed in its cell and cannot be used: the shipped one is. */
export interface RefusedText {
  readonly what: 'text';
  readonly row: number;
  /** `fr/r2-firm` */
  readonly text: string;
  readonly faults: readonly TextFault[];
  /** It would hold every message back. */
  readonly findings: readonly LintFinding['code'][];
}
/** A version of a plan whose cells were changed: the version before is used. */
export interface RefusedPlan {
  readonly what: 'plan';
  readonly row: number;
}
/** What people changed by hand in a spreadsheet that is log and settings, where it is not what Relance goes by. */
export type HandChange = JournalFinding | RefusedText | RefusedPlan;

/** What happened, what Relance goes by, what to do. */
export function wordHandChange(change: HandChange, language: Language): NoticeView {
  const pick = (inFrench: string, inEnglish: string): string => (language === 'fr' ? inFrench : inEnglish);
  if (change.what === 'plan') return { intent: 'warning', text: pick(fr`Le plan de la ligne ${change.row} a été modifié dans le classeur : la version d'avant est suivie. Modifiez les plans depuis Relance.`, `The plan in row ${change.row} was changed in the spreadsheet: the version before is followed. Change plans from Relance.`) };
  if (change.what !== 'text') return wordFinding(change, language);
  const { row, faults: [fault] } = change;
  const text = plain(change.text, 60);
  const why = fault === undefined ? pick(fr`tel quel, aucun message ne passerait la relecture.`, 'as it is, no message would pass the reading before insertion.') : textFaultInWords(fault, language);
  return { intent: 'warning', text: pick(fr`Le texte « ${text} » (ligne ${row} des modèles) n'est pas utilisé, celui fourni avec Relance l'est : ${why}`, `The text “${text}” (row ${row} of the texts) is not used, the supplied one is: ${why}`) };
}

function wordFinding({ row, what, count }: JournalFinding, language: Language): NoticeView {
  const pick = (inFrench: string, inEnglish: string): string => (language === 'fr' ? inFrench : inEnglish);
  const warn = (inFrench: string, inEnglish: string): NoticeView => ({ intent: 'warning', text: pick(inFrench, inEnglish) });
  const more = count > 1 ? pick(` (et ${formatCount(count - 1, 'fr')} autre${count > 2 ? 's' : ''})`, ` (and ${formatCount(count - 1, 'en')} more)`) : '';
  const where = pick(fr`La ligne ${row ?? 0}${more} du journal`, `Row ${row ?? 0}${more} of the log`);
  const many = pick(`${formatCount(count, 'fr')} ligne${count > 1 ? 's' : ''}`, `${formatCount(count, 'en')} row${count === 1 ? '' : 's'}`);
  const back = pick(fr`Rétablissez-les : Fichier, Historique des versions.`, 'Bring them back: File, Version history.');
  switch (what) {
    case 'content':
      return warn(fr`${where} a été modifiée à la main : elle ne compte pas. Rétablissez-la : Fichier, Historique des versions.`, `${where} was changed by hand: it does not count. Bring it back: File, Version history.`);
    case 'cells':
      return warn(fr`${where} a été retouchée : ce qu'on y lit n'est pas ce qui a été noté. L'écriture elle-même est intacte et compte.`, `${where} was touched up: what it shows is not what was recorded. The entry itself is whole and counts.`);
    case 'missing':
      return warn(fr`Il manque ${many} au milieu du journal : une relance ou une promesse peut manquer ici. ${back}`, `${many} in the middle of the log ${count === 1 ? 'is' : 'are'} gone: a reminder or a promise may be missing here. ${back}`);
    case 'cut':
      return warn(fr`Il manque ${many} à la fin du journal : une relance ou une promesse peut manquer ici. ${back}`, `${many} at the end of the log ${count === 1 ? 'is' : 'are'} gone: a reminder or a promise may be missing here. ${back}`);
    case 'twice':
      return { intent: 'info', text: pick(fr`${where} est une copie d'une autre : elle ne compte qu'une fois.`, `${where} is a copy of another: it counts once.`) };
    case 'foreign':
      return { intent: 'info', text: pick(fr`${where} n'a pas été écrite par Relance : elle ne compte pas.`, `${where} was not written by Relance: it does not count.`) };
    default:
      return assertNever(what);
  }
}
