// `npm run relance -- ...`: what admins and scripts ask. Builds what is missing, then hands over to dist/server/cli.js.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const built = join(root, 'dist/server/cli.js');
const webpack = join(root, 'node_modules/webpack/bin/webpack.js');
const newest = (folder) => readdirSync(folder, { withFileTypes: true })
  .reduce((time, entry) => Math.max(time, entry.isDirectory() ? newest(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs), 0);
const stale = !existsSync(built) || ['core', 'server'].some((room) => existsSync(join(root, 'src', room)) && newest(join(root, 'src', room)) > statSync(built).mtimeMs);
if (stale && existsSync(webpack)) {
  const result = spawnSync(process.execPath, [webpack, '--config-name', 'server'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.status !== 0) {
    console.error('The build failed: read the lines above.');
    process.exit(2);
  }
}
if (!existsSync(built)) {
  console.error('dist/ is incomplete: run npm run build.');
  process.exit(2);
}
process.exitCode = await createRequire(import.meta.url)(built).main({ root, words: process.argv.slice(2), env: process.env, complain: (sentence) => console.error(sentence) });
