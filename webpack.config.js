const path = require('path');
const CopyPlugin = require('copy-webpack-plugin');
const HtmlPlugin = require('html-webpack-plugin');
const { BannerPlugin, Compilation } = require('webpack');

/** Types are checked by `tsc -b`; here they are only removed. */
const compile = (room, target) => ({
  loader: 'ts-loader',
  options: {
    instance: room,
    configFile: path.resolve(__dirname, `src/${room}/tsconfig.json`),
    transpileOnly: true,
    onlyCompileBundledFiles: true,
    compilerOptions: { rootDir: __dirname, composite: false, incremental: false, declaration: false, emitDeclarationOnly: false, noEmit: false, allowJs: true, target },
  },
});

const shared = (name, room, target, platform) => ({
  name,
  mode: 'production',
  context: __dirname,
  target: platform,
  devtool: false,
  resolve: { extensions: ['.ts', '.tsx', '.js'] },
  module: { rules: [{ test: /\.tsx?$/, use: compile(room, target) }] },
  performance: { hints: false },
  cache: { type: 'filesystem', cacheDirectory: path.resolve(__dirname, '.cache/webpack'), name, buildDependencies: { config: [__filename] } },
  stats: 'errors-warnings',
});

/** User help is written in Markdown and read as pages. The text is our own: nothing from outside enters it. */
const helpPage = async (markdown, path) => {
  const { marked } = await import('marked');
  const text = markdown.toString('utf8');
  const title = /^# (.*)$/m.exec(text)?.[1] ?? 'Relance';
  const body = await marked.parse(text.replace(/\]\(([\w-]+)\.md\)/g, ']($1.html)'));
  const language = /[\\/]en[\\/]/.test(path) ? 'en' : 'fr';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title>
<style>body{font:16px/1.5 "Segoe UI",system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1.5rem}h1{font-size:1.5rem}h2{font-size:1.15rem}table{border-collapse:collapse}td,th{border:1px solid #8888;padding:.25rem .5rem;text-align:left}code{background:#8882;padding:0 .2rem}pre{overflow:auto;background:#8882;padding:.5rem}</style></head><body><main>${body}</main></body></html>`;
};

/**
 * The card's chunk is named in the page, so that the browser fetches it beside the first one; and the first one does not
 * hold up the page: office.js begins to speak to Outlook as soon as the page is parsed.
 */
class LoadBesideOffice {
  apply(compiler) {
    compiler.hooks.compilation.tap('LoadBesideOffice', (compilation) =>
      HtmlPlugin.getHooks(compilation).alterAssetTagGroups.tap('LoadBesideOffice', (page) => {
        if (page.outputName !== 'index.html') return page;
        const files = compilation.namedChunkGroups.get('card')?.getFiles() ?? [];
        page.headTags.push(...files.filter((file) => file.endsWith('.js')).map((file) => ({ tagName: 'link', voidTag: true, attributes: { rel: 'preload', as: 'script', href: file }, meta: {} })));
        // Without the priority the browser would fetch an async script last of all.
        for (const tag of page.bodyTags) if (tag.tagName === 'script') tag.attributes = { src: tag.attributes.src, async: true, fetchpriority: 'high' };
        return page;
      }),
    );
  }
}

const pane = {
  ...shared('pane', 'outlook', 'ES2020', ['web', 'es2020']),
  // The functions of the ribbon run in a page of their own, without a screen: nothing of it is in the pane's first chunk.
  entry: { pane: './src/outlook/main.tsx', command: './src/outlook/command.ts' },
  output: { path: path.resolve(__dirname, 'dist/outlook'), filename: '[name].[contenthash:8].js', chunkFilename: '[name].[contenthash:8].js', publicPath: 'auto', clean: true },
  // The card's file stays whole: a part that a later page needs too would be one more connection before the card.
  optimization: { splitChunks: { chunks: (chunk) => !chunk.canBeInitial() && chunk.name !== 'card' } },
  plugins: [
    new LoadBesideOffice(),
    // Browsers that know the mark compile a file while it comes in, and not function by function when each is first called.
    new BannerPlugin({ banner: '//# allFunctionsCalledOnLoad', raw: true, test: /\.js$/, stage: Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE }),
    new HtmlPlugin({ template: 'src/outlook/pane.html', filename: 'index.html', scriptLoading: 'blocking', inject: 'body', excludeChunks: ['command'] }),
    new HtmlPlugin({ template: 'src/outlook/command.html', filename: 'command.html', scriptLoading: 'blocking', inject: 'body', chunks: ['command'] }),
    new CopyPlugin({ patterns: [{ from: 'assets/icons/*.png', to: 'icons/[name][ext]' }, { context: 'assets/help', from: '*/*.md', to: 'help/[path][name].html', transform: helpPage }] }),
  ],
};

/** Node finds its packages in node_modules: libsql's binary cannot be bundled. */
const packagesStayOutside = ({ request }, done) => (/^[./]/.test(request) || path.isAbsolute(request) ? done() : done(null, `commonjs ${request}`));

