import type { Bench } from './figure';
import { fecFigures } from './feeds/fec';
import { odooFigures } from './feeds/odoo';
import { pdfFigures } from './feeds/pdf';
import { touchedFigures } from './feeds/touched';

/** Ledgers that are read elsewhere. Limits: issue "Ledgers people really have". */
export const bench: Bench = {
  run: async ({ broken, say }) => [...(await fecFigures(broken, say)), ...(await pdfFigures(broken, say)), ...(await touchedFigures(broken, say)), ...(await odooFigures(broken, say))],
};
