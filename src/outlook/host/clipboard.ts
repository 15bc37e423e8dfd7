import { fail, ok } from '../../core';
import type { MailProblem, Result } from '../../core';

/** The text as it would stand in the mail, for Outlook to keep its tables, and plain for anything else. `html` null: plain alone. */
export async function copyText({ html, text }: { readonly html: string | null; readonly text: string }): Promise<Result<null, MailProblem>> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  if (clipboard === undefined) return fail({ code: 'mail/clipboard-closed' });
  const part = (type: string, data: string): Blob => new Blob([data], { type });
  try {
    if (html !== null && typeof ClipboardItem === 'function' && typeof clipboard.write === 'function') await clipboard.write([new ClipboardItem({ 'text/html': part('text/html', html), 'text/plain': part('text/plain', text) })]);
    else await clipboard.writeText(text);
    return ok(null);
  } catch (error) {
    // Outlook's frame may not let us (no permission, no gesture): the clerk selects the text in the preview.
    if (!(error instanceof DOMException)) throw error;
    return fail({ code: 'mail/clipboard-closed' });
  }
}
