import { start } from '../../../src/server/main';

/** Starts the server as an account that may not write to the data folder (root may everything: then as `nobody`); says what it met. */
async function main(): Promise<void> {
  const [, , , data = '', root = ''] = process.argv;
  if (process.getuid?.() === 0) {
    process.setgid?.(65_534);
    process.setuid?.(65_534);
  }
  const said: string[] = [];
  const started = await start({ root, args: ['--user', 'Nadia', '--data', data, '--port', '0'], env: { TMPDIR: process.env['TMPDIR'] }, say: (line) => said.push(line) });
  if (!started.ok) {
    process.stdout.write(JSON.stringify({ message: started.problem.message }));
    return;
  }
  const { store, url, stop } = started.value;
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  const secret = /<meta name="relance-session" content="([\w-]+)">/.exec(await (await fetch(`${url}/`)).text())?.[1] ?? '';
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, { method: body === undefined ? 'GET' : 'POST', headers: { 'x-relance-session': secret, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: answer.status, ...((await answer.json()) as object) };
  };
  const [debtor] = (await store.overdue('company', '2026-11-23' as never, 0, 1)).debtors;
  const session = await ask('/api/v1/session');
  const file = await ask(`/api/v1/debtors/${String(debtor)}/case-file`);
  const entry = { requestId: 'r1', company: 'company', debtor, fact: { kind: 'note', text: 'vu' }, contentHash: null, policyVersion: null, rulesVersion: '1' };
  const noted = await ask('/api/v1/log', { entry, text: null });
  await stop();
  process.stdout.write(JSON.stringify({ said: said.join('\n'), session, file, noted }));
}
void main();
