import { DolibarrBookkeeper } from '../../contracts/dolibarr-bookkeeper';
import { RecordedDolibarr } from '../../contracts/dolibarr-recorded';
import type { Answered } from '../../contracts/dolibarr-troubled';
import { TroubledDolibarr } from '../../contracts/dolibarr-troubled';

/** What happens to a note that is handed over; `loses` and `hangs`: it is taken, and the answer never comes. `blind`: nor may it be looked for. */
export type NoteTrouble = 'none' | 'refuses' | 'fails' | 'loses' | 'blind' | 'hangs' | 'babbles';

const said = (status: number, body: unknown): Answered => ({ status, contentType: 'application/json', body: Buffer.from(JSON.stringify(body)) });

/** A Dolibarr with a garage and a bakery that owe, whose agenda may give trouble. */
export class NotedDolibarr {
  trouble: NoteTrouble = 'none';
  /** How often a note was handed over. */
  handed = 0;

  private constructor(readonly dolibarr: RecordedDolibarr, readonly between: TroubledDolibarr, readonly world: DolibarrBookkeeper, private readonly numbers: readonly string[]) {}

  static async open(total = 120_000): Promise<NotedDolibarr> {
    const dolibarr = new RecordedDolibarr('19.0.2');
    let made: NotedDolibarr | null = null;
    const between = await TroubledDolibarr.start(async (asked) => {
      const [writes, looks] = ['POST', 'GET'].map((method) => asked.method === method && asked.url.includes('/agendaevents'));
      const trouble = made?.trouble ?? 'none';
      if (made !== null && writes === true) made.handed += 1;
      if (trouble === 'refuses' && writes === true) return said(403, { error: { code: 403, message: 'Forbidden: Insufficient rights to create your own events' } });
      if (trouble === 'fails' && writes === true) return said(503, { error: { code: 503, message: 'Service Unavailable' } });
      if (trouble === 'babbles' && writes === true) return said(200, { no: 'number' });
      if (trouble === 'blind' && looks === true) return said(403, { error: { code: 403, message: 'Forbidden: Insufficient rights to read events' } });
      const answer = dolibarr.answer(asked);
      if (writes === true && (trouble === 'loses' || trouble === 'blind')) return said(502, 'Bad gateway');
      if (writes === true && trouble === 'hangs') await new Promise(() => undefined);
      return answer;
    });
    const world = await DolibarrBookkeeper.open(new URL('api/index.php/', between.address).href, dolibarr.key, between, dolibarr);
    const numbers = [await world.invoice({ customer: 'Garage du Canigou', number: 'FA-1', issued: '2026-09-01', due: '2026-10-01', total }), await world.invoice({ customer: 'Boulangerie Peyron', number: 'FA-2', issued: '2026-09-01', due: '2026-10-01', total: 5_000 })];
    made = new NotedDolibarr(dolibarr, between, world, numbers);
    return made;
  }

  get values(): { readonly address: string; readonly key: string } {
    return { address: this.between.address, key: this.dolibarr.key };
  }

  /** Others owe here, and these nothing any more. */
  async becomesAnother(): Promise<void> {
    for (const number of this.numbers) await this.world.remove(number);
    for (const customer of ['Menuiserie Lebrun', 'Scierie du Conflent']) {
      await this.world.customer(customer);
      await this.world.invoice({ customer, number: 'FA-3', issued: '2026-09-01', due: '2026-10-01', total: 7_000 });
    }
  }

  /** As they stand in the customer's agenda, lines apart. */
  async notes(customer = 'Garage du Canigou'): Promise<readonly (readonly string[])[]> {
    const trouble = this.trouble;
    this.trouble = 'none';
    const notes = await this.world.notes(customer);
    this.trouble = trouble;
    return notes.map((note) => note.replace(/[\u00a0\u202f]/g, ' ').split('<br>'));
  }

  close(): Promise<void> {
    return this.world.close();
  }
}
