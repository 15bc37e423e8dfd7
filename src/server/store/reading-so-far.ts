import { codeShapes, ShapeCount, shapesOfLedger } from '../../core';
import type { Debtor, DebtorId, Invoice } from '../../core';
import { packed, unpacked } from './packed-debtor';

interface Standing<Beside> {
  packed: string;
  readonly beside: Beside;
}

/** What is kept of a reading while its rows pass by, wherever they are written: its customers, and what its numbers look like. */
export class ReadingSoFar<Beside> {
  private readonly standings = new Map<DebtorId, Standing<Beside>>();
  private readonly shapes = { numbers: new ShapeCount(), codes: codeShapes(), orders: codeShapes() };
  private passed = 0;

  /** @param first what the writer keeps of a customer beside it, when it first comes. */
  constructor(private readonly first: (debtor: Debtor, position: number) => Beside) {}

  get debtors(): number {
    return this.standings.size;
  }

  get invoices(): number {
    return this.passed;
  }

  /** The same id again stands for all that is known by now. */
  addDebtor(debtor: Debtor): void {
    const text = packed(debtor);
    const standing = this.standings.get(debtor.id);
    if (standing !== undefined) standing.packed = text;
    else {
      this.shapes.codes.add(debtor.code);
      this.standings.set(unpacked(text).id, { packed: text, beside: this.first(debtor, this.standings.size) });
    }
  }

  debtor(id: DebtorId): Debtor | undefined {
    const standing = this.standings.get(id);
    return standing === undefined ? undefined : unpacked(standing.packed);
  }

  /** @returns what is kept beside its debtor. */
  addInvoice(invoice: Invoice): Beside {
    const standing = this.standings.get(invoice.debtor);
    if (standing === undefined) throw new Error('an invoice of a debtor that the reading does not hold');
    this.shapes.numbers.add(invoice.number);
    this.shapes.orders.add(invoice.orderNumber);
    this.passed += 1;
    return standing.beside;
  }

  /** In the order in which they first came. */
  *all(): Generator<{ readonly id: DebtorId; readonly packed: string; readonly beside: Beside }> {
    for (const [id, standing] of this.standings) yield { id, packed: standing.packed, beside: standing.beside };
  }

  numberShapes(): readonly string[] {
    return shapesOfLedger(this.shapes.numbers, this.shapes.codes, this.shapes.orders);
  }
}
