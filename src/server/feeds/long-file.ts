import type { ColumnMapping, CompanyId, Instant, UsualTerm } from '../../core';
import type { DomainRules } from '../store/company-domains';
import type { BuiltEdition, EditionOrder } from '../store/edition-writer';
import type { ReadingFacts } from '../store/whole-reading';
import type { Table } from './table';

/** A ledger file that is to become an edition. */
export interface LongFile {
  readonly path: string;
  readonly name: string;
  readonly asOf: Instant;
  readonly documentsFolder: string | null;
  /** By which due dates are reckoned that a FEC does not hold; null, absent: nothing is agreed. */
  readonly term?: UsualTerm | null;
}

export interface ReadingJob {
  readonly file: LongFile;
  readonly company: CompanyId;
  /** null: as it was remembered for the layout, else as the headers propose. */
  readonly mapping: ColumnMapping | null;
}

export interface EditionJob extends ReadingJob {
  readonly order: EditionOrder;
  readonly rules: DomainRules;
}

/** How the columns of a layout were read the last time; null: never seen. */
export type Recall = (layout: string) => Promise<ColumnMapping | null>;

export interface Written<Built> {
  readonly built: Built;
  readonly facts: ReadingFacts;
}

export type WrittenEdition = Written<BuiltEdition>;

/** Reads a workbook while it is still being opened, on a supposition that the whole of it must bear out. */
export interface Ahead<Built> {
  /** A workbook is about to be opened. */
  prepare(): void;
  /** Told again and again of a sheet that grows: the very array of its rows. */
  sees(table: Table): void;
  /** The workbook is read. From here on it asks nothing of the server any more. */
  settled(): Promise<void>;
  /** What was written of this sheet under the mapping that the whole file decides; null: the supposition did not hold, and nothing was written. */
  written(table: Table, mapping: ColumnMapping): Promise<Written<Built> | null>;
  end(): Promise<void>;
}
