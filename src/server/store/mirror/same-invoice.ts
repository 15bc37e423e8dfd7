import type { Currency, Debtor, Invoice } from '../../../core';

/** One invoice as one source lists it. */
export interface Listed {
  readonly source: number;
  /** The source's own id of the record, and of its customer. */
  readonly external: string;
  readonly at: string;
  /** The customer of the union; one name for all places at which he stands. */
  readonly customer: string;
  /** As its source says him; null: the source says nothing of him. */
  readonly debtor: Debtor | null;
  readonly invoice: Invoice;
}

/** Of customers in several sources only these may make one of two (never the name, never a code). */
export function legalKeys({ legalIds: { siren, siret, vat } }: Pick<Debtor, 'legalIds'>): readonly string[] {
  const ofVat = vat !== null && /^FR..\d{9}$/.test(vat) ? vat.slice(4) : null;
  const one = siren ?? siret?.slice(0, 9) ?? ofVat;
  return [...(one === null ? [] : [`siren:${one}`]), ...(vat === null || ofVat !== null ? [] : [`vat:${vat}`])];
}

/** Minor units of all its instalments. */
export const totalOf = ({ instalments }: Invoice): number => instalments.reduce((sum, { amount }) => sum + amount.minor, 0);

/** null: no instalment, or several currencies, which nothing compares. */
export function currencyOf({ instalments }: Invoice): Currency | null {
  const first = instalments[0]?.amount.currency ?? null;
  return instalments.some(({ amount, outstanding }) => amount.currency !== first || outstanding.currency !== first) ? null : first;
}

const sameCurrency = (a: Invoice, b: Invoice): boolean => currencyOf(a) !== null && currencyOf(a) === currencyOf(b);

/** One total, one currency, one day of issue that both tell. */
const saysTheSame = (a: Invoice, b: Invoice): boolean => a.issued !== null && a.issued === b.issued && sameCurrency(a, b) && totalOf(a) === totalOf(b);

function contradict(a: Debtor | null, b: Debtor | null): boolean {
  const [one, other] = [a === null ? [] : legalKeys(a), b === null ? [] : legalKeys(b)];
  return one.length > 0 && other.length > 0 && !one.some((key) => other.includes(key));
}

/**
 * Records of one number and kind, of all sources, put together where they are one invoice; the first of each group is the
 * one that the first source lists.
 *
 * One customer has one invoice of a number, whatever two ledgers say of it, as long as they say it in one currency. Of
 * customers whom nothing joins, one number with one total of one currency, issued on one day, is one invoice all the same: a
 * company gives a number once (CGI ann. II art. 242 nonies A), unless legal identifiers say that they are two companies. Where
 * a source has two that fit, or the ids of those that fit contradict each other, it is not told which is meant: they stay apart.
 *
 * @param listed by source, and by record within it.
 */
export function groupsOf(listed: readonly Listed[]): readonly (readonly Listed[])[] {
  const groups = ofOneCustomer(listed);
  const fits = (a: Listed, b: Listed): boolean => a.source !== b.source && a.customer !== b.customer && saysTheSame(a.invoice, b.invoice);
  const pairs = listed.flatMap((a, at) => listed.slice(at + 1).filter((b) => fits(a, b)).map((b) => [a, b] as const));
  if (pairs.some(([a, b]) => contradict(a.debtor, b.debtor))) return groups;
  const alone = (a: Listed, source: number): boolean => listed.filter((each) => each.source === source && fits(a, each)).length === 1;
  for (const [a, b] of pairs) {
    if (!alone(a, b.source) || !alone(b, a.source)) continue;
    const [one, other] = [groups.find((group) => group.includes(a)), groups.find((group) => group.includes(b))];
    if (one === undefined || other === undefined || one === other || one.some(({ source }) => other.some((each) => each.source === source))) continue;
    one.push(...other);
    one.sort((x, y) => listed.indexOf(x) - listed.indexOf(y));
    groups.splice(groups.indexOf(other), 1);
  }
  return groups.sort((x, y) => listed.indexOf(x[0] as Listed) - listed.indexOf(y[0] as Listed));
}

/** A source that lists a number twice for one customer means two: each finds at most one of another source, one that says the same first. */
function ofOneCustomer(listed: readonly Listed[]): Listed[][] {
  const groups: Listed[][] = [];
  for (const record of listed) {
    const free = groups.filter((group) => group[0]?.customer === record.customer && !group.some(({ source }) => source === record.source) && sameCurrency((group[0] as Listed).invoice, record.invoice));
    const group = free.find(([first]) => saysTheSame((first as Listed).invoice, record.invoice)) ?? free[0];
    if (group === undefined) groups.push([record]);
    else group.push(record);
  }
  return groups;
}
