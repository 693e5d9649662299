import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { ask, textOf, wordsOf } from './asking.ts';
import type { Listener } from './facts.ts';
import { reachOf } from './packets.ts';

const MOST_PROCESSES = 64;

export async function lookListeners(eyes: Eyes): Promise<Sight<readonly Listener[]>> {
  const sockets = await ask(eyes, ['ss', '-H', '-lntup']);
  const told = 'seen' in sockets && sockets.seen.status === 0 ? sockets.seen.out : undefined;
  const read = readSs(told ?? '');
  // A line that is not understood may be a socket.
  if (told !== undefined && read.length === linesOf(told).length) return seen(sockets.by, await withFiles(eyes, read));
  const files = ['tcp', 'tcp6', 'udp', 'udp6'] as const;
  const texts = await Promise.all(files.map((name) => textOf(eyes, `/proc/net/${name}`)));
  const found: Listener[] = [];
  for (const [at, text] of texts.entries()) {
    if ('unseen' in text) return unseen(text.by, `the listening ports are not seen: ${text.unseen}`);
    // Without IPv6 its files are missing.
    if (text.seen === undefined && at % 2 === 1) continue;
    const [header = '', ...lines] = linesOf(text.seen ?? '');
    if (!/^\s*sl\s+local_address\s/.test(header) || !lines.every((line) => procLine.test(line)))
      return unseen(text.by, 'the listening ports are not seen: neither ss nor /proc/net could be read');
    found.push(...readProcNet(lines.join('\n'), at < 2 ? 'tcp' : 'udp'));
  }
  return seen('/proc/net/tcp, tcp6, udp, udp6', found);
}

/** A process calls itself what it likes; which file it runs and as whom, the kernel tells. */
async function withFiles(eyes: Eyes, sockets: readonly Listener[]): Promise<readonly Listener[]> {
  const pids = [
    ...new Set(sockets.flatMap(({ pid, address }) => (pid === undefined || reachOf(address) === 'host' ? [] : [pid]))),
  ];
  const found = new Map(
    await Promise.all(
      pids.slice(0, MOST_PROCESSES).map(async (pid) => {
        const [link, status] = await Promise.all([
          ask(eyes, ['readlink', `/proc/${pid}/exe`]),
          wordsOf(eyes, `/proc/${pid}/status`),
        ]);
        const path = 'seen' in link && link.seen.status === 0 ? link.seen.out.trim() : '';
        const uid = /^Uid:\s+(\d+)\s+\1\s+\1\b/m.exec(status ?? '')?.[1];
        return [pid, path === '' || uid === undefined ? undefined : { path, uid: Number(uid) }] as const;
      }),
    ),
  );
  return sockets.map((one) => {
    const runs = one.pid === undefined ? undefined : found.get(one.pid);
    return runs === undefined ? one : { ...one, runs };
  });
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Lines such as `tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=1,fd=3))`. */
export function readSs(text: string): readonly Listener[] {
  return text.split('\n').flatMap((line) => {
    const [protocol, , , , local = ''] = line.trim().split(/\s+/);
    const found = /^(.*):(\d+)$/.exec(local);
    if ((protocol !== 'tcp' && protocol !== 'udp') || !found) return [];
    const [plain = '', device] = (found[1] ?? '').split('%');
    const user = /users:\(\("([^"]*)",pid=(\d+)/.exec(line);
    return [
      {
        protocol,
        address: plain.replace(/^\[|\]$/g, ''),
        ...(device === undefined ? {} : { device: device.replace(/\]$/, '') }),
        port: Number(found[2]),
        ...(user?.[1] === undefined ? {} : { program: user[1], pid: Number(user[2]) }),
      },
    ];
  });
}

const procLine = /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) \S+ ([0-9A-F]{2}) /i;
const LISTENS = '0A';
const UNCONNECTED = '07';

/** Addresses stand there as words of 32 bits, each with its bytes turned round. */
export function readProcNet(text: string, protocol: 'tcp' | 'udp'): readonly Listener[] {
  return text.split('\n').flatMap((line) => {
    const found = procLine.exec(line);
    const state = found?.[3]?.toUpperCase();
    if (!found?.[1] || found[2] === undefined || state !== (protocol === 'tcp' ? LISTENS : UNCONNECTED)) return [];
    return [{ protocol, address: addressOf(found[1]), port: Number.parseInt(found[2], 16) }];
  });
}

function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((one) => Number.parseInt(one, 16)),
  );
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, at) => ((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0));
  if (groups.every((one) => one === 0)) return '::';
  const isMapped = groups.slice(0, 5).every((one) => one === 0) && groups[5] === 0xffff;
  if (isMapped) return `::ffff:${bytes.slice(12).join('.')}`;
  if (groups.slice(0, 7).every((one) => one === 0)) return `::${groups[7]?.toString(16)}`;
  return groups.map((one) => one.toString(16)).join(':');
}
