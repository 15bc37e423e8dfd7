import { join } from 'node:path';
import type { Configuration, MultiStats, RuleSetRule, WebpackPluginInstance, webpack as Webpack } from 'webpack';

const root = join(__dirname, '../../..');
const BASELINE = join(root, '.cache/bench/baseline');

export type Named = Configuration & { readonly name: string; readonly plugins?: readonly WebpackPluginInstance[] };

/** Builds what is measured, for production. */
export async function buildTryOut(): Promise<{ readonly folder: string; readonly config: Named }> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the configuration is a CommonJS file
  const configs = require(join(root, 'webpack.config.js')) as readonly Named[];
  const named = (name: string): Named => {
    const found = configs.find((config) => config.name === name);
    if (found === undefined) throw new Error(`webpack.config.js builds no ${name}`);
    if (found.mode !== 'production') throw new Error(`${name} is not built for production`);
    return found;
  };
  const pane = named('pane');
  const folder = pane.output?.path;
  if (folder === undefined) throw new Error('the pane has no output folder');
  await run([pane, named('server'), named('try-out'), named('mailbox')]);
  return { folder, config: pane };
}

/** The same, and a baseline page with the very configuration of the pane. */
export async function buildPanes(): Promise<{ readonly pane: string; readonly baseline: string }> {
  const { folder, config: pane } = await buildTryOut();
  await run([{
    ...pane, name: 'pane-baseline', module: { rules: [withRoot(pane)] }, entry: { baseline: join(__dirname, 'baseline.tsx') },
    output: { ...pane.output, path: BASELINE },
    cache: false,
  }]);
  return { pane: folder, baseline: BASELINE };
}

interface Compile {
  readonly loader: string;
  readonly options: { readonly instance: string; readonly configFile: string };
}

/** The pane's rule for TypeScript, for a file that lies outside src. */
function withRoot({ module }: Named): RuleSetRule {
  const [rule] = (module?.rules ?? []) as readonly RuleSetRule[];
  const use = rule?.use as Compile | undefined;
  if (rule === undefined || use === undefined) throw new Error('the pane has no rule for TypeScript');
  return { ...rule, use: { ...use, options: { ...use.options, instance: 'pane-baseline', configFile: join(root, 'test/tsconfig.json') } } };
}

async function run(configs: readonly Configuration[]): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only when this bench runs
  const webpack = require('webpack') as typeof Webpack;
  const compiler = webpack([...configs]);
  const stats = await new Promise<MultiStats>((done, failed) => {
    compiler.run((error, result) => (error !== null || result === undefined ? failed(error ?? new Error('webpack gave no result')) : done(result)));
  });
  await new Promise<void>((done) => {
    compiler.close(() => done());
  });
  if (stats.hasErrors()) throw new Error(stats.toString({ preset: 'errors-only' }));
}
