import { registerCommands } from './host/function-command';
import { noticeBoard } from './host/notify';
import { readReplyTo } from './host/reply-to';
import type { CompanyId } from '../core';
import { createHttpRecords } from './http-records';
import type { HttpRecords } from './http-records';
import { tellPages } from './log-news';
import { createOfficeMailHost } from './office-mail-host';
import { insertReminder } from './ribbon/insert-reminder';
import type { RibbonOptions } from './ribbon/open-message';
import { tell } from './ribbon/press';
import type { Press, Told } from './ribbon/press';
import { undoReminder } from './ribbon/undo-reminder';
import { storedLanguage } from './stored-language';

/** One question is not waited for as long as in the pane: the whole command has 20 seconds. */
const ANSWER_MS = 5_000;
const recordsOf = (company: CompanyId | null): HttpRecords => createHttpRecords({ company, timeoutMs: ANSWER_MS, waitsMs: [250] });

/** One at a time: a second press while the first one is under way does nothing. */
let busy = false;

const command = (carryOut: (options: RibbonOptions, press: Press) => Promise<Told>) => async (): Promise<void> => {
  if (busy) return;
  busy = true;
  try {
    const host = await createOfficeMailHost();
    if (!host.inOutlook) return;
    const show = noticeBoard();
    const options: RibbonOptions = { host, recordsOf, newId: () => crypto.randomUUID(), noted: tellPages, replyTo: () => readReplyTo(ANSWER_MS) };
    await tell((press) => carryOut(options, press), { language: () => storedLanguage() ?? host.displayLanguage, show });
  } finally {
    busy = false;
  }
};

registerCommands({ insertReminder: command(insertReminder), undoReminder: command(undoReminder) });
