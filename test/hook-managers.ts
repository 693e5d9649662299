import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { root } from './source-tree.ts';

/** Where the programs of the managers of hooks are, or why they are not. */
export type HookManagers = { readonly programs: string } | { readonly missing: string };

/** As they are installed: exact, and without their install scripts. */
const WANTED = { husky: '9.1.7', lefthook: '2.2.2' } as const;
/** How long a hook that calls `hookManagers` may take. */
export const MANAGERS_TIMEOUT_MS = 180_000;

/** Installs husky and lefthook beside the clients in Python where they are not there; never throws. */
export async function hookManagers(): Promise<HookManagers> {
  const versions = Object.entries(WANTED).map(([name, version]) => `${name}@${version}`);
  const folder = join(root, '.cache', `hook-managers-${versions.join('-')}`);
  const programs = join(folder, 'node_modules', '.bin');
  const isThere = (): boolean => Object.keys(WANTED).every((name) => existsSync(join(programs, name)));
  if (isThere()) return { programs };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: WANTED }));
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];
  const why = await new Promise<string | undefined>((done) => {
    execFile('npm', args, { cwd: folder, timeout: MANAGERS_TIMEOUT_MS - 10_000 }, (error, _stdout, stderr) =>
      done(error === null ? undefined : (stderr.trim().split('\n').at(-1) ?? error.message)),
    );
  });
  return isThere() ? { programs } : { missing: why ?? 'npm has installed nothing' };
}

/** The folder of their programs; skips the running test, saying why, where there is none. In CI a skipped test is a failure. */
export function needManagers(context: Pick<TestContext, 'skip'>, managers: HookManagers): string {
  if ('programs' in managers) return managers.programs;
  return context.skip(`husky and lefthook cannot be installed: ${managers.missing}`);
}
