import { posix } from 'node:path';
import type { Files } from '../files/files.ts';
import type { BotKind, BotProcess } from '../found.ts';
import { ownersIn } from './cgroup.ts';
import { type Command, commandOf, resolved } from './command.ts';
import { importsOf } from './imports.ts';

/** A process that could be a bot: its command names one, or a script that was looked into. */
export interface Candidate {
  readonly process: BotProcess;
  readonly command: Command;
  readonly kind?: BotKind;
  /** The script, or the module's file, as a path of this host. */
  readonly script?: string;
}

const MOST_PROCESSES = 4_000;
const MOST_MODULES = 30;

/** All processes that are bots by their command, or run a script. */
export async function candidatesIn(files: Files, proc: string): Promise<readonly Candidate[]> {
  const names = (await files.list(proc)).filter((name) => /^\d+$/.test(name));
  if (!names.includes('1')) files.gap('processes of other users cannot be seen');
  if (names.length > MOST_PROCESSES) files.gap(`of ${names.length} processes only ${MOST_PROCESSES} were looked at`);
  const started: { pid: number; command: Command }[] = [];
  for (const name of names.slice(0, MOST_PROCESSES)) {
    const line = await read(files, `${proc}/${name}/cmdline`);
    const command = line === undefined || line === '' ? undefined : commandOf(line.replace(/\0$/, '').split('\0'));
    if (command !== undefined) started.push({ pid: Number(name), command });
  }
  const folders = await foldersOf(
    files,
    proc,
    started.map(({ pid }) => pid),
  );
  const outer = await outerIds(files, proc);
  const found = await Promise.all(
    started.map(({ pid, command }) => candidateOf(files, proc, pid, command, folders.get(pid), outer)),
  );
  return found.filter((one) => one !== undefined);
}

/** Processes come and go: what is missing is no gap. */
async function read(files: Files, path: string): Promise<string | undefined> {
  if (files.isOver) return undefined;
  const got = await files.eyes.read(path, 64 * 1024);
  return 'fault' in got ? undefined : got.bytes.toString('utf8');
}

/** The current folders, as the links say; what another user's process hides is left out, and told. */
async function foldersOf(files: Files, proc: string, pids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  if (pids.length === 0) return found;
  const links = pids.map((pid) => `${proc}/${pid}/cwd`);
  const ran = await files.eyes.run(['find', ...links, '-maxdepth', '0', '-printf', '%p\\0%l\\0']);
  if ('fault' in ran) {
    files.gap('the folders of processes cannot be read');
    return found;
  }
  const words = ran.out.split('\0');
  for (let at = 0; at + 1 < words.length; at += 2) {
    const pid = Number(words[at]?.split('/').at(-2));
    const folder = words[at + 1] ?? '';
    if (folder.startsWith('/') && !folder.endsWith(' (deleted)')) found.set(pid, folder);
  }
  const hidden = pids.filter((pid) => !found.has(pid)).length;
  if (hidden > 0 && files.eyes.uid !== 0) files.gap(`the folders of ${hidden} processes of other users cannot be read`);
  return found;
}

type Outer = (uid: number) => number;

/** How ids here are told one namespace further out; `/proc/self/uid_map` is that of whoever looks. */
async function outerIds(files: Files, proc: string): Promise<Outer> {
  const rows = ((await read(files, `${proc}/self/uid_map`)) ?? '')
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  return (uid) => {
    const [inside = 0, outside = 0] = rows.find(([from = 0, , count = 0]) => uid >= from && uid < from + count) ?? [];
    return uid - inside + outside;
  };
}

async function candidateOf(
  files: Files,
  proc: string,
  pid: number,
  command: Command,
  cwd: string | undefined,
  outer: Outer,
): Promise<Candidate | undefined> {
  const [status, cgroup] = await Promise.all([
    read(files, `${proc}/${pid}/status`),
    read(files, `${proc}/${pid}/cgroup`),
  ]);
  const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(status ?? '')?.[1];
  if (uid === undefined || /^State:\s+Z/m.test(status ?? '')) return undefined;
  const owners = ownersIn(cgroup ?? '');
  // Inside of a container a path is not one of this host.
  const folder = owners.container === undefined ? cwd : undefined;
  const script = await scriptOf(files, command, folder);
  const kind =
    command.kind ??
    (script === undefined ? undefined : await kindOfScript(files, script, command.language ?? 'python'));
  const program =
    script !== undefined && command.script !== undefined && !command.script.startsWith('/')
      ? command.program.replace(command.script, script)
      : command.program;
  const process = { pid, uid: outer(Number(uid)), program, ...(folder === undefined ? {} : { folder }), ...owners };
  return { process, command, ...(kind === undefined ? {} : { kind }), ...(script === undefined ? {} : { script }) };
}

/** The file that a command runs; of `python -m name` the module in the folder. */
export async function scriptOf(
  files: Files,
  command: Command,
  folder: string | undefined,
): Promise<string | undefined> {
  if (command.script !== undefined) return resolved(command.script, folder);
  if (command.module === undefined || folder === undefined) return undefined;
  return moduleFile(files, folder, command.module);
}

async function moduleFile(files: Files, folder: string, module: string): Promise<string | undefined> {
  const path = posix.join(folder, ...module.split('.').filter((part) => part !== ''));
  const tries = [`${path}.py`, posix.join(path, '__main__.py'), posix.join(path, '__init__.py')];
  for (const one of tries)
    if (await files.eyes.look(one).then((facts) => 'kind' in facts && facts.kind === 'file')) return one;
  return undefined;
}

/** `ccxt` or `nautilus` where the script imports them, itself or through modules that stand beside it. */
export async function kindOfScript(
  files: Files,
  script: string,
  language: 'python' | 'node',
): Promise<'ccxt' | 'nautilus' | undefined> {
  // What pip and npm have installed is a tool, not the owner's program.
  if (/\/(?:site-packages|dist-packages|node_modules)\/|^\/(?:usr|bin|sbin)\//.test(script)) return undefined;
  const queue = [script];
  const known = new Set(queue);
  for (let at = 0; at < queue.length && at < MOST_MODULES; at += 1) {
    const path = queue[at] as string;
    const text = await textQuietly(files, path);
    const { isTrading, isNautilus, own } = importsOf(text, language);
    if (isNautilus) return 'nautilus';
    if (isTrading) return 'ccxt';
    for (const next of await Promise.all(
      own.slice(0, MOST_MODULES).map((name) => fileOf(files, path, name, language)),
    )) {
      if (next === undefined || known.has(next)) continue;
      known.add(next);
      queue.push(next);
    }
  }
  return undefined;
}

async function textQuietly(files: Files, path: string): Promise<string> {
  const got = await files.eyes.read(path, 256 * 1024);
  return 'fault' in got ? '' : got.bytes.toString('utf8');
}

async function fileOf(
  files: Files,
  from: string,
  name: string,
  language: 'python' | 'node',
): Promise<string | undefined> {
  const folder = posix.dirname(from);
  if (language === 'python') return moduleFile(files, folder, name);
  const path = posix.join(folder, name);
  const tries = [
    path,
    ...['.js', '.ts', '.mjs', '.cjs', '/index.js', '/index.ts'].map((end) => path + end),
    path.replace(/\.js$/, '.ts'),
  ];
  for (const one of tries) {
    const facts = await files.eyes.look(one);
    if ('kind' in facts && facts.kind === 'file') return one;
  }
  return undefined;
}
