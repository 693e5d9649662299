import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { packagesFamily } from './family.ts';
import { readPackageFiles } from './look-files.ts';
import { factsOf } from './project.contract.ts';

const NAMES = [
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'requirements.txt',
  'constraints.txt',
  'pyproject.toml',
  'Pipfile',
  'Pipfile.lock',
  'poetry.lock',
  'pdm.lock',
  'pylock.toml',
  'uv.lock',
  'setup.py',
  'environment.yml',
];

function eyesWith(bytes: Buffer): Eyes {
  const missing = { fault: 'missing' } as const;
  return {
    uid: 0,
    nowMs: 0,
    run: async () => missing,
    read: async () => ({ bytes, isCut: false }),
    look: async () => missing,
    list: async () => missing,
  };
}

async function passesOf(name: string, bytes: Buffer): Promise<{ readonly ids: string[]; readonly packages: number }> {
  const { files, gaps } = await readPackageFiles(eyesWith(bytes), '/srv/grid', [name], () => 60_000);
  const facts = factsOf({ files, gaps, code: seen('the parsers', { parsed: 0, uses: [], gaps: [] }) });
  const ids = packagesFamily.checks.flatMap(({ id, judge }) =>
    judge(facts).some(({ result }) => result === 'pass') ? [id] : [],
  );
  return { ids, packages: files.flatMap(({ packages }) => packages).length };
}

/** What is cut off, turned round or filled with noise on its way. */
const rubbish = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(text)),
  fc
    .constantFrom('', ' ', '\n', '{', '[]', 'null', '{}', '<<<<<<< HEAD', '\0\0\0', '#!bun', '---', '[[package]]')
    .map((text) => Buffer.from(text)),
);

it.each(NAMES)('a %s of rubbish is refused or names nothing, and no check passes by it', async (name) => {
  await fc.assert(
    fc.asyncProperty(rubbish, async (bytes) => {
      const { ids, packages } = await passesOf(name, bytes);
      // What happens to be a list of packages is judged as one.
      if (packages === 0) expect(ids).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
