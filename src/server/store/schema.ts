/**
 * Rows as both databases hold them: text, integers and null only. Dates are `YYYY-MM-DD`, instants ISO 8601 UTC,
 * money minor units beside its currency, lists that are never searched JSON text.
 */
export interface Tables {
  tenants: { tenant: string; profile: string; overrides: string };
  debtors: {
    tenant: string; id: string; code: string | null; name: string; siren: string | null; siret: string | null; vat: string | null;
    town: string | null; phone: string | null; language: string; kind: string; segment: string | null; law_country: string;
    policy: string | null; payer: string | null; group_name: string | null; exclusion_reason: string | null; exclusion_until: string | null;
    /** Millionths a year. */
    contract_rate: number | null;
    /** JSON (rows.ts); null: the ledger tells none. */
    postal: string | null;
    /** Earliest due date with something open after netting; null: nothing open. */
    oldest_due: string | null;
    /** Hash of all that the last ledger said of this debtor; 'missing' when it said nothing. */
    fingerprint: string;
  };
  debtor_keys: { tenant: string; kind: string; value: string; debtor: string };
  debtor_credits: { tenant: string; debtor: string; currency: string; minor: number };
  debtor_ibans: { tenant: string; debtor: string; iban: string };
  contacts: { tenant: string; debtor: string; position: number; name: string | null; address: string; role: string };
  domains: { tenant: string; debtor: string; domain: string };
  name_grams: { tenant: string; gram: string; debtor: string };
  invoices: {
    tenant: string; id: string; debtor: string; number: string; kind: string; issued: string | null; received_on: string | null; means: string;
    retained_minor: number | null; retained_currency: string | null; retained_released_on: string | null;
    assignee_name: string | null; assignee_iban: string | null; corrects: string | null;
    disputed_minor: number | null; disputed_currency: string | null; e_invoice_status: number | null; e_invoice_status_on: string | null; reminder_level: number | null; reminded_on: string | null;
    order_number: string | null; document: string | null; missing_since: string | null;
    /** 1: something outstanding and still listed. */
    open: number;
  };
  instalments: { tenant: string; invoice: string; debtor: string; position: number; due: string; due_basis: string; currency: string; amount: number; outstanding: number };
  payment_events: { tenant: string; invoice: string; debtor: string; position: number; paid_on: string; currency: string; amount: number; kind: string; reference: string | null };
  /** One row per distinct form; `strength` 3 folded, 2 without leading zeros, 1 without prefix. */
  invoice_keys: { tenant: string; value: string; strength: number; invoice: string; debtor: string };
  log_head: { tenant: string; debtor: string; seq: number; hash: string };
  log_entries: {
    tenant: string; debtor: string; seq: number; id: string; request_id: string; version: number; company: string; fact: string; content_hash: string | null;
    policy_version: string | null; rules_version: string; author_id: string; author_name: string; at: string; on_day: string;
    previous_hash: string; hash: string;
    /** Of erasable text: the salt of its hash, and after erasure the hashes that were kept (JSON). */
    salt: string | null; erased: string | null; reference: string | null;
  };
  kept_texts: { tenant: string; entry: string; subject: string; html: string; text: string };
  /** `author_name` null: chosen before names were kept. */
  learned_choices: { tenant: string; scope: string; value: string; debtor: string | null; author_id: string; at: string; author_name: string | null };
  /** Every version of the company's own plans, never changed; `seq` counts both tables of plans together. */
  policies: { tenant: string; seq: number; id: string; version: string; content: string; based_on: string | null; author_id: string; author_name: string; at: string };
  /** Which plan was given to whom; the newest of a subject holds. `subject`: empty for the company, a segment, a debtor's id. */
  policy_choices: { tenant: string; seq: number; scope: string; subject: string; policy: string | null; author_id: string; author_name: string; at: string };
  /** Every version of the company's own texts, never changed; `slot`: which text. `subject` and `body` null: the shipped one again. `codes`: JSON, what `reason` was given for. */
  texts: {
    tenant: string; seq: number; slot: string; version: string; subject: string | null; body: string | null; codes: string | null; reason: string | null; based_on: string | null;
    author_id: string; author_name: string; at: string;
  };
  /** Shipped texts that entries of the log name. `content`: JSON. */
  shipped_texts: { tenant: string; version: string; content: string; at: string };
  ledger_state: {
    tenant: string; generation: number; name: string; kind: string; as_of: string; read_at: string; rows: number;
    unreadable: number; problems: string; number_shapes: string; remarks: string | null;
  };
  ledger_edition: { file: string };
  ledger_generations: { tenant: string; generation: number; name: string; as_of: string; read_at: string; rows: number; debtors: number; invoices: number; missing: number };
  /** Of one debtor, made with `seq` entries of his log; `head`: how many there are. `decision` is JSON. */
  decisions: {
    tenant: string; debtor: string; run: number; seq: number; head: number; recheck_on: string | null; grp: string; place: string; amount: number; days_late: number; stage: string | null; segment: string | null; folded: string;
    handled_on: string | null; next_on: string | null; next_channel: string | null; decision: string;
  };
  decision_runs: { tenant: string; run: number; under: string; day: string; reached_due: string; reached: string; decided: number; total: number; done: number };
  column_mappings: { tenant: string; layout: string; mapping: string; used_at: string };
  documents: { tenant: string; reference: string; path: string };
  /** Companies beside the first one, in the order in which they were added (companies.ts). */
  companies: { id: string; position: number };
  /** Ledgers elsewhere (saved-feeds.ts). `open`, `sealed`, `identity`, `problem`: JSON; `consent`: sealed. */
  feeds: {
    tenant: string; id: string; position: number; kind: string; name: string; open: string; sealed: string; consent: string | null; identity: string | null;
    as_of: string | null; tried_at: string | null; whole_at: string | null; problem: string | null;
    /** 1: reminders are noted there. */
    notes: number;
  };
  /** What is written into a feed of an entry (feed-notes.ts). `seq`, `at`: the entry's; `tries`: how often a server took it on; `held`: until when it is that server's. */
  feed_notes: { tenant: string; feed: string; entry: string; debtor: string; seq: number; at: string; state: string; tries: number; held: string | null };
}
