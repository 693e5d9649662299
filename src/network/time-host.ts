import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Clock } from '../core/index.ts';
import type { TimeHost } from './time-source.ts';

const TIMEOUT_MS = 2_000;
const MOST_BYTES = 64 * 1024;

/** This host, looked at only. Programs are run without a shell, without input and not for long. */
export function systemTimeHost(clock: Clock): TimeHost {
  return {
    nowMs: () => clock.nowMs(),
    isThere: existsSync,
    changedMs: (path) => orNothing(() => statSync(path).mtimeMs),
    read: (path) => orNothing(() => readFileSync(path, 'utf8').slice(0, MOST_BYTES)),
    run: (program, args) =>
      new Promise((done) => {
        const child = execFile(program, [...args], { timeout: TIMEOUT_MS, maxBuffer: MOST_BYTES }, (error, stdout) =>
          done(error ? undefined : stdout),
        );
        child.stdin?.end();
      }),
  };
}

function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
