import type { Author, Result, SourceProblem } from '../../core';

/** Who stands behind a bearer token. */
export interface SignIn {
  /** The person under an id that never changes hands. Nothing of the token is kept, logged or answered. */
  person(token: string): Promise<Result<Author, SourceProblem>>;
}
