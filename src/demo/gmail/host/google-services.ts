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

/** For a test that calls functions of the add-on directly: these become its globals, as one long run. */
export function googleServices(world: World): Readonly<Record<string, object>> {
  const { console: _ours, ...services } = servicesOf(new Execution(world, realmOf({ Array, Date, Error, JSON }, isServiceObject)));
  return services;
}
