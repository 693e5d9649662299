import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { makePrivateFolder } from '../core/index.ts';
import { abstractHolder } from './holder.ts';

/** The runbook of one key in the hands of this process, or in those of another. */
export type LeakHold = { readonly letGo: () => void } | { readonly heldBy: string };

/**
 * Takes the runbook of a key, so that two do not revoke, replace and close at once. As with the state folder the kernel lets go of it however the
 * process ends, and no disk is asked. Where no state folder can be made, or the system has no such locks, nobody holds it.
 */
export function holdLeak(home: string, key: string): Promise<LeakHold> {
  try {
    makePrivateFolder(home);
  } catch {
    // What cannot be made cannot be locked either: the step that halts says so.
  }
  const folder = statSync(home, { bigint: true, throwIfNoEntry: false });
  const free: LeakHold = { letGo: () => undefined };
  if (folder === undefined || process.platform !== 'linux') return Promise.resolve(free);
  const name = `keyward-leak-${folder.dev}-${folder.ino}-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
  return new Promise((done) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      done(error.code === 'EADDRINUSE' ? { heldBy: abstractHolder(name) ?? 'another process' } : free),
    );
    server.listen(`\0${name}`, () => done({ letGo: () => void server.close() }));
    server.unref();
  });
}
