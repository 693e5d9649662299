import { posix } from 'node:path';
import type { Files } from '../files/files.ts';
import { readUnit, type UnitFile, wordsOf } from '../files/unit-file.ts';
import { type Command, commandOf } from './command.ts';
import type { Home } from './home.ts';

/** A systemd unit that starts a bot or a script. */
export interface Unit {
  readonly name: string;
  readonly path: string;
  readonly file: UnitFile;
  readonly command: Command;
}

const { join } = posix;
const SYSTEM = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/run/systemd/transient',
  '/usr/local/lib/systemd/system',
];
const MOST_UNITS = 300;

/** The units of this host and of the homes whose command could be a bot. Packages' own units are left out. */
export async function unitsIn(files: Files, homes: readonly Home[]): Promise<readonly Unit[]> {
  const places = [
    ...SYSTEM.map((folder) => ({ folder, home: '/root' })),
    { folder: '/etc/systemd/user', home: '/root' },
    ...homes.map(({ home }) => ({ folder: join(home, '.config', 'systemd', 'user'), home })),
  ];
  const found = await Promise.all(places.map(({ folder, home }) => unitsOf(files, folder, home)));
  return found.flat();
}

async function unitsOf(files: Files, folder: string, home: string): Promise<readonly Unit[]> {
  const names = await files.list(folder);
  const units: Unit[] = [];
  for (const name of names.filter((one) => one.endsWith('.service')).slice(0, MOST_UNITS)) {
    const path = join(folder, name);
    const text = await files.text(path);
    if (text === undefined) continue;
    const dropIns = names.includes(`${name}.d`) ? await files.list(join(folder, `${name}.d`)) : [];
    const texts = [{ file: path, text }];
    for (const one of dropIns.filter((each) => each.endsWith('.conf'))) {
      const more = await files.text(join(folder, `${name}.d`, one));
      if (more !== undefined) texts.push({ file: join(folder, `${name}.d`, one), text: more });
    }
    const file = readUnit(texts, home);
    for (const command of file.commands.map(unwrapShell).flatMap((words) => commandOf(words) ?? []))
      units.push({ name, path, file, command });
  }
  return units;
}

/** `sh -c 'cd /srv && exec freqtrade trade'` starts what stands last in its text. */
function unwrapShell(words: readonly string[]): readonly string[] {
  const [program = '', option = '', text = ''] = words;
  if (!/(?:^|\/)(?:ba|da|z)?sh$/.test(program) || !/^-[a-z]*c$/.test(option)) return words;
  const last = text
    .split(/&&|;|\|\|/)
    .map((part) => wordsOf(part.trim().replace(/^exec\s+/, '')))
    .filter((part) => commandOf(part) !== undefined)
    .at(-1);
  return last ?? [];
}
