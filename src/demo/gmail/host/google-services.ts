import { countCalls } from './calls';
import type { CallCount } from './calls';
import { cardService } from './card/card-service';
import { Execution } from './execution';
import { GmailApp } from './mail/gmail-app';
import { realmOf } from './realm';
import { isServiceObject } from './service-names';
import { scriptApp } from './services/script-app';
import { Session } from './services/session';
import { SpreadsheetApp } from './services/spreadsheet-app';
import { UrlFetchApp } from './services/url-fetch-app';
import { utilities } from './services/utilities';
import { sheetsService } from './sheets/sheets-service';
import { CacheService, LockService, PropertiesService } from './stores/services';
import { method, strictClass } from './strict-class';
import type { Kind } from './signature';
import type { World } from './world';

const TEXT: Kind<unknown> = { name: 'any', accepts: (value): value is unknown => value !== undefined };
/** What the script writes into Google's log. */
const Console = strictClass<{ readonly lines: string[] }>('console', {
  log: method<{ readonly lines: string[] }, [unknown]>([TEXT], ({ lines }, [line]) => { lines.push(String(line)); }),
  error: method<{ readonly lines: string[] }, [unknown]>([TEXT], ({ lines }, [line]) => { lines.push(String(line)); }),
});

/** The names under which Google gives its services to a script, for one run. */
export function servicesOf(at: Execution): Readonly<Record<string, object>> {
  return {
    CardService: cardService(at),
    GmailApp: GmailApp.make(at, {}),
    Sheets: sheetsService(at),
    SpreadsheetApp: SpreadsheetApp.make(at, {}),
    PropertiesService: PropertiesService.make(at, {}),
    CacheService: CacheService.make(at, {}),
    LockService: LockService.make(at, {}),
    UrlFetchApp: UrlFetchApp.make(at, {}),
    ScriptApp: scriptApp(at),
    Session: Session.make(at, {}),
    Utilities: utilities(at),
    console: Console.make(at, { lines: at.world.log }),
  };
}

/** One long run without end, for tests that call functions of the add-on directly. */
export interface GoogleRun {
  /** Become globals of the test. */
  readonly services: Readonly<Record<string, object>>;
  /** Since the run began. */
  readonly calls: CallCount;
  /** Unknown members and wrong arguments, though the code may have caught the error. */
  readonly slips: readonly string[];
}

export function googleRun(world: World): GoogleRun {
  const at = new Execution(world, realmOf({ Array, Date, Error, JSON }, isServiceObject), Number.POSITIVE_INFINITY);
  const { console: _ours, ...services } = servicesOf(at);
  return { services, get calls() { return countCalls(at.calls); }, get slips() { return at.slips.map(({ message }) => message); } };
}

/** The globals alone. */
export const googleServices = (world: World): Readonly<Record<string, object>> => googleRun(world).services;
