import type { Kysely } from 'kysely';
import type { Instant } from '../../core';
import type { DomainJudge } from './company-domains';
import type { EditionShelf } from './edition-shelf';
import { EditionWriter, dayOf } from './edition-writer';
import type { BuiltEdition } from './edition-writer';
import { breathe, tellGeneration } from './import-ledger';
import type { ImportReport, LedgerContent } from './ledger-content';
import type { Tables } from './schema';
import { factsOf } from './whole-reading';
import type { ReadingFacts } from './whole-reading';

const DEBTORS_AT_ONCE = 200;
const INVOICES_AT_ONCE = 400;

/** Writes a reading that is in memory into an edition, in short turns, and puts it in use. */
export async function importContent(shelf: EditionShelf, tenant: string, content: LedgerContent, readAt: Instant, judge: DomainJudge): Promise<ImportReport> {
  const order = await shelf.order(tenant);
  const writer = new EditionWriter(order, dayOf(content.source.asOf), judge);
  try {
    const once = new Set<string>();
    let done = 0;
    for (const debtor of content.debtors) {
      if (once.has(debtor.id)) throw new Error('two debtors of one reading share an id');
      once.add(debtor.id);
      writer.addDebtor(debtor);
      if ((done += 1) % DEBTORS_AT_ONCE === 0) await breathe();
    }
    for (const invoice of content.invoices) {
      writer.addInvoice(invoice);
      if ((done += 1) % INVOICES_AT_ONCE === 0) await breathe();
    }
    const finishing = writer.finish(content.documents ?? []);
    let step = finishing.next();
    while (step.done !== true) {
      await breathe();
      step = finishing.next();
    }
    return await publishEdition(shelf, tenant, step.value, factsOf(content), readAt);
  } catch (error) {
    writer.close();
    shelf.discard(order.file);
    throw error;
  }
}

export async function publishEdition(shelf: EditionShelf, tenant: string, built: BuiltEdition, facts: ReadingFacts, readAt: Instant): Promise<ImportReport> {
  const { debtors, invoices, written, missing, numberShapes } = built;
  const generation = await shelf.publish(built.file, (trx: Kysely<Tables>) => tellGeneration(trx, tenant, { ...facts, debtors, invoices, missing, numberShapes }, readAt));
  return { generation, debtors, invoices, written, missing };
}
