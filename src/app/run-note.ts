import { z } from 'zod';
import type { EntryFields } from '../journal/index.ts';

const text = z.string().max(300);

/** What is written down of a run; it comes from another process. */
export const runNoteSchema: z.ZodType<EntryFields['run']> = z.strictObject({
  bot: text,
  program: text,
  state: z.enum(['started', 'ended']),
  code: z.int().min(0).max(255).exactOptional(),
  signal: z
    .string()
    .regex(/^SIG[A-Z0-9]{1,12}$/)
    .exactOptional(),
  why: text.exactOptional(),
  by: text,
});
