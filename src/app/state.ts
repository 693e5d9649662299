import { existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { type Clock, KeywardError, type Log, makePrivateFolder } from '../core/index.ts';
import { BotKeys } from '../gateway/index.ts';
import { HaltFile } from '../halt/index.ts';
import { Journal } from '../journal/index.ts';
import { Seal, type Unlock } from '../vault/index.ts';
import { abstractHolder } from './holder.ts';

/** The state folder in the hands of this process: locked, checked, opened. */
export interface State {
  readonly home: string;
  readonly journal: Journal;
  readonly seal: Seal;
  readonly botKeys: BotKeys;
  readonly halt: HaltFile;
  close(): Promise<void>;
}

/**
 * Opens (or makes) the state folder. Throws `home-locked` while another process has it, `home-foreign` when it belongs to another user,
 * `home-unsafe` when others can enter it, `file-failed` when it is no folder, `lock-unsupported` where there are no abstract sockets.
 */
export async function openState(
  home: string,
  clock: Clock,
  log: Log,
  unlock?: Unlock | 'no-seal',
  platform: NodeJS.Platform = process.platform,
): Promise<State> {
  const path = resolve(home);
  if (existsSync(path)) {
    checkOwner(path);
    if ((statSync(path).mode & 0o077) !== 0) throw new KeywardError('home-unsafe', `${path} can be entered by others`);
  } else {
    makePrivateFolder(path);
  }
  const lock = await takeLock(path, platform);
  try {
    for (const folder of ['nonces', 'practice']) mkdirSync(join(path, folder), { recursive: true, mode: 0o700 });
    const journal = await Journal.open(join(path, 'journal'), { clock, log });
    const sealPath = join(path, 'seal.key');
    const seal =
      unlock === 'no-seal' ? Seal.closed() : unlock ? await Seal.openWith(sealPath, unlock) : Seal.open(sealPath);
    return {
      home: path,
      journal,
      seal,
      botKeys: new BotKeys(join(path, 'bots.json'), seal, clock),
      halt: new HaltFile(path),
      close: async () => {
        await journal.close();
        await new Promise<void>((done) => lock.close(() => done()));
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/**
 * Throws `home-foreign` when the folder is there and belongs to another user: files made in it would lock its owner out; `file-failed` when
 * what is there is no folder.
 */
export function checkOwner(path: string): void {
  checkFolder(path);
  const owner = statSync(path, { throwIfNoEntry: false })?.uid;
  if (owner === undefined || process.getuid === undefined || owner === process.getuid()) return;
  throw new KeywardError('home-foreign', `${path} belongs to another user (uid ${owner})`);
}

/** Throws `file-failed` when what is there is no folder. */
export function checkFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new KeywardError('file-failed', `${path} is a file, and the state folder is to be there`);
}

/**
 * An abstract Unix socket named after the folder itself, whichever path leads to it: the kernel lets go of it however the process ends.
 * Only Linux has them, and a network namespace (a container) sees its own alone.
 */
export function takeLock(path: string, platform: NodeJS.Platform): Promise<Server> {
  if (platform !== 'linux')
    throw new KeywardError('lock-unsupported', `the state folder cannot be locked on ${platform}`);
  const { dev, ino } = statSync(path, { bigint: true });
  const name = `keyward-${dev}-${ino}`;
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return fail(error);
      const holder = abstractHolder(name);
      const who = holder === undefined ? 'another Keyward' : `another Keyward, ${holder},`;
      fail(new KeywardError('home-locked', `${who} uses ${path}`, { cause: error }));
    });
    server.listen(`\0${name}`, () => done(server));
    server.unref();
  });
}
