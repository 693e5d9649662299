/** Who an access list lets do what, beside owner and group. */
export interface AccessList {
  readonly users: ReadonlyMap<number, number>;
  readonly groups: ReadonlyMap<number, number>;
  /** Rights of the owning group, which the mode does not show where there is a list. */
  readonly ownGroup: number;
  readonly mask: number;
}

/** Reads what `getfacl -np` prints, by path. Lists that say no more than the mode are left out. */
export function readAccessLists(text: string): Map<string, AccessList> {
  const lists = new Map<string, AccessList>();
  for (const block of text.split(/\n\n/)) {
    const lines = block.split('\n');
    const path = lines.find((line) => line.startsWith('# file: '))?.slice(8);
    const list = path === undefined ? undefined : accessListOf(lines);
    if (path !== undefined && list) lists.set(plainPath(path), list);
  }
  return lists;
}

function accessListOf(lines: readonly string[]): AccessList | undefined {
  const users = new Map<number, number>();
  const groups = new Map<number, number>();
  let ownGroup = 0;
  let mask: number | undefined;
  for (const line of lines) {
    const [, kind, id = '', rights = ''] = /^(user|group|mask|other):(\d*):([r-][w-][xst-])/i.exec(line) ?? [];
    if (kind === undefined) continue;
    const bits = (rights[0] === 'r' ? 4 : 0) | (rights[1] === 'w' ? 2 : 0) | (rights[2] === '-' ? 0 : 1);
    if (kind === 'mask') mask = bits;
    else if (kind === 'user' && id !== '') users.set(Number(id), bits);
    else if (kind === 'group' && id !== '') groups.set(Number(id), bits);
    else if (kind === 'group') ownGroup = bits;
  }
  return mask === undefined ? undefined : { users, groups, ownGroup, mask };
}

/** Bytes that are no plain characters stand as three octal digits. */
function plainPath(path: string): string {
  if (!path.includes('\\')) return path;
  const bytes: number[] = [];
  for (let at = 0; at < path.length; at++) {
    const octal = /^\\([0-7]{3})/.exec(path.slice(at, at + 4))?.[1];
    if (octal === undefined) bytes.push(...Buffer.from(path[at]!));
    else {
      bytes.push(Number.parseInt(octal, 8) & 0xff);
      at += 3;
    }
  }
  return Buffer.from(bytes).toString('utf8');
}
