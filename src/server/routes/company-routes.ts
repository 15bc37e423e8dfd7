import { z } from '@hono/zod-openapi';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { COMPANY_HEADER } from '../../core';
import type { CompanyId } from '../../core';
import { give, refuse } from '../answers';
import type { CompanyDesk } from '../companies/company-desk';
import { serveRoute } from './serve-route';

const nameBody = z.object({ name: z.string().max(1_000) }).strict();
const companyParam = z.object({ id: z.string().min(1).max(100) });

/** A request that names a company is answered by that one or not at all. */
export const onlyThisCompany = (company: CompanyId): MiddlewareHandler => async (c, next) => {
  const named = c.req.header(COMPANY_HEADER);
  if (named !== undefined && named !== company) return refuse(c, { code: 'company/unknown', company: named.slice(0, 100) });
  await next();
  return undefined;
};

export function companyRoutes(app: OpenAPIHono, companies: CompanyDesk): void {
  serveRoute(app, { method: 'post', path: '/api/v1/companies', summary: 'Another company beside those that are there; it begins without a ledger', body: nameBody, answers: 'CompanyView' },
    async ({ body }, c) => give(c, await companies.add(body.name)));
  serveRoute(app, { method: 'delete', path: '/api/v1/companies/{id}', summary: 'Removes a company about which nothing was recorded', params: companyParam, answers: 'null' },
    async ({ params }, c) => give(c, await companies.remove(params.id)));
}
