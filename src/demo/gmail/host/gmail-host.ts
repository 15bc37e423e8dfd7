import { Script } from 'node:vm';
import { answerOf, cardsOf, functionsOf } from './card-answer';
import type { CardAnswer } from './card-answer';
import { cardFaults } from './card-schema';
import { withoutExtras } from './card/cards';
import { countCalls } from './calls';
import type { CallCount } from './calls';
import { Execution, LIMIT_MS } from './execution';
import type { FailureName } from './faults';
import { servicesOf } from './google-services';
import { notSimulated, ScriptStopped, ServiceError } from './service-error';
import { scriptRealm } from './script-realm';
import type { World } from './world';

export interface GmailHostOptions {
  /** Compiles Code.js once and not before every callback, as for figures of many callbacks; default true. */
  readonly keepCompiled?: boolean;
  /** Real milliseconds after which a loop without end is stopped; default: the 30 s of an add-on. */
  readonly limitMs?: number;
}

/** Where Gmail calls a function from. `trigger`: contextual, homepage and compose triggers; `compose-click`: setComposeAction. */
export type Place = 'trigger' | 'click' | 'compose-click' | 'universal' | 'anywhere';
const ANY = ['cards', 'action', 'universal', 'compose', 'update-draft', 'consent'] as const;
const ACCEPTED: Readonly<Record<Place, readonly CardAnswer['kind'][]>> = {
  trigger: ['cards', 'consent'], click: ['action', 'update-draft', 'consent'], 'compose-click': ['compose', 'consent'], universal: ['universal', 'consent'], anywhere: ANY,
};
const stopped = (): ScriptStopped => new ScriptStopped('Exceeded maximum execution time');
const messageOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error));

/** What the last callback cost. */
export interface Spent {
  /** Real milliseconds of the script, loading included, time inside services not. */
  readonly scriptMs: number;
  /** Real milliseconds for evaluating Code.js. */
  readonly loadMs: number;
}

interface Run {
  readonly at: Execution;
  readonly context: Record<string, unknown>;
  /** Real milliseconds. */
  readonly loadMs: number;
}
const RUN = '$run';
const RUNNING = new Script(`${RUN}()`);

/** Gmail's sidebar for one user: loads Code.js in a fresh realm for every callback, as Google does, and refuses what Google would refuse. */
export class GmailHost {
  private readonly compiled: Script | null;
  private readonly limitMs: number;
  private made: CallCount = countCalls([]);
  private cost: Spent = { scriptMs: 0, loadMs: 0 };

  /** @param code the built Code.js */
  constructor(readonly world: World, private readonly code: string, { keepCompiled = true, limitMs = LIMIT_MS }: GmailHostOptions = {}) {
    this.limitMs = limitMs;
    this.compiled = keepCompiled ? new Script(code, { filename: 'Code.js' }) : null;
  }

  /** Of the last callback. */
  get calls(): CallCount {
    return this.made;
  }

  /** Of the last callback. */
  get spent(): Spent {
    return this.cost;
  }

  failNext(what: FailureName, times = 1): void {
    this.world.faults.failNext(what, times);
  }

  /**
   * Runs one function of Code.js.
   * @throws Error when the script throws, is stopped by Google, answers nothing that Gmail can show, or has a slip (an unknown member, wrong arguments, a card that card.v1 does not know), though it may have caught it.
   * @param place where Gmail calls it from: only some answers are accepted there; without: any.
   */
  call(functionName: string, event: object, place: Place = 'anywhere'): CardAnswer {
    const run = this.begin();
    try {
      return this.checked(run, answerOf(this.answer(run, functionName, event)), place);
    } catch (error) {
      const { consent } = run.at;
      if (consent !== null && (consent.ends || messageOf(error) === consent.message)) return { kind: 'consent', url: consent.url, resource: consent.resource };
      throw run.at.wasStopped ? stopped() : (run.at.slips[0] ?? error);
    } finally {
      this.end(run.at, run.loadMs);
    }
  }

  /** The functions that Code.js offers to the manifest and to actions. */
  functions(): readonly string[] {
    const { context } = this.begin();
    return Object.keys(context).filter((name) => typeof context[name] === 'function');
  }

  /** Runs the function as a script of its own: V8 stops only those. */
  private answer({ at, context }: Run, functionName: string, event: object): unknown {
    const target = context[functionName];
    if (typeof target !== 'function') throw new Error(`Script function not found: ${functionName}`);
    const given = at.realm.hand(event);
    Object.defineProperty(context, RUN, { value: () => (target as (given: unknown) => unknown)(given) });
    try {
      return RUNNING.runInContext(context, { timeout: this.limitMs }) as unknown;
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') at.stop();
      throw error;
    } finally {
      at.finish();
    }
  }

  private begin(): Run {
    const { world } = this;
    const { context, realm } = scriptRealm(() => world.now(), (what) => { throw at.tell(notSimulated(what)); });
    const at: Execution = new Execution(world, realm);
    Object.assign(context, servicesOf(at));
    at.start();
    const began = performance.now();
    (this.compiled ?? new Script(this.code, { filename: 'Code.js' })).runInContext(context);
    return { at, context: context as Record<string, unknown>, loadMs: performance.now() - began };
  }

  private checked({ at, context }: Run, answer: CardAnswer, place: Place): CardAnswer {
    if (at.consent?.ends === true) throw at.consent;
    if (at.wasStopped) throw stopped();
    const [slip] = at.slips;
    if (slip !== undefined) throw slip;
    if (!ACCEPTED[place].includes(answer.kind)) throw new ServiceError(`Gmail does not accept the answer ${answer.kind} from a ${place}`);
    const cards = cardsOf(answer);
    const faults = cards.flatMap((card) => cardFaults(withoutExtras(card)));
    if (faults.length > 0) throw new ServiceError(`a card that google.apps.card.v1 does not know: ${faults.join('; ')}`);
    const missing = functionsOf(cards).find((name) => typeof context[name] !== 'function');
    if (missing !== undefined) throw new ServiceError(`a card names the function ${missing}, which Code.js does not have`);
    return answer;
  }

  /** Google lets go of the lock at the end of every run. */
  private end(at: Execution, loadMs: number): void {
    this.world.lock.release(at);
    this.made = countCalls(at.calls);
    this.cost = { scriptMs: at.scriptMs, loadMs };
  }
}
