import { assess, localDate } from '../../src/core';
import type { Assessment, CaseFile, Pack } from '../../src/core';

/** The entry of a bundle of core without any host. */
export const assessCaseFile = (event: { readonly caseFile: CaseFile; readonly pack: Pack; readonly today: string }): Assessment => assess(event.caseFile, event.pack, null, localDate(event.today));
