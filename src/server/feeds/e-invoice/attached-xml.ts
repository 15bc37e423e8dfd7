import { fail, ok } from '../../../core';
import type { Result } from '../../../core';
import { pdfTrouble } from './pdf-guard';

export type PdfTrouble = 'encrypted' | 'too-large' | 'damaged';

/** The names that the standards prescribe; what else is attached may be a timesheet. */
const STANDARD = /^(?:factur-x|zugferd-invoice|xrechnung)\.xml$/i;

export const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1_024)).includes('%PDF-');

/** What pdf.js throws at bytes that are no PDF: its own exceptions, and those of the language where it trusts a number. */
const DAMAGED: ReadonlySet<string> = new Set(['InvalidPDFException', 'FormatError', 'UnknownErrorException', 'XRefParseException', 'XRefEntryException', 'MissingDataException', 'RangeError', 'TypeError', 'Error']);

/** The XML files inside a PDF: the one of the standard's name where there is one, else all of them. The reader is loaded when it is first needed: it is heavy. */
export async function attachedXml(pdf: Uint8Array): Promise<Result<readonly Uint8Array[], PdfTrouble>> {
  const trouble = pdfTrouble(pdf);
  if (trouble !== null) return fail(trouble);
  const { getDocumentProxy } = await import('unpdf');
  try {
    // The reader takes the bytes away from whoever hands them over. Level 0: it says nothing on the console.
    const document = await getDocumentProxy(Uint8Array.from(pdf), { verbosity: 0, isEvalSupported: false, stopAtErrors: false });
    try {
      const attached = attachmentsOf(await document.getAttachments());
      const named = attached.filter(({ name }) => STANDARD.test(name));
      return ok((named.length > 0 ? named : attached).map(({ content }) => content));
    } finally {
      await document.destroy();
    }
  } catch (error) {
    const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : '';
    if (name === 'PasswordException') return fail('encrypted');
    if (typeof name === 'string' && DAMAGED.has(name)) return fail('damaged');
    throw error;
  }
}

/** `any` in the reader's own types. */
function attachmentsOf(found: unknown): readonly { readonly name: string; readonly content: Uint8Array }[] {
  if (typeof found !== 'object' || found === null) return [];
  return Object.values(found).flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null || !('filename' in each) || !('content' in each)) return [];
    const { filename, content } = each;
    return typeof filename === 'string' && /\.xml$/i.test(filename) && content instanceof Uint8Array ? [{ name: filename, content }] : [];
  });
}
