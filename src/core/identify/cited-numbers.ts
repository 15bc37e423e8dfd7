import type { Pack } from '../case-file';
import type { DebtorId } from '../ledger/types';
import { domainOf } from './addresses';
import { speaksOfOthers } from './automatic-mail';
import { clueOf, debtorsVia, type Evidence, type Force, type Hits } from './evidence';
import { plainText } from './fold-text';
import { natureOf } from './free-mail';
import { invoiceKeys, matchLevel } from './invoice-keys';
import type { Reading } from './read-thread';
import type { Sighting, Sightings } from './sightings';
import type { HintHit } from './types';
import type { WrittenNumber } from './written-numbers';

/** "n° 214245": fewer digits may be anybody's. */
const LEAST_MARKED = 6;

export function numbers(reading: Reading, seen: Sightings, find: Hits, pack: Pack, known: boolean): readonly Evidence[] {
  const privately = arePrivate(reading, pack);
  const supplying = seen.foreignAccount || seen.sendsInvoice || seen.asksForMoney;
  // A machine that tells us of an invoice's status speaks of one that we sent out.
  const told = seen.status && !supplying && reading.correspondents.some((party) => speaksOfOthers(party.address));
  const trusted = known || (privately && !seen.foreignAccount && !seen.sendsInvoice);
  // What we wrote names a debtor, unless he to whom we wrote calls the invoice his own and is a stranger: then we wrote of his.
  const his = (number: string): boolean => !known && ((seen.weBuy && !privately) || ((supplying || !privately) && seen.claimed.has(invoiceKeys(number).folded)));
  const bare = seen.numbers.filter((sighting) => isInvoiceLike(sighting) && !sighting.value.hasLetters && sighting.value.digits >= LEAST_MARKED);
  // One may be anything; two of them that are both in the ledger are hardly chance.
  const several = new Set(bare.flatMap(({ value }) => (find('number', value.value).some((hit) => fittingOf(hit).length > 0) ? [value.value] : []))).size > 1;
  // Bare digits of a stranger who speaks of no invoice, debt or payment are a meter, a case, a door.
  const unsure = ({ value, writer, place }: Sighting<WrittenNumber>): boolean =>
    !several && (writer === 'them' || writer === 'colleague') && !known && !seen.ofMoney && !value.hasLetters && value.context !== 'invoice' && place !== 'quoted' && place !== 'thread';
  const idle = (sighting: Sighting<WrittenNumber>): boolean => unsure(sighting) && !(seen.ofPaper && sighting.value.context === 'marked');
  // A file called like an invoice and nothing said of it: suppliers send theirs so.
  const bareFile = ({ value, place, writer }: Sighting<WrittenNumber>): boolean => place === 'attachment' && writer === 'them' && !known && !seen.ofMoney && (value.context === 'marked' || value.context === 'invoice');
  const outsiders = reading.addressed.length + reading.bystanders.length > 0;
  return seen.numbers.filter(isInvoiceLike).flatMap((sighting) =>
    find('number', sighting.value.value).flatMap((hit) =>
      fittingOf(hit).map(({ debtor, number, open }) => ({
        debtor,
        clue: clueOf('invoice-number', number, sighting.place, { open, file: sighting.file }),
        force: reading.amongUs && sighting.writer !== 'third' ? forceAmongUs(sighting, hit.count, open, seen.owed || (sighting.place === 'thread' && outsiders)) : forceOfNumber(sighting, several, hit.count, sighting.writer === 'us' ? !his(sighting.value.value) : (trusted && !unsure(sighting) && !bareFile(sighting)) || (told && sighting.value.hasLetters), known),
        family: 'number' as const,
        source: sighting.value.value,
        ...(idle(sighting) ? { idle: true as const } : {}),
      })),
    ),
  );
}

/**
 * Colleagues know our numbers: what one of them writes to another of an invoice names its customer, unless it may be one that
 * we owe. The name of a file, and figures that nothing calls an invoice, are asked.
 */
