import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { KeywardError, writeFileDurably } from '../core/index.ts';
import { checkOwner } from './state.ts';

/** What a small file of the state folder says; `undefined` when it is not there or says nothing that can be read. */
export function recall<T>(home: string, name: string, schema: z.ZodType<T>): T | undefined {
  try {
    const read = schema.safeParse(JSON.parse(readFileSync(join(resolve(home), name), 'utf8')));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces it durably, beside whoever holds the folder. Says why it cannot be kept; a folder that is not there is not made. */
export function remember(home: string, name: string, value: unknown): string | undefined {
  const folder = resolve(home);
  if (!existsSync(folder)) return 'there is no state folder yet';
  try {
    checkOwner(folder);
    writeFileDurably(join(folder, name), `${JSON.stringify(value, undefined, 1)}\n`);
    return undefined;
  } catch (error) {
    if (error instanceof KeywardError) return error.message;
    return `${name} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'no reason given'})`;
  }
}
