import { basename, dirname, join } from 'node:path';
import type { Eyes } from '../../eyes.ts';
import type { Wait } from '../facts.ts';
import { isWaitFile, unreadIn, waitsIn } from './read-waits.ts';

const MOST_BYTES = 64 * 1024;

/** Files of a user by which package managers wait, from the home. */
const OF_USER = [
  '.npmrc',
  '.yarnrc.yml',
  '.bunfig.toml',
  '.config/uv/uv.toml',
  '.config/pypoetry/config.toml',
  '.config/pip/pip.conf',
  '.pip/pip.conf',
];
const OF_HOST = ['/etc/npmrc', '/etc/uv/uv.toml', '/etc/pip.conf'];

/** What settings say of waiting fresh releases out: of the project's folders first, then of the user, then of the host. */
export async function readWaits(
  eyes: Eyes,
  {
    folder,
    names,
    home,
  }: { readonly folder: string; readonly names: readonly string[]; readonly home: string | undefined },
): Promise<readonly Wait[]> {
  // uv leaves [tool.uv] where a uv.toml stands beside it.
  const isLeft = (name: string): boolean =>
    basename(name) === 'pyproject.toml' && names.includes(join(dirname(name), 'uv.toml'));
  const isOwn = (name: string): boolean => isWaitFile(name) && !isLeft(name);
  const own = names.filter(isOwn).map((name) => ({ path: join(folder, name), folder: dirname(name) }));
  const users = home === undefined ? [] : OF_USER.map((name) => ({ path: join(home, name) }));
  const files: readonly { readonly path: string; readonly folder?: string }[] = [
    ...own,
    ...users,
    ...OF_HOST.map((path) => ({ path })),
  ];
  const read = await Promise.all(
    files.map(async ({ path, folder: of }) => {
      const got = await eyes.read(path, MOST_BYTES);
      if ('fault' in got && got.fault === 'missing') return [];
      const by = of === undefined ? path : path.slice(folder.length + 1);
      const isRead = !('fault' in got) && !got.isCut;
      const said = isRead ? waitsIn(path, got.bytes.toString('utf8'), eyes.nowMs) : unreadIn(path);
      return said.map(
        ({ setting, ...wait }): Wait => ({
          ...wait,
          by: `${setting} of ${by}`,
          ...(of === undefined ? {} : { folder: of }),
        }),
      );
    }),
  );
  return read.flat();
}
