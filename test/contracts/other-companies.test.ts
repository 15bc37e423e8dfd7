import { otherCompaniesContract } from './other-companies-contract';

otherCompaniesContract('SQLite', () => Promise.resolve('sqlite::memory:'));
