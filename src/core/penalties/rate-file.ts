import { addDays, isLocalDate, isSemester, nextSemester, semesterBegins, semesterEnds } from '../calendar';
import type { LocalDate, Semester } from '../calendar';
import { fail, ok } from '../result';
import type { Result } from '../result';
import { parseRate } from './rates';
import type { AnnualRate, Confidence, RateFact, RateSeries, RateTable } from './types';

/** A mistake in a rate file: the place as a path ("semesters[35].ecbMroPct") and what is wrong there. */
export interface RateFileFault {
  readonly at: string;
  readonly why:
    | 'not-a-rate-file'
    | 'missing'
    | 'not-a-rate'
    | 'not-a-date'
    | 'not-a-semester'
    | 'not-a-confidence'
    | 'twice'
    /** A semester is left out between two known ones. */
    | 'gap'
    /** Nothing says where the figure comes from. */
    | 'no-source'
    /** A figure that can be reckoned from others does not agree with them: one of them is a slip. */
    | 'does-not-agree';
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const rowsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

/** Longer evidence is cut: a statement carries it. */
const LONGEST = 300;
const TEN_POINTS = 100_000;
const EIGHT_POINTS = 80_000;

class FileReader {
  readonly faults: RateFileFault[] = [];

  fault(at: string, why: RateFileFault['why']): null {
    this.faults.push({ at, why });
    return null;
  }

  rate(row: Fields, field: string, at: string): AnnualRate | null {
    const text = row[field];
    if (text === undefined) return this.fault(`${at}.${field}`, 'missing');
    return (typeof text === 'string' ? parseRate(text) : null) ?? this.fault(`${at}.${field}`, 'not-a-rate');
  }

  date(row: Fields, field: string, at: string): LocalDate | null {
    const text = row[field];
    return typeof text === 'string' && isLocalDate(text) ? text : this.fault(at === '' ? field : `${at}.${field}`, 'not-a-date');
  }

  semester(row: Fields, at: string): Semester | null {
    const text = row.semester;
    return typeof text === 'string' && isSemester(text) ? text : this.fault(`${at}.semester`, 'not-a-semester');
  }

  confidence(row: Fields, at: string): Confidence {
    const text = row.confidence;
    if (text === 'high' || text === 'medium-high' || text === 'medium') return text;
    this.fault(`${at}.confidence`, 'not-a-confidence');
    return 'medium';
  }

