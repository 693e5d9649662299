import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { ask, textOf, wordsOf } from './asking.ts';
import type { Cover, DiskFacts, SpaceFacts, SwapFacts } from './facts.ts';

const DEEPEST = 8;

export async function lookSwaps(eyes: Eyes): Promise<Sight<readonly SwapFacts[]>> {
  const swaps = await textOf(eyes, '/proc/swaps');
  if ('unseen' in swaps) return swaps;
  if (swaps.seen === undefined) return unseen('/proc/swaps', '/proc/swaps is missing');
  const lines = swaps.seen
    .split('\n')
    .slice(1)
    .flatMap((line) => /^(\S+)\s+(file|partition)\s/.exec(line) ?? []);
  const found: SwapFacts[] = [];
  for (let at = 0; at < lines.length; at += 3) {
    const name = unescaped(lines[at + 1] ?? '');
    found.push({ name, cover: await (lines[at + 2] === 'file' ? coverOfPath(eyes, name) : coverOfDevice(eyes, name)) });
  }
  return seen('/proc/swaps', found);
}

/** The kernel writes spaces as `\040`. */
const unescaped = (path: string): string =>
  path.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/** What lies under the file system of a path. */
async function coverOfPath(eyes: Eyes, path: string): Promise<Sight<Cover>> {
  const ran = await ask(eyes, ['findmnt', '-n', '-o', 'SOURCE,FSTYPE', '--target', path]);
  if ('unseen' in ran) return ran;
  const [source = '', type = ''] = ran.seen.out.trim().split(/\s+/);
  if (type === 'tmpfs' || type === 'ramfs') return seen(ran.by, 'memory');
  if (type === 'ecryptfs' || type === 'fuse.gocryptfs') return seen(ran.by, 'encrypted');
  // Of btrfs the folder inside stands behind the device.
  const device = source.replace(/\[.*\]$/, '');
  return device.startsWith('/dev/') ? coverOfDevice(eyes, device) : seen(ran.by, 'unknown');
}

async function coverOfDevice(eyes: Eyes, device: string): Promise<Sight<Cover>> {
  const ran = await ask(eyes, ['readlink', '-f', device]);
  const name = ('seen' in ran ? ran.seen.out.trim() : '').split('/').at(-1) || (device.split('/').at(-1) ?? '');
  const by = `/sys/class/block/${name}`;
  const cover = await coverOfBlock(eyes, name, 0);
  return seen(by, cover);
}

async function coverOfBlock(eyes: Eyes, name: string, depth: number): Promise<Cover> {
  const folder = `/sys/class/block/${name}`;
  if (name.startsWith('zram')) {
    const behind = ((await wordsOf(eyes, `${folder}/backing_dev`)) ?? 'none').trim();
    if (behind === 'none') return 'memory';
    return coverOfBlock(eyes, behind.split('/').at(-1) ?? '', depth + 1);
  }
  if (name.startsWith('ram')) return 'memory';
  // Those of verity and integrity only tell whether something was changed.
  if (/^CRYPT-(?!VERITY|INTEGRITY)/.test((await wordsOf(eyes, `${folder}/dm/uuid`)) ?? '')) return 'encrypted';
  const under = await eyes.list(`${folder}/slaves`);
  const isKnown = !('fault' in (await eyes.look(folder)));
  if (!isKnown || depth >= DEEPEST) return 'unknown';
  if (!Array.isArray(under) || under.length === 0) return 'plain';
  const covers = await Promise.all(under.map((one: string) => coverOfBlock(eyes, one, depth + 1)));
  if (covers.every((one) => one === 'encrypted' || one === 'memory')) return 'encrypted';
  return covers.includes('unknown') ? 'unknown' : 'plain';
}

/** Of / and of the state folder. */
export async function lookDisks(eyes: Eyes, home: string): Promise<Sight<readonly DiskFacts[]>> {
  const places = ['/', await standing(eyes, home)];
  const covers = await Promise.all(places.map((place) => coverOfPath(eyes, place)));
  const named = ['/', 'the state folder'];
  return seen(
    'findmnt, /sys/class/block',
    covers.map((cover, at) => ({ place: named[at] ?? '/', cover })),
  );
}

/** The nearest folder above that is there. */
async function standing(eyes: Eyes, path: string): Promise<string> {
  for (let at = path; at.length > 1; at = at.slice(0, Math.max(0, at.lastIndexOf('/'))) || '/')
    if (!('fault' in (await eyes.look(at)))) return at;
  return '/';
}

export async function lookSpace(eyes: Eyes, home: string): Promise<Sight<readonly SpaceFacts[]>> {
  const places = ['/', '/var', await standing(eyes, home)];
  const [blocks, inodes] = await Promise.all([
    ask(eyes, ['df', '-P', '-k', ...places]),
    ask(eyes, ['df', '-P', '-i', ...places]),
  ]);
  if ('unseen' in blocks) return blocks;
  const taken = 'seen' in inodes ? readDf(inodes.seen.out) : [];
  const found = readDf(blocks.seen.out).map(({ place, total, free }): SpaceFacts => {
    const own = taken.find((one) => one.place === place);
    const share = own && own.total > 0 ? Math.round((100 * (own.total - own.free)) / own.total) : undefined;
    return {
      place,
      totalBytes: total * 1024,
      freeBytes: free * 1024,
      ...(share === undefined ? {} : { inodesTaken: share }),
    };
  });
  return seen(blocks.by, [...new Map(found.map((one) => [one.place, one])).values()]);
}

/** Lines such as `/dev/vda1 1000 900 100 90% /`. */
export function readDf(
  text: string,
): readonly { readonly place: string; readonly total: number; readonly free: number }[] {
  return text.split('\n').flatMap((line) => {
    const found = /\s(\d+)\s+\d+\s+(\d+)\s+(?:\d+%|-)\s+(\/.*)$/.exec(line);
    return found ? [{ total: Number(found[1]), free: Number(found[2]), place: found[3] ?? '/' }] : [];
  });
}