function forceAmongUs({ value, place, writer }: Sighting<WrittenNumber>, debtors: number, open: boolean | null, owed: boolean): Force {
  const plain = (value.hasLetters && value.digits >= 3) || (value.context === 'invoice' && value.digits >= LEAST_AMONG_US && open !== false);
  return debtors === 1 && plain && !owed && place !== 'attachment' && (place !== 'quoted' || writer === 'us') ? 'names' : 'suggests';
}
const LEAST_AMONG_US = 5;

/** Who writes "votre code client" gave it himself. */
const GIVEN_BY_HIM = /\b(?:votre|your)\b.{0,20}\b(?:client|customer|compte|account)\b/i;

const arePrivate = (reading: Reading, pack: Pack): boolean => reading.correspondents.every((party) => natureOf(domainOf(party.address), pack.domainOverrides) === 'free-mail');

/** Digits behind "client" or "commande" are no invoice. */
const isInvoiceLike = ({ value }: Sighting<WrittenNumber>): boolean => value.hasLetters || (value.context !== 'customer' && value.context !== 'order');

/**
 * A customer code or an order tells debtors apart that something else suggested; many firms number theirs alike. A private
 * mail that gives the code we gave its writer names him.
 */
export function codes(reading: Reading, seen: Sightings, find: Hits, pack: Pack): readonly Evidence[] {
  const supplying = seen.foreignAccount || seen.sendsInvoice || seen.asksForMoney;
  const given = reading.passages.some((passage) => passage.writer === 'them' && GIVEN_BY_HIM.test(plainText(passage.text)));
  const privately = !reading.ours && !supplying && !given && reading.correspondents.length > 0 && arePrivate(reading, pack);
  return (['customer-code', 'order-number'] as const).flatMap((via) =>
    seen.numbers.flatMap(({ value: { value, context, hasLetters }, place, writer, file }) => {
      const found = debtorsVia(find('number', value), via);
      if (found.count !== 1 || (!hasLetters && context !== (via === 'customer-code' ? 'customer' : 'order'))) return [];
      const own = via === 'customer-code' && privately && writer === 'them' && (place === 'subject' || place === 'message');
      return found.debtors.map(({ debtor, number }) => ({ debtor, clue: clueOf(via, number ?? value, place, { file }), force: own ? ('names' as const) : ('suggests' as const), family: 'code' as const, source: value }));
    }),
  );
}

interface Fitting {
  readonly debtor: DebtorId;
  readonly number: string;
  readonly open: boolean | null;
}

function fittingOf(hit: HintHit): readonly Fitting[] {
  return hit.debtors.flatMap(({ debtor, via, number, open }) => {
    // A source that answers more loosely than the rules allow is not believed.
    return via !== 'invoice' || number === null || matchLevel(hit.value, number) === null ? [] : [{ debtor, number, open }];
  });
}

/**
 * A cited number names a debtor when it can hardly be anything else (it has the ledger's letters, or stands behind
 * "facture"; without its prefix it is the only one) and when the writer has to do with us: we ourselves, somebody whom
 * the ledger knows, or a private address. A company that the ledger does not know may number its own invoices as we do,
 * and who writes "notre facture" may be a supplier.
 */
function forceOfNumber(sighting: Sighting<WrittenNumber>, oneOfSeveral: boolean, debtors: number, trusted: boolean, known: boolean): Force {
  const { hasLetters, context, digits } = sighting.value;
  const plain = (hasLetters && digits >= 3) || (context === 'invoice' && digits >= 4) || ((context === 'marked' || oneOfSeveral) && digits >= LEAST_MARKED);
  if (debtors !== 1 || !plain || (sighting.value.claimed && sighting.writer !== 'us' && sighting.writer !== 'colleague')) return 'suggests';
  switch (sighting.writer) {
    case 'us':
    case 'them': return trusted ? 'names' : 'suggests';
    case 'colleague': return known ? 'names' : 'suggests';
    case 'third': return 'suggests';
  }
}
