import type { Author, Instant } from '../../src/core';
import { BlockingFetch, World, googleServices } from '../../src/demo/gmail/host';
import { createHttpRecords } from '../../src/gmail/http-records';
import { MARIE } from '../core/builders';
import { deskOf } from './desk-of-records';
import { ServerApart, tokenOf } from './server-apart';
import { MORNING } from './subject';
import type { Desk, Reading, Subject } from './subject';

/** Server and network of one file of tests. */
export class GmailServerBench {
  private readonly apart = new ServerApart();
  private readonly network = new BlockingFetch();

  readonly open = async (): Promise<Subject & { readonly world: World; readonly address: string }> => {
    const { apart, network } = this;
    const { company, address } = await apart.open();
    let clock: Instant = MORNING;
    const worlds = new Map<string, World>();
    const first = new World({ now: () => Date.parse(clock), user: { email: 'marie@atelier-nord.fr', timeZone: 'Europe/Paris', locale: 'fr' } });
    const worldOf = (author: Author): World => {
      const known = worlds.get(author.id);
      if (known !== undefined) return known;
      const world = author.id === MARIE.id ? first : first.colleague({ email: `${author.id}@atelier-nord.fr`, timeZone: 'Europe/Paris', locale: 'fr' });
      world.fetch = network.fetch;
      world.identityToken = () => tokenOf(author);
      worlds.set(author.id, world);
      return world;
    };
    // What the clock and the ledger are told arrives before the next question.
    let told: Promise<unknown> = Promise.resolve();
    const desk = (author: Author): Desk => deskOf(async (question) => {
      await told;
      Object.assign(globalThis, googleServices(worldOf(author)));
      return question(createHttpRecords({ address, cache: null }));
    });
    return {
      world: worldOf(MARIE), address, desk,
      setNow: (now) => {
        clock = now;
        told = told.then(() => apart.order({ kind: 'now', company, now }));
      },
      read: async (reading: Reading) => {
        await told;
        await apart.order({ kind: 'read', company, reading });
      },
      close: async () => {
        await told;
        await apart.order({ kind: 'close', company });
      },
    };
  };

  async stop(): Promise<void> {
    this.apart.stop();
    await this.network.close();
  }
}
