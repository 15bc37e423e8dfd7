import { afterEach, beforeEach, jest } from '@jest/globals';
import { createOfficeMailHost } from '../../src/outlook/office-mail-host';
import type { OfficeMailHost } from '../../src/outlook/office-mail-host';
import { FakeOffice, placeOffice, removeOffice } from './typed-office';
import type { FakeDraft } from './typed-office';

/** A draft that is open in Outlook, and the host beside it, for each test; time passes when the test says so. */
class DraftDesk {
  office!: FakeOffice;
  open!: FakeDraft;
  mail!: OfficeMailHost;
}

export function aDraftDesk(): DraftDesk {
  const desk = new DraftDesk();
  beforeEach(async () => {
    jest.useFakeTimers();
    desk.office = new FakeOffice();
    desk.open = desk.office.draft();
    desk.office.item = desk.open.item;
    placeOffice(desk.office, new Map());
    desk.mail = await createOfficeMailHost();
  });
  afterEach(() => {
    jest.useRealTimers();
    removeOffice();
  });
  return desk;
}
