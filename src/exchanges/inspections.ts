import type { Inspection } from './inspection.ts';

/** What can be said of a key, for every exchange, by id: one line each. */
export const inspections: Readonly<Record<string, Inspection>> = {};