const forNode = (name, room, entry, folder) => ({
  ...shared(name, room, 'ES2022', 'node20'),
  // What a program loads by a name of its own is found when it runs.
  module: { parser: { javascript: { createRequire: false } }, rules: [{ test: /\.tsx?$/, use: compile(room, 'ES2022') }] },
  entry,
  output: { path: path.resolve(__dirname, folder), filename: '[name].js', library: { type: 'commonjs2' } },
  externals: [packagesStayOutside],
  optimization: { minimize: false },
});

// The thread of a long import is a file of its own: it is started by its name (feeds/import-thread.ts).
const server = forNode('server', 'server', { main: './src/server/main.ts', manifest: './src/server/manifest/main.ts', cli: './src/server/cli/main.ts', 'import-worker': './src/server/import-worker.ts', 'decision-worker': './src/server/decision-worker.ts' }, 'dist/server');
const tryOut = forNode('try-out', 'demo', { main: './src/demo/main.ts', 'gmail-worker': './src/demo/gmail/gmail-worker.ts', 'import-worker': './src/server/import-worker.ts', 'decision-worker': './src/server/decision-worker.ts' }, 'dist/demo');

const mailbox = {
  ...shared('mailbox', 'demo', 'ES2020', ['web', 'es2020']),
  entry: { mailbox: './src/demo/outlook/mailbox.ts' },
  output: { path: path.resolve(__dirname, 'dist/demo/www'), filename: '[name].js' },
  plugins: [new CopyPlugin({ patterns: [{ from: 'src/demo/outlook/www', to: '.', noErrorOnMissing: true }] })],
};

/** The Gmail mailbox of the try-out, and its cards alone for pictures. */
const gmailMailbox = {
  ...shared('gmail-mailbox', 'demo', 'ES2020', ['web', 'es2020']),
  entry: { gmail: './src/demo/gmail/view/gmail-page.ts', cards: './src/demo/gmail/view/cards-page.ts' },
  output: { path: path.resolve(__dirname, 'dist/demo/www/gmail'), filename: '[name].js' },
  plugins: [new CopyPlugin({ patterns: [{ from: 'src/demo/gmail/www', to: '.' }] })],
};

/**
 * Apps Script finds entry points by a static scan for top-level functions: the bundle is one variable and each
 * export of the entry gets a function declaration of its own behind it.
 */
class TopLevelFunctions {
  constructor(library) {
    this.library = library;
  }
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('TopLevelFunctions', (compilation) =>
      compilation.hooks.processAssets.tap({ name: 'TopLevelFunctions', stage: Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE }, () => {
        const [name] = [...compilation.entrypoints.keys()];
        const [entry] = compilation.chunkGraph.getChunkEntryModulesIterable(compilation.entrypoints.get(name).getEntrypointChunk());
        const exported = compilation.moduleGraph.getProvidedExports(entry);
        if (!Array.isArray(exported)) throw new Error('the exports of the Apps Script entry are not statically known');
        const functions = exported.filter((each) => each !== 'default').sort();
        compilation.updateAsset(`${name}.js`, (bundle) =>
          new sources.ConcatSource(bundle, '\n', ...functions.map((each) => `function ${each}(event) { return ${this.library}.${each}(event); }\n`)),
        );
      }),
    );
  }
}

/** What makes Code.js small: the whole file is read before every callback. */
const ofBundle = (file) => path.resolve(__dirname, 'src/gmail/bundle', file);

const gmail = {
  ...shared('gmail', 'gmail', 'ES2019', ['es2019']),
  entry: { Code: './src/gmail/main.ts' },
  output: {
    path: path.resolve(__dirname, 'dist/appsscript'),
    filename: '[name].js',
    library: { name: '__relance', type: 'var' },
    chunkFormat: false,
    chunkLoading: false,
    wasmLoading: false,
    publicPath: '',
    environment: { globalThis: false },
    clean: true,
  },
  resolve: {
    extensions: ['.ts', '.js'],
    mainFields: ['browser', 'module', 'main'],
    aliasFields: ['browser'],
    alias: { 'liquidjs/dist/liquid.browser.umd.js': path.resolve(__dirname, 'node_modules/liquidjs/dist/liquid.browser.mjs'), 'entities/decode$': ofBundle('no-entities.cjs') },
  },
  // Packages that enter this bundle are newer than ES2019 (class fields): they are down-levelled with our own code.
  module: {
    rules: [
      { test: /\.(ts|m?js)$/, resolve: { fullySpecified: false }, use: [ofBundle('shorter-nullish.cjs'), compile('gmail', 'ES2019')] },
      { test: /[\\/]bundle[\\/]assets\.cjs$/, type: 'javascript/auto', use: ofBundle('packed-assets.cjs') },
      { test: /liquid\.browser\.mjs$/, use: ofBundle('lean-liquid.cjs') },
      { test: /@noble[\\/]hashes[\\/]esm[\\/]utils\.js$/, use: ofBundle('lean-hashes.cjs') },
    ],
  },
  plugins: [new TopLevelFunctions('__relance'), new CopyPlugin({ patterns: [{ from: 'appsscript', to: '.', transform: (text) => require('./src/gmail/bundle/manifest-for.cjs')(text.toString('utf8'), process.env.RELANCE_SERVER) }] })],
};

module.exports = [pane, server, tryOut, mailbox, gmailMailbox, gmail];
