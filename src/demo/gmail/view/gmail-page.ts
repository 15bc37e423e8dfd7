import { DemoClock } from '../../outlook/demo-clock';
import { place } from '../../outlook/view/element';
import { GmailApi } from './gmail-api';
import { GmailWindow } from './gmail-window';
import type { Mode } from './mailbox-json';

async function start(): Promise<void> {
  const mode: Mode = new URLSearchParams(location.search).get('mode') === 'server' ? 'server' : 'sheet';
  const api = new GmailApi(mode);
  const [clock, mailbox] = await Promise.all([DemoClock.read(), api.mailbox()]);
  new GmailWindow(api, clock, mailbox, (wanted) => location.assign(`/gmail?mode=${wanted}`));
  document.body.dataset['ready'] = 'true';
}

start().catch((error: unknown) => {
  const alert = place('alert');
  alert.hidden = false;
  alert.textContent = `La boîte Gmail d’essai n’a pas pu démarrer\u00a0: ${error instanceof Error ? error.message : String(error)}`;
  throw error;
});
