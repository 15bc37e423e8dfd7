/** The fields of an accounting entries file (LPF A47 A-1 VII), in the order of the text; the amounts in either of its two forms. */
const BEFORE_AMOUNTS = ['JournalCode', 'JournalLib', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib', 'CompAuxNum', 'CompAuxLib', 'PieceRef', 'PieceDate', 'EcritureLib'] as const;
const AFTER_AMOUNTS = ['EcritureLet', 'DateLet', 'ValidDate', 'Montantdevise', 'Idevise'] as const;
/** Of no part in the text: an export that has it prints due dates. */
const DUE_NAMES: ReadonlySet<string> = new Set(['dateecheance', 'echeance', 'dateech', 'ecriturecheance', 'duedate', 'datedecheance', 'echeancedate']);

type FecField = (typeof BEFORE_AMOUNTS)[number] | (typeof AFTER_AMOUNTS)[number] | 'Debit' | 'Credit' | 'Montant' | 'Sens' | 'Due';

/** Zero-based place of each field. */
export interface FecColumns {
  readonly journal: number;
  readonly journalName: number | null;
  readonly entry: number;
  readonly date: number;
  readonly account: number;
  readonly accountName: number | null;
  readonly customer: number | null;
  readonly customerName: number | null;
  readonly piece: number;
  readonly pieceDate: number | null;
  readonly label: number | null;
  readonly letter: number;
  readonly currency: number | null;
  /** Two columns of amounts, or an amount and its side. */
  readonly amounts: { readonly kind: 'debit-credit'; readonly debit: number; readonly credit: number } | { readonly kind: 'amount-side'; readonly amount: number; readonly side: number };
  /** A printed due date, in an export that adds one; null: due dates are computed. */
  readonly due: number | null;
  /** Columns of the header, trailing separators not counted. */
  readonly width: number;
  /** Header cells whose names are not known and that stand where the text puts a field that is missing. */
  readonly supposed: readonly string[];
}

const LEAST_COLUMNS = 18;
const MOST_COLUMNS = 40;
/** Fewer known names than these may be a table of another kind; a name or two may be misspelt. */
const KNOWN_NAMES = 14;

const folded = (name: string): string => name.toLowerCase().normalize('NFD').replace(/[^a-z]/g, '');
const FIELDS: ReadonlyMap<string, FecField> = new Map([...BEFORE_AMOUNTS, 'Debit', 'Credit', 'Montant', 'Sens', ...AFTER_AMOUNTS].map((name) => [folded(name), name as FecField]));
const standard = (amounts: readonly [FecField, FecField]): readonly FecField[] => [...BEFORE_AMOUNTS, ...amounts, ...AFTER_AMOUNTS];

/**
 * The columns of a FEC by its first line: names in any case, with or without accents, quotes and spaces around; 18 columns
 * and those that the cash-basis and agricultural variants add. One or two misspelt names are read by their place.
 * @returns null for any other table.
 */
export function fecColumnsOf(header: readonly string[]): FecColumns | null {
  const cells = withoutTrailing(header).map((cell) => folded(cell));
  if (cells.length < LEAST_COLUMNS || cells.length > MOST_COLUMNS) return null;
  const at = new Map<FecField, number>();
  cells.forEach((cell, place) => {
    const field = DUE_NAMES.has(cell) ? 'Due' : FIELDS.get(cell);
    if (field !== undefined && !at.has(field)) at.set(field, place);
  });
  const order = standard(at.has('Montant') || at.has('Sens') ? ['Montant', 'Sens'] : ['Debit', 'Credit']);
  if (order.filter((field) => at.has(field)).length < KNOWN_NAMES) return null;
  const supposed: string[] = [];
  const taken = new Set(at.values());
  order.forEach((field, place) => {
    if (at.has(field) || taken.has(place)) return;
    at.set(field, place);
    supposed.push((header[place] ?? '').trim().slice(0, 40));
  });
  return placed(at, cells.length, supposed);
}

function placed(at: ReadonlyMap<FecField, number>, width: number, supposed: readonly string[]): FecColumns | null {
  const place = (field: FecField): number | null => at.get(field) ?? null;
  const [journal, entry, date, account, piece, letter] = [place('JournalCode'), place('EcritureNum'), place('EcritureDate'), place('CompteNum'), place('PieceRef'), place('EcritureLet')];
  const amounts = amountsAt(place);
  if (journal === null || entry === null || date === null || account === null || piece === null || letter === null || amounts === null) return null;
  return {
    journal, entry, date, account, piece, letter, amounts, width, supposed,
    journalName: place('JournalLib'), accountName: place('CompteLib'), customer: place('CompAuxNum'), customerName: place('CompAuxLib'), pieceDate: place('PieceDate'), label: place('EcritureLib'), currency: place('Idevise'), due: place('Due'),
  };
}

function amountsAt(place: (field: FecField) => number | null): FecColumns['amounts'] | null {
  const [debit, credit, amount, side] = [place('Debit'), place('Credit'), place('Montant'), place('Sens')];
  if (debit !== null && credit !== null) return { kind: 'debit-credit', debit, credit };
  return amount !== null && side !== null ? { kind: 'amount-side', amount, side } : null;
}

/** Some exports end each line with a separator, or pad it with empty columns. */
function withoutTrailing(cells: readonly string[]): readonly string[] {
  let end = cells.length;
  while (end > 0 && (cells[end - 1] as string).trim() === '') end -= 1;
  return cells.slice(0, end);
}
