import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../../demo/mailbox-page';
import { casesOf, different, needingMore, throughThePane } from '../../outlook/same-answers/through-the-pane';
import type { Compared } from '../../outlook/same-answers/through-the-pane';
import { labelOf } from '../../outlook/same-answers/written-html';
import { atLeast, atMost } from '../figure';
import type { Bench, Figure } from '../figure';
import { linesOf } from './cases';
import { score } from './score';
import type { Label } from './score';

const MOST_TOLD = 60;

/** The planted fault: candidates from the last to the first, and the first of them without a question. */
function guessed(one: Compared): Compared {
  if (one.pane.kind !== 'several') return one;
  const candidates = [...one.prediction.candidates].reverse();
  return { ...one, pane: { ...one.pane, kind: 'one', named: [...one.pane.named].reverse() }, prediction: { ...one.prediction, kind: 'debtor', debtorId: candidates[0] ?? null, candidates } };
}

/** Every case of the folder through the built pane in the simulated Outlook: does it say what the core says, and is it right? */
export async function throughPane(folder: string, { broken, say }: Parameters<Bench['run']>[0]): Promise<readonly Figure[]> {
  const { ledgers, cases } = casesOf(folder);
  const browser = await launch();
  const compared: Compared[] = [];
  const complaints: string[] = [];
  try {
    for (const entry of ledgers) {
      const round = await throughThePane(browser, entry, cases.filter(({ ledger }) => ledger === entry.id));
      compared.push(...(broken ? round.compared.map(guessed) : round.compared));
      complaints.push(...round.complaints);
    }
  } finally {
    await browser.close();
  }
  const others = different(compared);
  say(`${compared.length} mails of ${folder} through the pane (those that quote: as text and in HTML)`);
  for (const { id, pane, core } of others.slice(0, MOST_TOLD)) say(`${id}: the pane says ${JSON.stringify(pane)}, the core ${JSON.stringify(core)}`);
  for (const complaint of complaints.slice(0, MOST_TOLD)) say(complaint);
  const lacking = needingMore(compared);
  say(`${lacking.length} answered otherwise for want of what Outlook does not show: ${lacking.map(({ id, whole, core }) => `${id} ${whole.kind} -> ${core.kind}`).join(', ')}`);
  const figures: readonly Figure[] = [
    atLeast('mails read', compared.length, 'mails', 1),
    atMost('answers of the pane that are not the core’s', others.length, 'answers', 0),
    atMost('complaints of the pages', complaints.length, 'complaints', 0),
  ];
  const labelled = join(folder, 'labels.jsonl');
  return existsSync(labelled) ? [...figures, ...judged(linesOf<Label>(readFileSync(labelled, 'utf8')), compared, say)] : figures;
}

function judged(labels: readonly Label[], compared: readonly Compared[], say: (fact: string) => void): readonly Figure[] {
  const asGiven = score(labels, compared.filter(({ id }) => labelOf(id) === id).map(({ prediction }) => prediction));
  const inHtml = compared.filter(({ id }) => labelOf(id) !== id).map(({ prediction }) => prediction);
  const ofHtml = score(labels.filter(({ id }) => inHtml.some((prediction) => prediction.id === id)), inHtml);
  const wrong = [...asGiven.outcomeOf, ...ofHtml.outcomeOf].flatMap(([id, outcome]) => (outcome === 'wrongDebtor' ? [id] : []));
  for (const id of wrong.slice(0, MOST_TOLD)) say(`${id}: wrong customer`);
  const lost = new Set(needingMore(compared).map(({ id }) => labelOf(id)));
  say(`of those answered otherwise, a wrong customer: ${wrong.filter((id) => lost.has(id)).length}`);
  const cases = asGiven.cases + ofHtml.cases;
  say(`right with what Outlook shows: ${(asGiven.outcomes.ok ?? 0) + (ofHtml.outcomes.ok ?? 0)} of ${cases}`);
  return [
    atMost('wrong debtor through the pane, of all mails', cases === 0 ? 0 : (100 * wrong.length) / cases, '%', 0.5),
    atMost('answers that a label forbids', asGiven.forbidden + ofHtml.forbidden, 'answers', 0),
  ];
}
