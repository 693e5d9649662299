import { type Sight, seen, unseen } from '../../check.ts';
import type { Eyes } from '../../eyes.ts';

/** A port on which a process listens. */
export interface Listener {
  readonly pid: number;
  readonly address: string;
  readonly port: number;
}

const BY = '/proc/net/tcp and /proc/net/tcp6';

/** What these processes listen on, in the network of this host; processes in a network of their own are left out. */
export async function listenersOf(eyes: Eyes, pids: readonly number[]): Promise<Sight<readonly Listener[]>> {
  if (pids.length === 0) return seen(BY, []);
  const [sockets, networks] = await Promise.all([socketsOf(eyes, pids), networksOf(eyes, pids)]);
  if (sockets === undefined || networks === undefined) return unseen(BY, 'the sockets of its processes cannot be seen');
  const hidden = pids.filter((pid) => !networks.has(pid));
  if (hidden.length > 0) return unseen(BY, 'the sockets of processes of another user cannot be seen');
  const open = await openPorts(eyes);
  if (open === undefined) return unseen(BY, '/proc/net/tcp cannot be read');
  const found = open.flatMap(({ inode, address, port }) => {
    const pid = sockets.get(inode);
    return pid !== undefined && networks.get(pid) === networks.get(0) ? [{ pid, address, port }] : [];
  });
  return seen(BY, found);
}

/** Socket → process. */
async function socketsOf(eyes: Eyes, pids: readonly number[]): Promise<ReadonlyMap<string, number> | undefined> {
  const folders = pids.map((pid) => `/proc/${pid}/fd`);
  const ran = await eyes.run(['find', ...folders, '-maxdepth', '1', '-lname', 'socket:*', '-printf', '%h\\0%l\\0']);
  if ('fault' in ran) return undefined;
  const words = ran.out.split('\0');
  const found = new Map<string, number>();
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(words[at + 1] ?? '') ?? [];
    if (inode !== undefined) found.set(inode, Number(words[at]?.split('/')[2]));
  }
  return found;
}

/** Process → its network; 0 is whoever looks. What may not be seen is absent. */
async function networksOf(eyes: Eyes, pids: readonly number[]): Promise<ReadonlyMap<number, string> | undefined> {
  const links = ['/proc/self/ns/net', ...pids.map((pid) => `/proc/${pid}/ns/net`)];
  const ran = await eyes.run(['find', ...links, '-maxdepth', '0', '-printf', '%p\\0%l\\0']);
  if ('fault' in ran) return undefined;
  const words = ran.out.split('\0');
  const found = new Map<number, string>();
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [, pid] = /^\/proc\/(\d+|self)\//.exec(words[at] ?? '') ?? [];
    if (pid !== undefined && words[at + 1] !== '') found.set(pid === 'self' ? 0 : Number(pid), words[at + 1] as string);
  }
  return found.has(0) ? found : undefined;
}

async function openPorts(eyes: Eyes) {
  const [four, six] = await Promise.all([eyes.read('/proc/net/tcp'), eyes.read('/proc/net/tcp6')]);
  if ('fault' in four) return undefined;
  const text = [four, six].map((read) => ('fault' in read ? '' : read.bytes.toString('latin1'))).join('\n');
  return portsIn(text);
}

/** The listening sockets of a `/proc/net/tcp` or `tcp6`. */
export function portsIn(text: string): { readonly inode: string; readonly address: string; readonly port: number }[] {
  return text.split('\n').flatMap((row) => {
    const words = row.trim().split(/\s+/);
    const [, local = '', , state = ''] = words;
    const [, address, port] = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(local) ?? [];
    if (state !== '0A' || address === undefined || port === undefined) return [];
    return [{ inode: words[9] ?? '', address: addressOf(address), port: Number.parseInt(port, 16) }];
  });
}

/** The kernel writes words of four bytes, the last byte first. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
  const whole = bytes.join('').toLowerCase();
  if (/^0{20}ffff/.test(whole))
    return bytes
      .slice(12)
      .map((byte) => Number.parseInt(byte, 16))
      .join('.');
  if (/^0{32}$/.test(whole)) return '::';
  if (/^0{31}1$/.test(whole)) return '::1';
  return (whole.match(/.{4}/g) ?? []).join(':');
}
