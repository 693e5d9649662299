import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { type Drift, type State, severities, states } from '../posture/index.ts';
import type { SessionParts } from './session.ts';

/** Far longer than the looks of all checks may take together. */
const LONGEST_MS = 120_000;
const MOST_PRINTED = 32 * 1024 * 1024;

const state = z.enum([...states, 'absent'] as unknown as [State | 'absent']);
const severity = z.enum(severities);
const comparedSchema = z.object({
  drift: z
    .array(
      z.object({
        id: z.string(),
        about: z.string(),
        was: state,
        wasSeverity: severity.optional(),
        is: state,
        severity: severity.optional(),
      }),
    )
    .optional(),
  uncompared: z.array(z.string()).default([]),
  checks: z.array(z.object({ id: z.string(), findings: z.array(z.object({ state })) })),
});

/** What a running Keyward wants of a report. */
export interface Compared {
  /** Absent where there is no baseline to compare with. */
  readonly drift?: readonly Drift[] | undefined;
  /** Ids of checks of which something is not known. */
  readonly unseen: readonly string[];
  /** Families in which the time ran out. */
  readonly uncompared: readonly string[];
}

export interface CheckProcessParts {
  readonly session: Pick<SessionParts, 'environment' | 'folder' | 'config'>;
  /** The file of this program. */
  readonly main: string;
  /** Ends it at once, with all that it has started. */
  readonly signal: AbortSignal;
  readonly longestMs?: number;
}

/** Runs `keyward check` as a process of its own: whatever it reads, and however long that takes, holds up nothing here. Throws what went wrong. */
export async function checkApart({
  session,
  main,
  signal,
  longestMs = LONGEST_MS,
}: CheckProcessParts): Promise<Compared> {
  const config = session.config === undefined ? [] : ['--config', session.config];
  const child = spawn(process.execPath, [main, ...config, '--json', 'check', '--fail-on', 'never'], {
    cwd: session.folder,
    env: session.environment.variables as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'ignore'],
    // It leads a group, so that programs which it runs end with it.
    detached: true,
  });
  const late = AbortSignal.timeout(longestMs);
  const end = AbortSignal.any([signal, late]);
  try {
    child.on('error', () => undefined);
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MOST_PRINTED) chunks.push(chunk);
    });
    await once(child, 'close', { signal: end }).catch((error: unknown) => {
      if (!end.aborted) throw error;
      throw new Error(late.aborted ? `they did not end within ${longestMs / 1_000} s` : 'they were stopped');
    });
    if (length > MOST_PRINTED) throw new Error('they said more than can be read');
    return readReport(Buffer.concat(chunks).toString('utf8'));
  } finally {
    killGroup(child.pid);
  }
}

function readReport(text: string): Compared {
  const said: unknown = text.trim() === '' ? undefined : JSON.parse(text);
  const error = z.object({ error: z.object({ message: z.string() }) }).safeParse(said);
  if (error.success) throw new Error(error.data.error.message);
  if (said === undefined) throw new Error('they gave no report');
  const { drift, uncompared, checks } = comparedSchema.parse(said);
  const unseen = checks.filter(({ findings }) => findings.some((one) => one.state === 'unknown')).map(({ id }) => id);
  return { ...(drift ? { drift } : {}), uncompared, unseen };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
