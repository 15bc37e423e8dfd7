import { SCOPES } from '../scopes';
import { ServiceError } from '../service-error';
import type { SimulatedSpreadsheet } from '../sheets/spreadsheet';
import { STRING } from '../signature';
import { counted, method, strictClass } from '../strict-class';

const Spreadsheet = strictClass<SimulatedSpreadsheet>('SpreadsheetApp.Spreadsheet', {
  getId: method<SimulatedSpreadsheet, []>([], ({ id }) => id),
  getName: method<SimulatedSpreadsheet, []>([], ({ title }) => title),
  getUrl: method<SimulatedSpreadsheet, []>([], ({ id }) => `https://docs.google.com/spreadsheets/d/${id}/edit`),
  getSpreadsheetTimeZone: method<SimulatedSpreadsheet, []>([], ({ timeZone }) => timeZone),
});

/** Only what opens a file: cells are read and written through the advanced service. */
export const SpreadsheetApp = strictClass<object>('SpreadsheetApp', {
  openById: counted('open', method<object, [string]>([STRING], (_self, [id], at) => {
    at.world.need('SpreadsheetApp.openById', SCOPES.spreadsheets);
    const file = at.world.files.get(id);
    if (file === undefined) throw new ServiceError('Unexpected error while getting the method or property openById on object SpreadsheetApp.');
    if (at.world.faults.take('no-rights') || file.roleOf(at.world.user.email) === null) throw new ServiceError('You do not have permission to access the requested document.');
    return Spreadsheet.make(at, file);
  })),
  flush: method<object, []>([], () => undefined),
});
