import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Code and what it reads; no tests, and nothing that is left beside by tools. */
const PROGRAM = /(?<!\.(?:test|contract|d))\.[jt]s$/;

/**
 * Changes with whatever decides what is found: rules, and the engine that applies them. What was read under another one is read again. `program`: the
 * version of Keyward, which stays the same where it runs from a clone.
 */
export function rulesVersion(program: string, folder: string = import.meta.dirname): string {
  const hash = createHash('sha256').update(`${program}\0`);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => PROGRAM.test(file));
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0');
  return hash.digest('hex');
}
