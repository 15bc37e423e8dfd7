import { ok } from '../../core';
import type { Pack, Problem, Result, Settings, SourceProblem } from '../../core';
import type { ProfileChange } from '../gmail-records';
import { cellsOfChange } from './profile-of-settings';
import { underLock } from './script-lock';
import { choiceRecords } from './settings-choices';
import type { SettingsDeps } from './settings-deps';
import { planRecords } from './settings-plans';
import { writeSettings } from './settings-rows';
import { textRecords } from './settings-texts';
import type { ProfileKey } from './setting-keys';

/** The settings in the tabs Réglages, Plan and Modèles: what people changed in their cells holds, as far as it can. */
export interface SheetSettings extends Settings<'sync'> {
  changeProfile(change: ProfileChange): Result<Pack, Problem>;
}

export function createSheetSettings(deps: SettingsDeps): SheetSettings {
  return {
    pack: () => deps.pack(),
    rates: () => ok(deps.rates),
    ...choiceRecords(deps),
    ...planRecords(deps),
    ...textRecords(deps),

    changeProfile: (change) => {
      const written = underLock<null, SourceProblem>(() => {
        const fresh = deps.fresh();
        const force = fresh.inForce();
        if (!force.ok) return force;
        const cells = Object.entries(cellsOfChange(change)) as [ProfileKey, string][];
        return writeSettings(fresh.book.place, force.value.settings, cells.map(([key, value]) => ({ key, subject: '', value })), deps.author, deps.now(), force.value.profile.language);
      });
      if (!written.ok) return written;
      deps.changed('settings');
      return deps.pack();
    },
  };
}
