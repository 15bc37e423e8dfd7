/** What keeps a package from being read as a workbook; the door turns it into a problem with the file's name. */
export class WorkbookFault extends Error {
  constructor(readonly kind: 'damaged' | 'encrypted' | 'too-large' | 'no-sheet') {
    super(kind);
    this.name = 'WorkbookFault';
  }
}
