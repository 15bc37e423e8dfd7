import type { DemoClock } from './demo-clock';
import type { OpenItem } from './host/open-item';
import type { SimulatedOutlook } from './host/simulated-outlook';
import type { MailboxState } from './mail/mailbox-state';
import type { IncidentControl } from './office-control';
import type { ComposeWindow } from './view/compose-window';
import type { Incident } from './view/incidents-menu';

export interface IncidentsOptions {
  readonly outlook: SimulatedOutlook;
  readonly state: MailboxState;
  readonly clock: DemoClock;
  readonly open: () => Extract<OpenItem, { kind: 'read' }> | null;
  /** The open message has this id now. */
  readonly moved: (id: string) => void;
  readonly reloadPane: () => void;
  readonly draft: () => ComposeWindow | null;
  readonly redraw: () => void;
}

const SLOW_MS = 2_000;
const HOUR = 60;

/** What goes wrong on an ordinary day: ordered by tests, and tried out by hand from the Incidents menu. */
export class Incidents {
  constructor(private readonly options: IncidentsOptions) {}

  list(): readonly Incident[] {
    const { outlook, reloadPane, redraw } = this.options;
    const { faults } = outlook;
    const control = this.control();
    const then = (act: () => void) => () => {
      act();
      redraw();
    };
    const later = (act: () => Promise<void>) => () => void act().then(redraw);
    return [
      { label: 'Outlook répond avec 2\u00a0s de retard', on: faults.latencyMs > 0, act: then(() => control.latency(faults.latencyMs > 0 ? 0 : SLOW_MS)) },
      { label: 'Outlook ne répond plus', on: faults.silent, act: then(() => control.silent(!faults.silent)) },
      { label: 'Plusieurs comptes dans Outlook', on: faults.severalAccounts, act: then(() => control.severalAccounts(!faults.severalAccounts)) },
      { label: 'Aucune fenêtre de réponse ne s’ouvre', on: faults.forms === 'refused', act: then(() => control.forms(faults.forms === 'refused' ? 'work' : 'refused')) },
      { label: 'Le prochain changement de message n’est pas signalé', on: faults.missedItemChanges > 0, act: then(() => control.missItemChanged(faults.missedItemChanges > 0 ? 0 : 1)) },
      { label: 'Recharger le volet', on: null, act: reloadPane },
      { label: 'Déplacer le message dans un autre dossier', on: null, act: () => control.moveOpenItem(true) },
      { label: 'Avancer l’horloge du serveur d’une heure', on: null, act: later(() => control.shiftClock(HOUR)) },
      { label: 'Mettre l’ordinateur en veille une heure', on: null, act: later(() => control.sleep(HOUR)) },
    ];
  }

  control(): IncidentControl {
    const { outlook, state, clock, open, moved, reloadPane, draft } = this.options;
    const { faults } = outlook;
    return {
      latency: (ms) => { faults.latencyMs = ms; },
      missItemChanged: (times) => { faults.missedItemChanges = times; },
      severalAccounts: (on) => { faults.severalAccounts = on; },
      forms: (how) => { faults.forms = how; },
      silent: (on) => { faults.silent = on; },
      moveOpenItem: (told) => {
        const item = open();
        const id = item === null ? null : state.renew(item.message.id);
        if (id === null) return;
        if (!told) faults.missedItemChanges += 1;
        moved(id);
      },
      share: (thread, mailbox) => state.share(thread, mailbox),
      plainText: (on) => draft()?.switchFormat(on),
      shiftClock: (minutes) => clock.shift(minutes),
      sleep: async (minutes) => {
        const slept = clock.sleep(minutes);
        faults.sleepUntil(slept);
        await slept;
      },
      commandLimit: (ms) => { outlook.commandLimitMs = ms; },
      reloadPane,
    };
  }
}
