export type * from './types';
export { recipientsFor } from './recipients';
