import type { Context, TypedResponse } from 'hono';
import { API_VERSION } from '../core';
import type { Answer, Problem, Refusal, Result } from '../core';
import { statusOf } from './http-problems';

/** Versions of the wire that this server answers: the current one and the one before, once there is one. */
export const SERVED: readonly number[] = [API_VERSION];

/** The type is written out: the one that Hono infers is too long for a declaration file (TS7056). */
export const answer = <T>(c: Context, value: T): TypedResponse<Answer<T>, 200, 'json'> & Response => c.json<Answer<T>>({ apiVersion: API_VERSION, value }, 200) as never;

export function refuse(c: Context, problem: Problem, status: number = statusOf(problem), reference: string | null = null): Response {
  // The request log names the code; never what was in the request.
  c.set('problem' as never, problem.code as never);
  return c.json<Refusal>({ apiVersion: API_VERSION, problem, reference }, status as 400);
}

export const give = <T>(c: Context, result: Result<T, Problem>): Response => (result.ok ? answer(c, result.value) : refuse(c, result.problem));
