import { assess, localDate } from '../core';
import type { Assessment, CaseFile, Pack } from '../core';

/**
 * What the sidebar will ask on every callback: one debtor's facts in, the answer out. The sidebar itself (triggers,
 * cards, sheet) is not part of this build yet; this function is what proves, in a bare VM, that core needs no host.
 */
export function assessCaseFile(event: { readonly caseFile: CaseFile; readonly pack: Pack; readonly today: string }): Assessment {
  return assess(event.caseFile, event.pack, null, localDate(event.today));
}
