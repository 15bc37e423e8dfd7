/** One line of a FEC; what is not given is empty, amounts are zero. */
export interface FecLine {
  readonly journal?: string;
  readonly journalName?: string;
  readonly entry?: string;
  readonly date?: string;
  readonly account: string;
  readonly accountName?: string;
  readonly customer?: string;
  readonly customerName?: string;
  readonly piece?: string;
  readonly pieceDate?: string;
  readonly label?: string;
  readonly debit?: string;
  readonly credit?: string;
  readonly letter?: string;
  readonly letteredOn?: string;
  readonly currency?: string;
  /** Of the variant with one column more. */
  readonly due?: string;
}

export const FEC_HEADER = ['JournalCode', 'JournalLib', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib', 'CompAuxNum', 'CompAuxLib', 'PieceRef', 'PieceDate', 'EcritureLib', 'Debit', 'Credit', 'EcritureLet', 'DateLet', 'ValidDate', 'Montantdevise', 'Idevise'];

export interface FecForm {
  readonly separator?: string;
  readonly lineEnd?: string;
  readonly header?: readonly string[];
  /** Montant and Sens instead of Debit and Credit. */
  readonly sides?: readonly [debit: string, credit: string];
  readonly cell?: (text: string, column: number) => string;
  /** Behind the last column of each line. */
  readonly behind?: string;
}

export function fecCells(line: FecLine, sides?: FecForm['sides']): readonly string[] {
  const { journal = 'VE', journalName = 'Ventes', entry = '1', date = '20260105', account, accountName = 'Compte', customer = '', customerName = '', piece = '', pieceDate = date, label = 'Libellé', debit = '0,00', credit = '0,00', letter = '', letteredOn = '', currency = '', due } = line;
  const amounts = sides === undefined ? [debit, credit] : debit === '0,00' ? [credit, sides[1]] : [debit, sides[0]];
  return [journal, journalName, entry, date, account, accountName, customer, customerName, piece, pieceDate, label, ...amounts, letter, letteredOn, '20260131', '', currency, ...(due === undefined ? [] : [due])];
}

/** The text of a FEC as a program writes it. */
export function aFec(lines: readonly FecLine[], { separator = '\t', lineEnd = '\r\n', header, sides, cell = (text) => text, behind = '' }: FecForm = {}): string {
  const named = header ?? (sides === undefined ? FEC_HEADER : FEC_HEADER.map((name) => (name === 'Debit' ? 'Montant' : name === 'Credit' ? 'Sens' : name)));
  const names = lines.some(({ due }) => due !== undefined) && header === undefined ? [...named, 'DateEcheance'] : named;
  return [names, ...lines.map((line) => fecCells(line, sides).map(cell))].map((cells) => `${cells.join(separator)}${behind}${lineEnd}`).join('');
}

/** An invoice and its two counterparts: they balance. `net` in euros without cents. */
export function aSale(customer: string, piece: string, date: string, net: number, rest: Partial<FecLine> = {}): readonly FecLine[] {
  const entry = `E-${piece}`;
  const of = { entry, date, piece };
  return [
    { ...of, account: '411000', customer, customerName: `Client ${customer}`, debit: `${(net * 120) / 100},00`.replace(/\.(\d)0*,00$/, ',$10'), ...rest },
    { ...of, account: '706000', credit: `${net},00` },
    { ...of, account: '445710', credit: `${(net * 20) / 100},00`.replace(/\.(\d)0*,00$/, ',$10') },
  ];
}

/** Money from a customer: bank to 411. */
export function aReceipt(customer: string, piece: string, date: string, amount: string, rest: Partial<FecLine> = {}): readonly FecLine[] {
  const of = { journal: 'BQ', journalName: 'Banque', entry: `R-${piece}-${date}`, date, piece };
  return [{ ...of, account: '512000', debit: amount }, { ...of, account: '411000', customer, customerName: `Client ${customer}`, credit: amount, ...rest }];
}
