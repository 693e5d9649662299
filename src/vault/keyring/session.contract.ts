import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { needProgram } from '../../../test/programs.ts';

/** A session bus of its own with GNOME Keyring on it, in a temporary home. */
export interface KeyringSession {
  readonly variables: Readonly<Record<string, string>>;
  lock(): void;
  stop(): Promise<void>;
}

/** Says where the bus is, and ends with its input. */
const SCRIPT = `
if [ "$1" = unlocked ]; then printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; fi
echo "$DBUS_SESSION_BUS_ADDRESS"
cat >/dev/null
`;

/** Starts the session; the keyring is made and unlocked, or, when `isUnlocked` is false, none is there. Skips where a program misses. */
export async function startKeyring(
  context: Pick<TestContext, 'skip'>,
  { isUnlocked = true } = {},
): Promise<KeyringSession> {
  const [run] = ['dbus-run-session', 'gnome-keyring-daemon', 'secret-tool', 'dbus-send'].map((name) =>
    needProgram(context, name),
  );
  const home = mkdtempSync(join(tmpdir(), 'keyward-keyring-'));
  const env = { PATH: process.env.PATH ?? '', HOME: home, XDG_RUNTIME_DIR: home, XDG_DATA_HOME: join(home, 'data') };
  const session = spawn(run!, ['--', 'sh', '-c', SCRIPT, 'sh', isUnlocked ? 'unlocked' : 'none'], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const variables = { ...env, DBUS_SESSION_BUS_ADDRESS: await firstLine(session) };
  return {
    variables,
    lock: () => {
      const path = '/org/freedesktop/secrets';
      const method = 'org.freedesktop.Secret.Service.Lock';
      const objects = `array:objpath:${path}/collection/login`;
      execFileSync(
        'dbus-send',
        ['--session', '--print-reply', '--dest=org.freedesktop.secrets', path, method, objects],
        {
          env: variables,
          stdio: 'ignore',
        },
      );
    },
    stop: async () => {
      const ended = once(session, 'exit');
      session.stdin.end();
      await ended;
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function firstLine(session: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let text = '';
    session.once('exit', (code) => fail(new Error(`the session ended with code ${code}`)));
    session.stdout!.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const end = text.indexOf('\n');
      if (end !== -1) done(text.slice(0, end));
    });
  });
}
