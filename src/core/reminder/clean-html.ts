import type { Language } from '../ledger';
import { documentOfHtml } from './document-of-html';
import { htmlOf } from './html-of';

/**
 * Foreign HTML (pasted or dropped into the preview) as the mail itself will carry it: paragraphs, breaks, bold, lists
 * and tables; no script, style, link, picture or attribute survives.
 */
export const cleanHtml = (html: string, language: Language): string => htmlOf(documentOfHtml(html, language));
