import { z } from '@hono/zod-openapi';
import { CURRENCIES, isLocalDate } from '../../core';

/** No NUL (PostgreSQL has none in text) and no half of a surrogate pair (it cannot be written as UTF-8). */
const wellFormed = (text: string): boolean => !text.includes('\u0000') && !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);

export const text = (longest: number) => z.string().max(longest).refine(wellFormed, 'not text');
/** Something must stand there. */
export const words = (longest: number) => text(longest).refine((t) => t.trim() !== '', 'empty');

export const day = z.string().refine(isLocalDate, 'not a calendar day').openapi({ example: '2026-11-23', format: 'date' });
export const currency = z.enum(CURRENCIES);
const MOST = Number.MAX_SAFE_INTEGER;
export const money = z.strictObject({ minor: z.int().min(-MOST).max(MOST), currency });

/** Ids are opaque: what the server once gave out. */
export const id = words(10_200);
export const shortId = words(200);
export const address = words(320);
export const stage = words(40);
export const hex64 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256');
export const language = z.enum(['fr', 'en']);
export const tone = z.enum(['courteous', 'firm', 'formal']);
export const reference = words(40);
