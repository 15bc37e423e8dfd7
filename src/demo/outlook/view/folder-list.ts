import { FOLDERS } from '../mail/mail-message';
import type { FolderName } from '../mail/mail-message';
import type { MailboxState } from '../mail/mailbox-state';
import { button, element } from './element';
import { icon } from './icons';
import type { IconName } from './icons';

const ICONS: Readonly<Record<FolderName, IconName>> = { inbox: 'inbox', drafts: 'drafts', sent: 'sent', archive: 'archive', trash: 'trash' };

export function drawFolders(into: HTMLElement, state: MailboxState, chosen: FolderName, choose: (folder: FolderName) => void): void {
  into.replaceChildren(element('ul', {}, ...FOLDERS.map(({ name, label }) => {
    const count = state.count(name);
    const told = name === 'drafts' ? `${count} en cours` : `${count} non lu${count > 1 ? 's' : ''}`;
    return element('li', {}, button({ class: 'folder', 'aria-current': name === chosen ? 'page' : null, 'data-folder': name }, () => choose(name),
      icon(ICONS[name]), element('span', {}, label), count === 0 ? null : element('span', { class: 'count' }, element('span', { 'aria-hidden': 'true' }, String(count)), element('span', { class: 'unseen' }, told))));
  })));
}
