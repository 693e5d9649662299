import { readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { HouseReporter } from './test/reporter.ts';

const DAY_MS = 86_400_000;
const runs = join(import.meta.dirname, '.cache', 'canary');
const canary = join(runs, `${Date.now()}-${process.pid}`);

for (const name of listed(runs)) {
  const isOld = statSync(join(runs, name)).mtimeMs < Date.now() - DAY_MS;
  if (isOld) rmSync(join(runs, name), { recursive: true, force: true });
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Many tests wait for programs and timers: on two processors two at a time are half the time of one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    env: { KEYWARD_CANARY: canary },
    reporters: ['default', new HouseReporter(canary)],
  },
});
