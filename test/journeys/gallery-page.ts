import type { Theme } from './looks';
import type { Language } from './states';

export interface Picture {
  readonly state: string;
  readonly language: Language;
  readonly theme: Theme;
  readonly size: string;
  readonly file: string;
  /** What was measured in the page when it was drawn. */
  readonly misfits: readonly string[];
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const unique = <T>(list: readonly T[]): readonly T[] => [...new Set(list)];

const STYLE = `body{font:14px/20px system-ui,sans-serif;margin:0 24px 24px;background:#e8e8e8;color:#222}h1{font-size:20px}h2{font-size:16px;margin:0;padding:12px 0}section{border-top:1px solid #999}
.row{display:flex;gap:12px;align-items:flex-start;overflow-x:auto;padding-bottom:12px}figure{margin:0;flex:none}figcaption{font-size:12px;padding-bottom:2px}figcaption.bad{color:#a00;font-weight:600}img{display:block;box-shadow:0 0 0 1px #bbb}
.bar{position:sticky;top:0;background:#e8e8e8;padding:12px 0;display:flex;gap:16px;flex-wrap:wrap;z-index:1;border-bottom:1px solid #999}nav{columns:4;font-size:12px;padding:8px 0}
${['fr', 'en', 'light', 'dark', 'high-contrast', '300', '320', '450', '600', '320-at-200'].map((value) => `body:has(input[value="${value}"]:not(:checked)) figure[data-of~="${value}"]{display:none}`).join('\n')}`;

/** One page: a section for each state, its pictures side by side; what is not wanted is switched off above. */
export function galleryPage(pictures: readonly Picture[]): string {
  const choice = (values: readonly string[]): string => `<span>${values.map((value) => `<label><input type="checkbox" value="${value}" checked> ${value}</label>`).join(' ')}</span>`;
  const states = unique(pictures.map(({ state }) => state));
  const figure = ({ language, theme, size, file, misfits }: Picture): string =>
    `<figure data-of="${language} ${theme} ${size}"><figcaption${misfits.length === 0 ? '' : ` class="bad" title="${escaped(misfits.join('\n'))}"`}>${language} · ${theme} · ${size}${misfits.length === 0 ? '' : ` · ${misfits.length} !`}</figcaption><a href="${file}"><img loading="lazy" src="${file}" alt=""></a></figure>`;
  const section = (state: string): string => {
    const of = pictures.filter((each) => each.state === state);
    const rows = unique(of.map(({ language, theme }) => `${language} ${theme}`));
    return `<section id="${escaped(state)}"><h2>${escaped(state)}</h2>${rows.map((row) => `<div class="row">${of.filter(({ language, theme }) => `${language} ${theme}` === row).map(figure).join('')}</div>`).join('')}</section>`;
  };
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Relance: every state</title><style>${STYLE}</style></head><body><h1>Every state of the pane: ${pictures.length} pictures</h1>
<div class="bar">${choice(unique(pictures.map(({ language }) => language)))}${choice(unique(pictures.map(({ theme }) => theme)))}${choice(unique(pictures.map(({ size }) => size)))}</div>
<nav>${states.map((state) => `<a href="#${escaped(state)}">${escaped(state)}</a>`).join('<br>')}</nav>${states.map(section).join('')}</body></html>`;
}
