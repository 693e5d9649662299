import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Code and what it reads; no tests, and nothing that is left beside by tools. */
const PROGRAM = /(?<!\.(?:test|contract|d))\.[jt]s$/;
/** Where a build that joins modules writes down the digest of those of the scan. */
const BUILT = 'scan.sha256';

/**
 * Changes with whatever decides what is found: rules, and the engine that applies them. What was read under another one is read again. `program`: the
 * version of Keyward, which stays the same where it runs from a clone.
 */
export function rulesVersion(program: string, folder: string = import.meta.dirname): string {
  const built = join(folder, BUILT);
  const code = existsSync(built) ? readFileSync(built, 'utf8') : codeDigest(folder);
  return createHash('sha256').update(`${program}\0${code}`).digest('hex');
}

/** SHA-256 of the code in a folder, in hex. */
export function codeDigest(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => PROGRAM.test(file));
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0');
  return hash.digest('hex');
}
