import { expect, test } from '@jest/globals';
import { verifyChain } from '../../../src/core';
import { aCaseFile, aLog, aPack, aReminderSent, aThread, noted } from '../builders';

test('a log kept in order is intact', () => {
  const log = aLog(...aReminderSent(), noted());
  expect(verifyChain(log)).toEqual({ intact: true, brokenAt: null, why: null });
  expect(aCaseFile({ entries: log }).pack).toBe(aPack().id);
  expect(aThread().messages).toHaveLength(1);
});
