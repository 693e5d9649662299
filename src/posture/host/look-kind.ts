import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { ask, isSeen, wordsOf } from './asking.ts';
import type { HostKind, NetworkFacts } from './facts.ts';

/** The number that the kernel gives its first process namespace (PROC_PID_INIT_INO). */
const FIRST_NAMESPACE = 'pid:[4026531836]';

/** A mark of a container alone does not make one: virtual machines are built from images that carry it. */
export async function lookKind(eyes: Eyes): Promise<Sight<HostKind>> {
  const by = 'readlink /proc/self/ns/pid, /.dockerenv, systemd-detect-virt';
  const [namespace, thread, mark, machine] = await Promise.all([
    ask(eyes, ['readlink', '/proc/self/ns/pid']),
    wordsOf(eyes, '/proc/2/comm'),
    containerMark(eyes),
    ask(eyes, ['systemd-detect-virt', '--vm']),
  ]);
  const vm = 'seen' in machine ? machine.seen.out.trim() : '';
  const virtual = vm === '' || vm === 'none' ? {} : { machine: vm };
  const isFirst = 'seen' in namespace && namespace.seen.out.trim() === FIRST_NAMESPACE;
  if (isFirst || thread?.trim() === 'kthreadd') return seen(by, virtual);
  if ('unseen' in namespace && thread === undefined && mark === undefined)
    return unseen(by, 'whether this is a container could not be told');
  return seen(by, { ...virtual, ...(mark === undefined ? {} : { container: mark }) });
}

async function containerMark(eyes: Eyes): Promise<string | undefined> {
  const [docker, podman, kubernetes, detected, groups] = await Promise.all([
    isSeen(eyes, '/.dockerenv'),
    isSeen(eyes, '/run/.containerenv'),
    isSeen(eyes, '/run/secrets/kubernetes.io'),
    ask(eyes, ['systemd-detect-virt', '--container']),
    wordsOf(eyes, '/proc/1/cgroup'),
  ]);
  const said = 'seen' in detected ? detected.seen.out.trim() : '';
  if (said !== '' && said !== 'none' && said !== 'wsl') return said;
  if (docker) return 'docker';
  if (podman) return 'podman';
  if (kubernetes) return 'kubernetes';
  return /\b(docker|kubepods|containerd|lxc|libpod)\b/.exec(groups ?? '')?.[1];
}

interface IpLink {
  readonly ifname?: unknown;
  readonly link_netnsid?: unknown;
  readonly addr_info?: readonly { readonly local?: unknown; readonly scope?: unknown }[];
}

export async function lookNetwork(eyes: Eyes, kind: Sight<HostKind>): Promise<Sight<NetworkFacts>> {
  const by = 'ip -j addr, /proc/net/route';
  const [links, routes, routes6] = await Promise.all([
    ask(
      eyes,
      ['ip', '-j', 'addr'],
      'ip is not installed, so the addresses of this host are not seen: apt-get install iproute2',
    ),
    wordsOf(eyes, '/proc/net/route'),
    wordsOf(eyes, '/proc/net/ipv6_route'),
  ]);
  if ('unseen' in links) return links;
  const all = linksOf(links.seen.out);
  if (!all) return unseen(by, 'ip did not tell the addresses of this host');
  const addresses = all.flatMap(({ ifname, addr_info = [] }) =>
    addr_info.flatMap(({ local }) =>
      typeof local === 'string' && typeof ifname === 'string' ? [{ device: ifname, address: local }] : [],
    ),
  );
  const outward = outwardDevices(routes ?? '', routes6 ?? '');
  const isContainer = 'seen' in kind && kind.seen.container !== undefined;
  const out = all.filter(({ ifname }) => outward.includes(String(ifname)));
  // The other end of the cable is in another network: this one was made for a container.
  const isContained = isContainer && (out.length === 0 || out.some((link) => link.link_netnsid !== undefined));
  return seen(by, { addresses, outward, isContained });
}

function linksOf(text: string): readonly IpLink[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'object' && one !== null) : undefined;
  } catch {
    return undefined;
  }
}

/** Devices of the default routes. */
export function outwardDevices(routes: string, routes6: string): readonly string[] {
  const four = routes.split('\n').flatMap((line) => {
    const [device = '', target, , flags] = line.split(/\s+/);
    return target === '00000000' && (Number.parseInt(flags ?? '0', 16) & 1) === 1 ? [device] : [];
  });
  const six = routes6.split('\n').flatMap((line) => {
    const words = line.trim().split(/\s+/);
    const device = words[9];
    return /^0{32}$/.test(words[0] ?? '') && words[1] === '00' && device !== undefined && device !== 'lo'
      ? [device]
      : [];
  });
  return [...new Set([...four, ...six])];
}
