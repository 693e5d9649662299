import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach } from 'vitest';
import type { CheckParts } from '../../../src/app/check-parts.ts';
import { eyesOf } from '../../../src/app/eyes.ts';
import { loadSettings, type SessionParts } from '../../../src/app/session.ts';
import { jsonLog, systemClock } from '../../../src/core/index.ts';
import { Journal } from '../../../src/journal/index.ts';
import type { Check, Finding } from '../../../src/posture/index.ts';

/** What a look is given, of a folder with settings and a state folder beside it. */
export function partsAt(folder: string, home: string, variables: Readonly<Record<string, string>> = {}): CheckParts {
  const session: SessionParts = {
    environment: { home, configFolder: join(folder, 'none'), mayColour: false, user: 'test', variables },
    folder,
    clock: systemClock,
    log: jsonLog(() => undefined, systemClock),
  };
  const { settings, path } = loadSettings(session);
  const signal = AbortSignal.timeout(20_000);
  return {
    session,
    settings,
    ...(path === undefined ? {} : { path }),
    home,
    eyes: eyesOf({ nowMs: systemClock.nowMs(), signal }),
    bots: Promise.resolve({ bots: [], gaps: [] }),
    signal,
  };
}

/** A state folder with a journal for each test. */
export function journalScene(name: string): { readonly home: string; readonly journal: Journal } {
  const scene = {} as { home: string; journal: Journal };
  beforeEach(async () => {
    scene.home = mkdtempSync(join(tmpdir(), `keyward-${name}-`));
    scene.journal = await Journal.open(join(scene.home, 'journal'), {
      clock: systemClock,
      log: jsonLog(() => undefined, systemClock),
    });
  });
  afterEach(async () => {
    await scene.journal.close();
    rmSync(scene.home, { recursive: true, force: true });
  });
  return scene;
}

/** What the checks of a family say of its facts: `main: pass` by id, in the order of the findings. */
export function saidOf<Facts>(checks: readonly Check<Facts>[], facts: Facts): Record<string, readonly string[]> {
  return Object.fromEntries(
    checks.map((check) => [check.id, check.judge(facts).map(({ about, result }) => `${about}: ${result}`)]),
  );
}

export function findingsOf<Facts>(checks: readonly Check<Facts>[], facts: Facts, id: string): readonly Finding[] {
  return checks.find((check) => check.id === id)!.judge(facts);
}

/** Until it holds; throws what was seen last. */
export async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean, timeoutMs = 30_000): Promise<T> {
  for (const endMs = performance.now() + timeoutMs; ; ) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (performance.now() > endMs) throw new Error(`not so in time: ${JSON.stringify(seen)}`);
    await sleep(300);
  }
}

/** Everything in a folder: looking makes nothing there. */
export const namesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true }).map(String).sort();
