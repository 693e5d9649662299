import { type Account, logsIn } from './accounts.ts';
import { reachOf } from './packets.ts';
import { fitsList, patternsOf } from './sshd.ts';

/** For whom sshd is asked. */
export interface Whom {
  readonly who: string;
  readonly user: string;
  readonly address: string;
  readonly host: string;
  readonly localAddress: string;
  readonly port: string;
  readonly isInside: boolean;
}

/** Nobody's account. */
export const STRANGER = 'keyward-stranger';
/** Addresses that are kept for documents. */
const OUTSIDE = '198.51.100.77';
const HERE = '203.0.113.10';

export function everybodyAt(port: string): Whom {
  return {
    who: 'everybody',
    user: STRANGER,
    address: OUTSIDE,
    host: OUTSIDE,
    localAddress: HERE,
    port,
    isInside: false,
  };
}

const criteria = ['user', 'group', 'host', 'address', 'localaddress', 'localport'] as const;

/** Whether every word of a `Match` is one that sshd can be asked for. */
function isAskable(match: string): boolean {
  if (/^\s*all\s*$/i.test(match)) return true;
  const words = match
    .replace(/\s#.*$/, '')
    .split(/[\s=]+/)
    .filter((one) => one !== '');
  return (
    words.length > 0 &&
    words.length % 2 === 0 &&
    words.every((word, at) => at % 2 === 1 || criteria.some((one) => one === word.toLowerCase()))
  );
}

/** Something that a pattern fits. */
function fitting(pattern: string): string {
  if (pattern === '*' || /^(?:0\.0\.0\.0|::)\/0$/.test(pattern)) return OUTSIDE;
  return (pattern.split('/')[0] ?? pattern).replace(/[*?]/g, '1');
}

const orAny = (patterns: readonly string[]): readonly (string | undefined)[] =>
  patterns.length > 0 ? patterns : [undefined];

/** Root, and whoever an exception may be for. `ports`: those that it listens on, the first one first. */
export function whomToAsk(
  matches: readonly string[],
  accounts: readonly Account[],
  ports: readonly string[],
  usesDns: boolean,
): { readonly asked: readonly Whom[]; readonly isAll: boolean } {
  const people = accounts.filter(logsIn).map(({ name }) => name);
  const asked = new Map<string, Whom>();
  const hasPorts = matches.some((match) => patternsOf(match, 'localport').length > 0);
  const [first = '22'] = ports;
  const add = (user: string | undefined, net?: string, host?: string, local?: string, at?: string): void => {
    for (const port of hasPorts ? ports : [first]) {
      if (at !== undefined && !fitsList(port, at.split(','))) continue;
      const parts = [
        user === undefined ? 'whoever comes' : `user ${user}`,
        ...(net === undefined ? [] : [`from ${net}`]),
        ...(host === undefined ? [] : [`from ${host}`]),
        ...(local === undefined ? [] : [`to ${local}`]),
        ...(port === first ? [] : [`on port ${port}`]),
      ];
      if (user === undefined && parts.length === 1) continue;
      const address = net === undefined ? OUTSIDE : fitting(net);
      asked.set(parts.join(' '), {
        who: parts.join(' '),
        user: user ?? STRANGER,
        address,
        host: host === undefined ? address : fitting(host),
        localAddress: local === undefined ? HERE : fitting(local),
        port,
        isInside: net !== undefined && reachOf(address) !== 'all',
      });
    }
  };
  add('root');
  if (hasPorts) add(undefined);
  for (const match of matches.filter(isAskable)) {
    const named = patternsOf(match, 'user').filter((one) => accounts.some(({ name }) => name === one));
    const isOfPeople = patternsOf(match, 'user').length + patternsOf(match, 'group').length > 0;
    const users = named.length > 0 ? named : isOfPeople ? people : [undefined, 'root'];
    // Without a look-up the name of a host is its address.
    const hosts = patternsOf(match, 'host').filter((one) => usesDns || /^[\da-f.:*?]+$/i.test(one));
    if (patternsOf(match, 'host').length > 0 && hosts.length === 0) continue;
    const at = patternsOf(match, 'localport').join(',') || undefined;
    for (const user of users)
      for (const net of orAny([...patternsOf(match, 'address'), ...(usesDns ? [] : hosts)]))
        for (const host of orAny(usesDns ? hosts : []))
          for (const local of orAny(patternsOf(match, 'localaddress'))) add(user, net, host, local, at);
  }
  return { asked: [...asked.values()], isAll: matches.every(isAskable) };
}
