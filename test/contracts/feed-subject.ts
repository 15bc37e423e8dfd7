import type { CompanyId } from '../../src/core';
import type { Feed } from '../../src/server/feeds/feed';

/** What goes wrong on the way to the other side, for the next so many calls. `expired`: a token that was good until now. */
export type Trouble =
  | { readonly kind: 'wrong-credential' | 'expired' | 'no-rights' | 'half-written' | 'hangs-up' | 'not-json' }
  | { readonly kind: 'too-many'; readonly calls: number; readonly retryAfter: number }
  | { readonly kind: 'fails'; readonly calls: number; readonly status: number }
  | { readonly kind: 'slow'; readonly ms: number };

/** Minor units of EUR. */
export interface WorldInvoice {
  readonly customer: string;
  readonly number: string;
  readonly issued: string;
  readonly due: string;
  readonly total: number;
}

/**
 * The other side of a feed, run by its bookkeeper: a real server, or a fake whose answers are published or recorded ones.
 * It begins with two customers, "Garage du Canigou" (SIREN 404833048, compta@garage-canigou.fr) and "Boulangerie Peyron"
 * (compta@boulangerie-peyron.fr), without invoices. An action that the system does not know is left out; the suite names it.
 */
export interface FeedWorld {
  /** A feed with a good credential. `patience`: its time limit for one call, in milliseconds. */
  feed(options?: { readonly credential?: 'good' | 'wrong'; readonly patience?: number }): Feed;
  readonly company: CompanyId;
  /** Adds a posted invoice; resolves to the number that the system gave it (its own, where it numbers by itself). */
  invoice(invoice: WorldInvoice): Promise<string>;
  /** A draft, which is nobody's debt. */
  draft?(invoice: WorldInvoice): Promise<void>;
  /** A payment of `amount` on this invoice, on that day. */
  pay(number: string, amount: number, on: string): Promise<void>;
  /** A credit note; `against`: it is used on that invoice at once, null: it is left to be used. Resolves to its number. */
  credit(note: WorldInvoice, against: string | null): Promise<string>;
  /** Money that came in for no invoice in particular. */
  payOnAccount?(customer: string, amount: number, on: string): Promise<void>;
  writeOff?(number: string): Promise<void>;
  dispute?(number: string): Promise<void>;
  /** The invoice is deleted or cancelled, as the system calls it. */
  remove(number: string): Promise<void>;
  rename(customer: string, name: string): Promise<void>;
  /** More than one page of customers with one invoice each; resolves to their numbers. */
  many(count: number): Promise<readonly string[]>;
  /** Ordered for what follows, in place of what was ordered before; `fails` with 0 calls: no trouble any more. A real server stands behind a proxy that makes the trouble. */
  trouble(trouble: Trouble): void;
  /** Requests that reached it since the last call of this. */
  calls(): number;
  /** How the system says "now" moves on between two changes that must be told apart (a real clock of seconds). */
  tick(): Promise<void>;
  /** Notes that were left beside a customer. */
  notes?(customer: string): Promise<readonly string[]>;
  /** How many people follow a customer, none at first, where the system has such people: they get what others write to him. */
  followers?(customer: string): Promise<number>;
  close(): Promise<void>;
}
