import { foldHeader, westernDigits } from './cell';

/** Stands for a status that a ledger names and nobody here can read: it is not taken for harmless. */
export const UNREAD_STATUS = 0;

/** French names of the life-cycle codes and what programs make of them, folded (law sheet, 1.16). */
const NAMES: Readonly<Record<number, readonly string[]>> = {
  200: ['deposee', 'depose', 'submitted', 'deposited'],
  201: ['emise', 'emise par la plateforme', 'emis', 'issued', 'sent by platform'],
  202: ['recue', 'recue par la plateforme', 'recu', 'received'],
  203: ['mise a disposition', 'mis a disposition', 'made available', 'available'],
  204: ['prise en charge', 'pris en charge', 'taken in charge', 'in process', 'acknowledged'],
  205: ['approuvee', 'approuve', 'approved', 'accepted', 'acceptee'],
  206: ['approuvee partiellement', 'partiellement approuvee', 'approuve partiellement', 'partially approved', 'partly approved'],
  207: ['en litige', 'litige', 'disputed', 'in dispute'],
  208: ['suspendue', 'suspendu', 'suspended'],
  209: ['completee', 'complete', 'completed'],
  210: ['refusee', 'refuse', 'refused'],
  211: ['paiement transmis', 'paiement envoye', 'payment sent', 'payment transmitted'],
  212: ['encaissee', 'encaisse', 'cashed', 'payment received'],
  213: ['rejetee', 'rejete', 'rejected'],
};
const CODE_OF = new Map(Object.entries(NAMES).flatMap(([code, names]) => names.map((name): readonly [string, number] => [name, Number(code)])));
const NOTHING: ReadonlySet<string> = new Set(['', 'na', 'n a', 'sans objet', 'aucun', 'none', 'hors reforme']);

/**
 * The life-cycle code of an e-invoice as a ledger's cell tells it: "207", "fr:207", "207 - En litige", "En litige".
 *
 * @returns null: no status; `UNREAD_STATUS`: a text that is none of these, or a code and a name that contradict each other.
 */
export function eInvoiceStatusIn(text: string): number | null {
  if (text === '') return null;
  const folded = foldHeader(westernDigits(text));
  if (NOTHING.has(folded)) return null;
  const parts = /^(?:fr |statut |code )?(\d{3})(?: (.+))?$/.exec(folded);
  if (parts === null) return CODE_OF.get(folded) ?? UNREAD_STATUS;
  const code = Number(parts[1]);
  const named = parts[2] === undefined ? code : CODE_OF.get(parts[2]);
  return named === undefined || named === code ? code : UNREAD_STATUS;
}
