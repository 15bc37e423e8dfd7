// `npm run manifest`: writes the manifest for a host name and a company, and checks it against the built pane. Builds what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const newest = (folder) => readdirSync(folder, { withFileTypes: true })
  .reduce((time, entry) => Math.max(time, entry.isDirectory() ? newest(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs), 0);
const built = { server: [join(root, 'dist/server/manifest.js'), 'server'], pane: [join(root, 'dist/outlook/command.html'), 'outlook'] };
const stale = Object.entries(built).filter(([, [file, room]]) => !existsSync(file) || ['core', room].some((each) => newest(join(root, 'src', each)) > statSync(file).mtimeMs)).map(([name]) => name);
if (stale.length > 0) {
  const result = spawnSync(process.execPath, [join(root, 'node_modules/webpack/bin/webpack.js'), ...stale.flatMap((name) => ['--config-name', name])], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.status !== 0) {
    console.error('The build failed: read the lines above.');
    process.exit(2);
  }
}
const { main } = createRequire(import.meta.url)(built.server[0]);
process.exitCode = main({ root, words: process.argv.slice(2), print: (line) => console.log(line), complain: (line) => console.error(line) });
