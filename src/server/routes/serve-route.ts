import { createRoute, z } from '@hono/zod-openapi';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';

type Schema = z.ZodType;
type ObjectSchema = z.ZodObject;

export interface RouteSpec<P extends ObjectSchema, Q extends ObjectSchema, B extends Schema> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** `{id}` marks a parameter. */
  readonly path: string;
  readonly summary: string;
  /** What `value` holds: the name of the type in core. */
  readonly answers: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
}

export interface RouteInput<P extends ObjectSchema, Q extends ObjectSchema, B extends Schema> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
}

const envelope = (answers: string) => z.object({ apiVersion: z.int(), value: z.unknown().openapi({ description: answers }) });
const refusal = z.object({ apiVersion: z.int(), problem: z.object({ code: z.string() }).loose(), reference: z.string().nullable() }).openapi('Refusal');

/** One route: validated by its schemas, described by the same schemas in /api/v1/openapi.json. */
export function serveRoute<P extends ObjectSchema, Q extends ObjectSchema, B extends Schema>(
  app: OpenAPIHono,
  spec: RouteSpec<P, Q, B>,
  handle: (input: RouteInput<P, Q, B>, c: Context) => Promise<Response>,
): void {
  const route = createRoute({
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    request: {
      ...(spec.params === undefined ? {} : { params: spec.params }),
      ...(spec.query === undefined ? {} : { query: spec.query }),
      ...(spec.body === undefined ? {} : { body: { required: true, content: { 'application/json': { schema: spec.body } } } }),
    },
    responses: {
      200: { description: spec.answers, content: { 'application/json': { schema: envelope(spec.answers) } } },
      default: { description: 'a problem: code and data, no text', content: { 'application/json': { schema: refusal } } },
    },
  });
  const validated = (c: Context, part: 'param' | 'query' | 'json', schema: Schema | undefined): unknown => (schema === undefined ? undefined : c.req.valid(part as never));
  const handler = (c: Context): Promise<Response> =>
    handle({ params: validated(c, 'param', spec.params), query: validated(c, 'query', spec.query), body: validated(c, 'json', spec.body) } as RouteInput<P, Q, B>, c);
  app.openapi(route, handler as never);
}
