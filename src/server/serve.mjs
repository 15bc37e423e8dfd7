// `npm run serve`: production's start. Plain Node: checks what must be there, builds what is missing, hands over to dist/server/main.js.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Relance needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}
if (!existsSync(join(root, 'node_modules', 'libsql'))) {
  console.error('The packages are not installed: run npm ci (without --omit=optional: the database is an optional package of your system).');
  process.exit(1);
}

const newest = (folder) => readdirSync(folder, { withFileTypes: true })
  .reduce((time, entry) => Math.max(time, entry.isDirectory() ? newest(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs), 0);
const built = [join(root, 'dist/server/main.js'), join(root, 'dist/outlook/index.html')];
const webpack = join(root, 'node_modules/webpack/bin/webpack.js');
const sources = ['core', 'server', 'outlook'].map((room) => join(root, 'src', room)).filter(existsSync);
const stale = built.some((file) => !existsSync(file) || sources.some((folder) => newest(folder) > statSync(file).mtimeMs));
if (stale && existsSync(webpack)) {
  console.log('Building the server and the pane (half a minute the first time) ...');
  const result = spawnSync(process.execPath, [webpack, '--config-name', 'server', '--config-name', 'pane'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.status !== 0) {
    console.error('The build failed: read the lines above.');
    process.exit(1);
  }
}
if (!built.every((file) => existsSync(file))) {
  console.error('dist/ is incomplete: run npm run build.');
  process.exit(1);
}
await createRequire(import.meta.url)(built[0]).main(root);
