import type { CompanyProfile } from '../case-file';
import type { CompanyView } from './wire';

/** What a client is told of a company before it asks it anything. */
export const companyView = ({ id, name, addresses, domains }: CompanyProfile, connected: boolean): CompanyView => ({ id, name, addresses, domains, connected });
