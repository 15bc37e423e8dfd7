import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { parseSampleMail } from '../sample-mail';
import { readAddinManifest } from './addin-manifest';
import type { DeskAnswer, DeskQuestion, DeskSetting } from './desk-words';
import { GmailDesk } from './gmail-desk';
import { BlockingFetch } from './host';
import { connect } from './connect';
import { sampleWorld } from './sample-world';
import type { Mode } from './view/mailbox-json';

const setting = workerData as DeskSetting;
const port = parentPort;
if (port === null) throw new Error('the sidebar runs in a thread of its own');

let clock = { now: 0, readAt: 0 };
const now = (): number => clock.now + (performance.now() - clock.readAt);

const code = readFileSync(join(setting.addinFolder, 'Code.js'), 'utf8');
const manifest = readAddinManifest(readFileSync(join(setting.addinFolder, 'appsscript.json'), 'utf8'));
const net = new BlockingFetch({ ca: setting.authority });
const desks = new Map<Mode, GmailDesk>();

/** Each mode is a mailbox of its own: what one log says must not be read out of the other's mail. */
function deskOf(mode: Mode): GmailDesk {
  const known = desks.get(mode);
  if (known !== undefined) return known;
  const sample = sampleWorld(parseSampleMail(setting.mail), { now, scopes: manifest.scopes });
  sample.world.fetch = net.fetch;
  sample.world.identityToken = () => setting.token;
  connect(sample.world, mode, setting);
  const desk = new GmailDesk(sample, code, manifest);
  desks.set(mode, desk);
  return desk;
}

port.on('message', ({ turn, now: told, mode, call }: DeskQuestion) => {
  clock = { now: told, readAt: performance.now() };
  const say = (word: Omit<DeskAnswer, 'turn'>): void => port.postMessage({ turn, ...word });
  try {
    say({ answer: deskOf(mode).answer(call), failure: null });
  } catch (error) {
    say({ answer: null, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
