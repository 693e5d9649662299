/**
 * Nothing that prints may print a secret. How a test takes part, wherever it stands:
 *
 *   recordSecret(bytes);                                        // each secret that it makes
 *   recordOutput('up --json', text); recordFolder(journalPath); // whatever Keyward printed, logged, answered or wrote
 *
 * When the run ends, test/reporter.ts looks for every secret in every output, whichever test it comes from, in each form of
 * test/canary-forms.ts. What is shown on purpose (a new bot key, once) is named: `recordOutput(name, text, { shown: [secret] })`.
 */
import { appendFileSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { SHORTEST } from './canary-forms.ts';
import type { RecordedOutput, RecordedSecret } from './canary-search.ts';

/** Where a run keeps what its tests record; set by vitest.config.ts. */
const runFolder = process.env.KEYWARD_CANARY;

/** Remembers a secret, as text or bytes; throws a RangeError on one that is too short to look for. */
export function recordSecret(secret: string | Uint8Array, folder = runFolder): void {
  const bytes = Buffer.from(secret);
  if (bytes.length < SHORTEST)
    throw new RangeError(`a secret of under ${SHORTEST} bytes cannot be told from other text`);
  append<RecordedSecret>(folder, 'secrets', { test: currentTest(), bytes: bytes.toString('base64') });
}

/** Remembers what was printed, logged, answered or written under this name. */
export function recordOutput(
  name: string,
  output: string | Uint8Array,
  options: { readonly shown?: readonly string[]; readonly folder?: string } = {},
): void {
  let bytes = Buffer.from(output);
  for (const shown of options.shown ?? [])
    bytes = Buffer.from(bytes.toString('latin1').replaceAll(latin1(shown), '[shown]'), 'latin1');
  append<RecordedOutput>(options.folder ?? runFolder, 'outputs', {
    test: currentTest(),
    name,
    bytes: bytes.toString('base64'),
  });
}

/** Remembers every regular file under a folder, by name and content. Leave files out that hold secrets on purpose. */
export function recordFolder(
  path: string,
  options: { readonly except?: readonly string[]; readonly folder?: string } = {},
): void {
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    const file = join(path, name);
    if (options.except?.includes(name) || !lstatSync(file).isFile()) continue;
    const content = Buffer.concat([Buffer.from(`${name}\n`), readFileSync(file)]);
    recordOutput(file, content, options.folder === undefined ? {} : { folder: options.folder });
  }
}

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function append<T>(folder: string | undefined, kind: string, record: T): void {
  if (!folder) throw new Error('KEYWARD_CANARY is not set: run the tests with vitest from the root of the repository');
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${kind}-${process.pid}.jsonl`), `${JSON.stringify(record)}\n`);
}

function currentTest(): string {
  const { testPath, currentTestName } = expect.getState();
  return `${testPath ?? 'outside of a test'} > ${currentTestName ?? 'while loading'}`;
}
