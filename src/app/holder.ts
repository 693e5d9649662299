import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { KeywardError } from '../core/index.ts';

const LISTENING = '0A';

/**
 * Who listens on a TCP port of this host, in words: `python3 (pid 12)`, or the user where the process is not ours to look into.
 * `undefined` where the system does not tell. `proc` is where it tells it.
 */
export function portHolder(port: number, proc = '/proc'): string | undefined {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  for (const table of ['tcp', 'tcp6']) {
    for (const line of linesOf(join(proc, 'net', table))) {
      const [, local = '', , state, , , , uid, , inode] = line.split(/\s+/);
      if (state !== LISTENING || !local.endsWith(`:${wanted}`)) continue;
      return socketHolder(inode, proc) ?? `a process of the user with uid ${uid}`;
    }
  }
  return undefined;
}

/** Who holds an abstract Unix socket of this name (without the leading NUL), as `portHolder`. */
export function abstractHolder(name: string, proc = '/proc'): string | undefined {
  for (const line of linesOf(join(proc, 'net', 'unix'))) {
    const [, , , , , , inode, path] = line.split(/\s+/);
    if (path?.replace(/@+$/, '') !== `@${name}`) continue;
    const holder = socketHolder(inode, proc);
    if (holder !== undefined) return holder;
  }
  return undefined;
}

/** The fault with the setting that decides the port and the program that has it; any other fault as it is. */
export function namingHolder(error: unknown, port: number, setting: string): unknown {
  if (!(error instanceof KeywardError) || error.code !== 'port-busy') return error;
  const holder = portHolder(port);
  return new KeywardError(
    'port-busy',
    `port ${port} of 127.0.0.1 (${setting}) is in use${holder === undefined ? '' : ` by ${holder}`}`,
    { cause: error },
  );
}

/** The process with this socket among its open files; of those that this user may look into. */
function socketHolder(inode: string | undefined, proc: string): string | undefined {
  if (inode === undefined || inode === '0') return undefined;
  const pid = namesIn(proc)
    .filter((name) => /^\d+$/.test(name))
    .find((each) =>
      namesIn(join(proc, each, 'fd')).some((fd) => linkOf(join(proc, each, 'fd', fd)) === `socket:[${inode}]`),
    );
  if (pid === undefined) return undefined;
  // The name alone: a command line may hold a secret.
  const [name = ''] = linesOf(join(proc, pid, 'comm'));
  return `${name.replace(/[^\x20-\x7e]/g, '?') || 'a process'} (pid ${pid})`;
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trim());
  } catch {
    return [];
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
