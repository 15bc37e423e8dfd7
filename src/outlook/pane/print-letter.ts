const PLACE = 'rl-print';
/**
 * Behind the window of a French envelope (NF Z 10-011 and 11-001): the address from 105 mm of the left edge and 50 mm of the
 * upper one, its lines never broken. Where something else stands above it, it goes on the page where it stands in the text.
 */
const OF_ADDRESS = `#${PLACE} p[style*="12px 50%"]`;
const ADDRESS = `${OF_ADDRESS}{margin:0 0 14mm 85mm!important;white-space:nowrap;font:10pt/1.3 Arial,Helvetica,sans-serif}#${PLACE} p:first-child:has(+p[style*="12px 50%"]){box-sizing:border-box;min-height:28mm;margin:0!important}${OF_ADDRESS}:first-child{padding-top:28mm}`;
/** On paper nothing of the pane is seen but the letter; a row of a table is never torn apart. */
const STYLE = `@media screen{#${PLACE}{display:none}}@media print{body>*:not(#${PLACE}){display:none!important}html,body{height:auto!important;overflow:visible!important;background:#fff!important}#${PLACE}{display:block;color:#000;font:11pt/1.45 Georgia,"Times New Roman",serif}${ADDRESS}#${PLACE} tr{break-inside:avoid}#${PLACE} .annex{break-before:page}@page{margin:22mm 20mm}}`;

/**
 * Prints exactly this text. Both parts are HTML that core made and escaped; `title` names the page for a PDF.
 * The pane itself is printed with everything else hidden: a frame of its own would be another origin's or blocked.
 */
export function printLetter(html: string, annex: string | null, title: string, language: string): void {
  document.getElementById(PLACE)?.remove();
  const place = document.createElement('section');
  place.id = PLACE;
  place.lang = language;
  const style = document.createElement('style');
  style.textContent = STYLE;
  const text = document.createElement('div');
  text.innerHTML = html;
  place.append(style, text);
  if (annex !== null) {
    const behind = document.createElement('div');
    behind.className = 'annex';
    behind.innerHTML = annex;
    place.append(behind);
  }
  document.body.append(place);
  const before = document.title;
  document.title = title;
  const over = (): void => {
    document.title = before;
    place.remove();
  };
  window.addEventListener('afterprint', over, { once: true });
  window.print();
}
