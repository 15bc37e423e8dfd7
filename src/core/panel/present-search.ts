import { assertNever } from '../result';
import { formatMoney } from '../money';
import type { Language } from '../ledger/types';
import type { FoundBy, FoundDebtor } from '../ports';
import { debtorView, grouped } from './evidence';
import { fr, plain } from './plain';

/** One line of a search: name, code and town, what is overdue, by what it was found. */
export interface SearchRowView {
  readonly debtor: ReturnType<typeof debtorView>;
  /** "" when nothing is overdue: the label says it. */
  readonly overdue: string;
  /** "échu", "rien d’échu" */
  readonly overdueLabel: string;
  /** "facture FA-2026-0113", "nom proche"; empty where the name shows it. */
  readonly why: string;
}

export function presentSearch(found: readonly FoundDebtor[], language: Language): readonly SearchRowView[] {
  const french = language === 'fr';
  return found.map((summary) => ({
    debtor: debtorView(summary),
    overdue: summary.overdue.map((total) => formatMoney(total, language)).join(', '),
    overdueLabel: summary.overdue.length > 0 ? (french ? 'échu' : 'overdue') : french ? fr`rien d'échu` : 'nothing overdue',
    why: whyFound(summary.by, language),
  }));
}

function whyFound({ kind, value }: FoundBy, language: Language): string {
  const french = language === 'fr';
  const shown = plain(value, 80);
  switch (kind) {
    case 'name': return '';
    case 'similar-name': return french ? 'nom proche' : 'similar name';
    case 'code': return `code ${shown}`;
    case 'siren': return `SIREN ${grouped(shown)}`;
    case 'siret': return `SIRET ${/^\d{14}$/.test(shown) ? `${grouped(shown.slice(0, 9))}\u202f${shown.slice(9)}` : shown}`;
    case 'vat': return french ? fr`n° de TVA ${shown}` : `VAT number ${shown}`;
    case 'address': return shown;
    case 'domain': return french ? `domaine ${shown}` : `domain ${shown}`;
    case 'invoice': return french ? `facture ${shown}` : `invoice ${shown}`;
    default: return assertNever(kind);
  }
}
