/** completed: the function said so; no-such-function: the page does not associate it; never: it did not end in time. */
export type CommandEnd = 'completed' | 'no-such-function' | 'never';

const NO_SUCH_FUNCTION = 11101;
const SANDBOX = 'allow-scripts allow-forms allow-same-origin';

/** One run of a function command: the hidden page lives until the function has said that it is done. */
export class CommandRun {
  private readonly id = crypto.randomUUID();
  private ended: ((end: CommandEnd) => void) | null = null;

  constructor(private readonly button: string, private readonly functionName: string, private readonly limitMs: number) {}

  /** The event that starts the function. */
  invocation(): readonly string[] {
    return [this.id, this.functionName, JSON.stringify({ source: { id: this.button } })];
  }

  /** @returns false: not this run. */
  completed(id: unknown, status: unknown): boolean {
    if (id !== this.id || this.ended === null) return false;
    this.ended(status === NO_SUCH_FUNCTION ? 'no-such-function' : 'completed');
    return true;
  }

  async in(into: HTMLElement, start: (frame: HTMLIFrameElement) => void): Promise<CommandEnd> {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.title = 'Commande en cours';
    frame.setAttribute('sandbox', SANDBOX);
    start(frame);
    into.append(frame);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = await new Promise<CommandEnd>((done) => {
      this.ended = done;
      timer = setTimeout(() => done('never'), this.limitMs);
    });
    clearTimeout(timer);
    this.ended = null;
    // The answer to its last call is still on the way.
    setTimeout(() => frame.remove());
    return end;
  }
}
