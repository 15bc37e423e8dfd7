import { GmailHost, messageEvent } from '../../../src/demo/gmail/host';
import type { CardAnswer, World } from '../../../src/demo/gmail/host';
import { aWorld, OPEN } from './a-world';

const HELPERS = `
function card(text) { return CardService.newCardBuilder().setHeader(CardService.newCardHeader().setTitle('Relance')).addSection(CardService.newCardSection().addWidget(CardService.newTextParagraph().setText(String(text)))).build(); }
function caught(act) { try { act(); } catch (error) { return error.name + ': ' + error.message; } return 'nothing thrown'; }
function open(e) { GmailApp.setCurrentMessageAccessToken(e.gmail.accessToken); return GmailApp.getMessageById(e.gmail.messageId); }
`;

/** A sidebar whose only function `run` has this body; `e` is the event. */
export const aSidebar = (body: string, world: World = aWorld()): GmailHost => new GmailHost(world, `function run(e) { ${body} }\n${HELPERS}`);

/** What `run` answers beside the open message. */
export const answered = (body: string, world: World = aWorld()): CardAnswer => aSidebar(body, world).call('run', messageEvent(world, OPEN));

/** What the script said: the value that this body returns, carried out in a card's text. */
export function said(body: string, world: World = aWorld()): unknown {
  const answer = answered(`return card(JSON.stringify({ said: (function (e) { ${body} })(e) }))`, world);
  if (answer.kind !== 'cards') throw new Error(answer.kind);
  const [card] = answer.cards as readonly [{ readonly sections: readonly [{ readonly widgets: readonly [{ readonly textParagraph: { readonly text: string } }] }] }];
  return (JSON.parse(card.sections[0].widgets[0].textParagraph.text) as { readonly said?: unknown }).said;
}
