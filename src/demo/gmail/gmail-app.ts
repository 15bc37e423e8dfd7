import { Hono } from 'hono';
import { LOCAL_HOSTS, onlyOurPane } from '../../server/door';
import { deskCall, modeOf } from './desk-call';
import type { DeskThread } from './desk-thread';

/** What the Gmail page asks: every answer comes out of the thread in which the sidebar runs. */
export function createGmailApp(desk: DeskThread): Hono {
  const app = new Hono();
  app.use('*', onlyOurPane({ hosts: LOCAL_HOSTS, secret: null }));
  app.post('/:mode', async (c) => {
    const mode = modeOf.safeParse(c.req.param('mode'));
    const call = deskCall.safeParse(await c.req.json().catch(() => null));
    if (!mode.success || !call.success) return c.json({ code: 'no-call' }, 400);
    if (desk.missing() !== null) return c.text('le module Gmail n’est pas construit (npm run build)', 503);
    return c.json(await desk.ask(mode.data, call.data), 200, { 'cache-control': 'no-store' });
  });
  return app;
}