  agrees(at: string, found: AnnualRate | null, reckoned: number): void {
    if (found !== null && found !== reckoned) this.fault(at, 'does-not-agree');
  }
}

/**
 * Reads a dated file of rates (assets/rates). Rates are decimal strings, never numbers. Figures that follow from others (the
 * default rate, three times the legal rate, the rate in force on the first day of a semester) are checked against them: an
 * edit by hand must be right twice.
 *
 * @returns every mistake with its place; a file with one mistake is not used at all.
 */
export function parseRates(file: unknown): Result<RateTable, readonly RateFileFault[]> {
  const read = new FileReader();
  const root = fieldsOf(file);
  if (root.schema !== 'ar-reminder/rates@1') return fail([{ at: 'schema', why: 'not-a-rate-file' }]);
  const version = read.date(root, 'asOf', '');
  const [ecb, legal, legalIndividual] = [new Map<Semester, RateFact>(), new Map<Semester, RateFact>(), new Map<Semester, RateFact>()];
  readLegal(read, rowsOf(root.frLegalInterest), legal, legalIndividual);
  readEcb(read, rowsOf(root.semesters), rowsOf(root.ecbMroChanges), ecb, legal);
  const countries = fieldsOf(root.countries);
  const series: Readonly<Record<RateSeries, Readonly<Record<string, RateFact>>>> = {
    'ecb-refi': plain(ecb),
    'fr-legal-professional': plain(legal),
    'fr-legal-individual': plain(legalIndividual),
    'de-base': plain(readCountry(read, fieldsOf(countries.DE), 'countries.DE', 'baseRate')),
    'uk-bank-rate': plain(readCountry(read, fieldsOf(countries.UK), 'countries.UK', 'referenceRate')),
  };
  return version === null || read.faults.length > 0 ? fail(read.faults) : ok({ version, series });
}

function plain(facts: ReadonlyMap<Semester, RateFact>): Readonly<Record<string, RateFact>> {
  const record: Record<string, RateFact> = {};
  for (const [semester, fact] of facts) record[semester] = fact;
  return record;
}

/** Keeps a semester that is new and follows the one before it. */
function keep(read: FileReader, facts: Map<Semester, RateFact>, semester: Semester, fact: RateFact, at: string): void {
  const before = [...facts.keys()].pop();
  if (facts.has(semester)) read.fault(`${at}.semester`, 'twice');
  else if (before !== undefined && nextSemester(before) !== semester) read.fault(`${at}.semester`, 'gap');
  else facts.set(semester, fact);
}

function readLegal(read: FileReader, rows: readonly Fields[], professional: Map<Semester, RateFact>, individual: Map<Semester, RateFact>): void {
  if (rows.length === 0) read.fault('frLegalInterest', 'missing');
  rows.forEach((row, index) => {
    const at = `frLegalInterest[${index}]`;
    const semester = read.semester(row, at);
    const [others, individuals, floor] = [read.rate(row, 'otherCasesPct', at), read.rate(row, 'individualsPct', at), read.rate(row, 'floor3xPct', at)];
    const confidence = read.confidence(row, at);
    const sources = Array.isArray(row.sources) ? row.sources.filter((source): source is string => textOf(source) !== null) : [];
    const evidence = [textOf(row.act), ...sources].filter((part): part is string => part !== null).join(' ; ').slice(0, LONGEST);
    if (sources.length === 0) read.fault(`${at}.sources`, 'no-source');
    if (semester === null || others === null || individuals === null) return;
    read.agrees(`${at}.floor3xPct`, floor, others * 3);
    keep(read, professional, semester, { rate: others, since: null, evidence, confidence }, at);
    if (!individual.has(semester)) individual.set(semester, { rate: individuals, since: null, evidence, confidence });
  });
}

interface Change {
  readonly effective: LocalDate;
  readonly rate: AnnualRate;
  readonly evidence: string;
}

function readChanges(read: FileReader, rows: readonly Fields[]): readonly Change[] {
  if (rows.length === 0) read.fault('ecbMroChanges', 'missing');
  const changes: Change[] = [];
  rows.forEach((row, index) => {
    const at = `ecbMroChanges[${index}]`;
    const [effective, rate, evidence] = [read.date(row, 'effective', at), read.rate(row, 'ratePct', at), textOf(row.evidence)];
    if (evidence === null) read.fault(`${at}.evidence`, 'no-source');
    const before = changes[changes.length - 1];
    if (effective !== null && before !== undefined && effective <= before.effective) read.fault(`${at}.effective`, effective === before.effective ? 'twice' : 'does-not-agree');
    if (effective !== null && rate !== null && evidence !== null) changes.push({ effective, rate, evidence: evidence.slice(0, LONGEST) });
  });
  return changes;
}

function readEcb(read: FileReader, rows: readonly Fields[], changeRows: readonly Fields[], ecb: Map<Semester, RateFact>, legal: ReadonlyMap<Semester, RateFact>): void {
  const changes = readChanges(read, changeRows);
  if (rows.length === 0) read.fault('semesters', 'missing');
  rows.forEach((row, index) => {
    const at = `semesters[${index}]`;
    const [semester, rate, since] = [read.semester(row, at), read.rate(row, 'ecbMroPct', at), read.date(row, 'mroInForceSince', at)];
    const confidence = read.confidence(row, at);
    if (semester === null || rate === null || since === null) return;
    if (row.from !== semesterBegins(semester) || row.to !== semesterEnds(semester)) read.fault(`${at}.from`, 'does-not-agree');
    read.agrees(`${at}.frDefaultPenaltyPct`, read.rate(row, 'frDefaultPenaltyPct', at), rate + TEN_POINTS);
    read.agrees(`${at}.eu8Pct`, read.rate(row, 'eu8Pct', at), rate + EIGHT_POINTS);
    const ofLegal = legal.get(semester);
    if (row.frLegalProPct !== undefined) read.agrees(`${at}.frLegalProPct`, read.rate(row, 'frLegalProPct', at), ofLegal?.rate ?? -1);
    const inForce = changes.filter(({ effective }) => effective < addDays(semesterBegins(semester), 1)).pop();
    if (inForce === undefined) read.fault(`${at}.mroInForceSince`, 'no-source');
    else if (inForce.effective !== since || inForce.rate !== rate) read.fault(`${at}.ecbMroPct`, 'does-not-agree');
    else keep(read, ecb, semester, { rate, since, evidence: inForce.evidence, confidence }, at);
  });
}

/** Semesters and rates of one country; none of them need be known. */
function readCountry(read: FileReader, country: Fields, at: string, field: string): ReadonlyMap<Semester, RateFact> {
  const facts = new Map<Semester, RateFact>();
  const rates = fieldsOf(country[field]);
  const evidence = (Array.isArray(country.sources) ? country.sources.filter((source): source is string => textOf(source) !== null) : []).join(' ; ').slice(0, LONGEST);
  for (const key of Object.keys(rates)) {
    const rate = read.rate(rates, key, `${at}.${field}`);
    if (!isSemester(key)) read.fault(`${at}.${field}.${key}`, 'not-a-semester');
    else if (rate !== null) facts.set(key, { rate, since: null, evidence, confidence: 'medium-high' });
  }
  if (facts.size > 0 && evidence === '') read.fault(`${at}.sources`, 'no-source');
  return facts;
}
