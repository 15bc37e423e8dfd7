// Renders assets/icons/relance.svg to every size that the manifest names.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../src/demo/browser.mjs';

const icons = join(dirname(fileURLToPath(import.meta.url)), '../../assets/icons');
const svg = readFileSync(join(icons, 'relance.svg'), 'utf8');
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
for (const size of [16, 25, 32, 48, 64, 80, 128]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: join(icons, `icon-${size}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
