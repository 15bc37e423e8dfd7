import { parseSampleMail } from '../sample-mail';
import { DemoClock } from './demo-clock';
import { MAILBOX_SET } from './host/initial-data';
import { readManifest } from './host/manifest';
import { PERMISSIONS } from './host/offered';
import type { Permission } from './host/offered';
import { MailboxState } from './mail/mailbox-state';
import { MailboxWindow } from './mailbox-window';
import { place } from './view/element';

export type { OfficeControl } from './office-control';

/** Phones run this old a set, with single newer calls that Relance does not use. */
const MOBILE_SET = '1.5';

async function start(): Promise<void> {
  const [clock, mail, manifest] = await Promise.all([DemoClock.read(), read('/demo/mail.json').then(parseSampleMail), read('/demo/manifest.xml')]);
  const state = new MailboxState(mail, clock.run, sessionStorage);
  // Another language, an older Outlook, a phone or less permission: /?locale=en-GB&mailbox=1.5&mobile=1&permission=ReadItem
  const asked = new URLSearchParams(location.search);
  const locale = asked.get('locale') ?? 'fr-FR';
  const mobile = asked.get('mobile') === '1';
  const permission = asked.get('permission');
  const box = new MailboxWindow({
    state, clock, locale, manifest: readManifest(manifest, locale), mailboxSet: asked.get('mailbox') ?? (mobile ? MOBILE_SET : MAILBOX_SET), mobile,
    permission: permission !== null && permission in PERMISSIONS ? (permission as Permission) : null,
  });
  window.office = box.control();
}

async function read(path: string): Promise<string> {
  const answer = await fetch(path, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the try-out's server answered ${answer.status} for ${path}`);
  return answer.text();
}

start().catch((error: unknown) => {
  const alert = place('alert');
  alert.hidden = false;
  alert.textContent = `La boîte d’essai n’a pas pu démarrer\u00a0: ${error instanceof Error ? error.message : String(error)}`;
  throw error;
});
