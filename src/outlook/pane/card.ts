/**
 * What the first card needs beyond the frame: one file, fetched beside the first one. Whatever is fetched later is asked for
 * from here, so that nothing they share becomes a file of its own.
 */
export { loadAhead } from './ahead';
export { CompanyDoor } from './company-door';
export { CompanyPane } from './company-pane';
