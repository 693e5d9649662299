import type { PublishedPort } from './facts.ts';
import type { Chain, Condition, FilterRule, Verdict } from './packets.ts';

type Json = Readonly<Record<string, unknown>>;

/** What `nft -j list ruleset` says. `byIptables`: tables that iptables made, whose rules only `iptables-save` tells whole. */
export interface NftRules {
  readonly chains: readonly Chain[];
  readonly byIptables: readonly string[];
  readonly published: readonly PublishedPort[];
}

/** `undefined`: it is not what nft prints. */
export function readNft(text: string): NftRules | undefined {
  const items = itemsOf(text);
  if (!items) return undefined;
  const rules = items.flatMap((item) => (isObject(item['rule']) ? [item['rule']] : []));
  const sets = items.flatMap((item) => {
    const set = item['set'] ?? item['map'];
    return isObject(set) ? [set] : [];
  });
  const foreign = new Set(rules.filter(hasForeign).map((rule) => `${rule['family']} ${rule['table']}`));
  const chains = items.flatMap((item) => {
    const chain = item['chain'];
    if (!isObject(chain)) return [];
    const own = rules.filter((rule) => isOf(rule, chain));
    const made = chainOf(
      chain,
      own.flatMap((rule) => rulesOf(rule, sets)),
      own.flatMap(leadsOf),
      own.flatMap(handsOf),
    );
    return made ? [made] : [];
  });
  const published = rules.flatMap((rule) => publishedOf(rule));
  return { chains, byIptables: [...foreign], published };
}

function itemsOf(text: string): readonly Json[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const items = isObject(parsed) ? parsed['nftables'] : undefined;
    return Array.isArray(items) ? items.filter(isObject) : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isOf = (rule: Json, chain: Json): boolean =>
  rule['family'] === chain['family'] && rule['table'] === chain['table'] && rule['chain'] === chain['name'];
const hasForeign = (rule: Json): boolean => listOf(rule['expr']).some((one) => isObject(one) && 'xt' in one);

function chainOf(
  chain: Json,
  rules: readonly FilterRule[],
  leads: NonNullable<Chain['leads']>,
  hands: NonNullable<Chain['hands']>,
): Chain | undefined {
  const { family, table, name, hook, policy, prio } = chain;
  if (family !== 'ip' && family !== 'ip6' && family !== 'inet' && family !== 'netdev') return undefined;
  // Chains that filter or route judge a packet; nat chains change where it goes.
  const isFilter = chain['type'] === undefined || chain['type'] === 'filter' || chain['type'] === 'route';
  // Of old, nft does not tell them.
  const devices = [chain['dev']].flat().filter((one) => typeof one === 'string');
  return {
    family,
    table: String(table),
    name: String(name),
    ...(typeof hook === 'string' && isFilter
      ? {
          hook,
          policy: policy === 'drop' ? ('drop' as const) : ('accept' as const),
          ...(typeof prio === 'number' ? { priority: prio } : {}),
          ...(devices.length > 0 ? { devices } : {}),
        }
      : {}),
    ...(chain['type'] === 'nat' && hook === 'output' ? { hook: 'turn' } : {}),
    rules,
    ...(leads.length > 0 ? { leads } : {}),
    ...(hands.length > 0 ? { hands } : {}),
  };
}

function rulesOf(rule: Json, sets: readonly Json[]): readonly FilterRule[] {
  const conditions: Condition[] = [];
  const elements = (name: string) => elementsOf(rule, name, sets);
  let verdict: Verdict = 'next';
  let effect: FilterRule['effect'];
  for (const expression of listOf(rule['expr'])) {
    if (!isObject(expression)) continue;
    const [kind = ''] = Object.keys(expression);
    const value = expression[kind];
    if (kind === 'match') conditions.push(conditionOf(value, elements));
    else if (kind === 'vmap') return vmapOf(value, conditions, elements);
    // What a program in user space decides of, or the kernel answers by itself.
    else if (kind === 'queue' || kind === 'synproxy')
      return [{ conditions: [...conditions, { field: 'other' }], verdict: 'accept' }];
    else if (limits.has(kind)) conditions.push(limitOf(value));
    else if (kind === 'set') conditions.push(...listOf(isObject(value) ? value['stmt'] : []).map(statementOf));
    else if (kind === 'notrack') effect ??= 'untracked';
    else if (kind === 'mangle' && changesWay(value)) effect = 'changed';
    else verdict = verdictOf(kind, value) ?? verdict;
    if (!read.has(kind) && !limits.has(kind) && !quiet.has(kind)) conditions.push({ field: 'other' });
  }
  return [{ conditions, verdict, ...(effect === undefined ? {} : { effect }) }];
}

/** Whether a statement writes into the packet, rather than beside it. */
function changesWay(value: unknown): boolean {
  const key = isObject(value) ? value['key'] : undefined;
  return !isObject(key) || !('meta' in key || 'ct' in key);
}

const limits: ReadonlySet<string> = new Set(['limit', 'quota', 'ct count']);
const read: ReadonlySet<string> = new Set([
  'match',
  'set',
  'accept',
  'return',
  'continue',
  'drop',
  'reject',
  'jump',
  'goto',
  'dnat',
  'redirect',
  'snat',
  'masquerade',
]);

function verdictOf(kind: string, value: unknown): Verdict | undefined {
  if (kind === 'accept' || kind === 'return') return kind;
  if (kind === 'drop' || kind === 'reject') return 'drop';
  if (kind === 'dnat' || kind === 'redirect') return 'lead';
  if (kind === 'snat' || kind === 'masquerade') return 'accept';
  if (kind === 'continue') return 'next';
  return kind === 'jump' || kind === 'goto' ? jumpOf(kind, value) : undefined;
}

/** What is meant for whoever is over a limit is not for everybody. */
function limitOf(value: unknown): Condition {
  return isObject(value) && value['inv'] === true ? { field: 'other' } : { field: 'limit' };
}

function statementOf(statement: unknown): Condition {
  const [kind = ''] = isObject(statement) ? Object.keys(statement) : [];
  return limits.has(kind) && isObject(statement) ? limitOf(statement[kind]) : { field: 'other' };
}

/** Statements that neither ask nor decide. */
const quiet = new Set(['counter', 'log', 'comment', 'mangle', 'notrack', 'meta', 'nftrace']);

function jumpOf(kind: 'jump' | 'goto', value: unknown): Verdict {
  const target = isObject(value) ? String(value['target']) : '';
  return kind === 'jump' ? { jump: target } : { goto: target };
}

/** A map of verdicts is one rule for each of its keys, of which a packet has one. */
function vmapOf(value: unknown, before: readonly Condition[], elements: Elements): readonly FilterRule[] {
  const data = isObject(value) ? value['data'] : undefined;
  const pairs =
    typeof data === 'string' ? elements(data.replace(/^@/, '')) : isObject(data) ? listOf(data['set']) : undefined;
  const left = isObject(value) ? value['key'] : undefined;
  const unread: FilterRule = { conditions: [...before, { field: 'other' }], verdict: 'accept' };
  if (!pairs) return [unread];
  return pairs.map((pair) => {
    const [right, act] = listOf(pair);
    const [kind = ''] = isObject(act) ? Object.keys(act) : [];
    const verdict = isObject(act) ? verdictOf(kind, act[kind]) : undefined;
    if (verdict === undefined) return unread;
    return { conditions: [...before, conditionOf({ op: '==', left, right }, elements)], verdict };
  });
}

type Elements = (name: string) => readonly unknown[] | undefined;

/** What is in a set or a map by now. */
function elementsOf(rule: Json, name: string, sets: readonly Json[]): readonly unknown[] | undefined {
  const set = sets.find(
    (one) => one['name'] === name && one['table'] === rule['table'] && one['family'] === rule['family'],
  );
  return set && listOf(set['elem']);
}

function conditionOf(match: unknown, elements: Elements): Condition {
  if (!isObject(match) || !isObject(match['left'])) return { field: 'other' };
  const { left, op, right } = match;
  const asked = typeof right === 'string' && right.startsWith('@') ? elements(right.slice(1)) : [right];
  if (!asked) return { field: 'other' };
  const not = op === '!=';
  if (Array.isArray(left['concat'])) return waysOf(left['concat'], asked, op, elements);
  const values = asked.flatMap((one) => valuesOf(beside(op, one)));
  if (values.includes('?')) return { field: 'other' };
  if (isObject(left['meta'])) return metaOf(String(left['meta']['key']), values, not);
  if (isObject(left['ct'])) return trackedOf(left['ct']['key'], values.map(String), not);
  if (isObject(left['payload'])) return payloadOf(left['payload'], values, not);
  if (isObject(left['fib']) && left['fib']['result'] === 'type' && listOf(left['fib']['flags']).includes('daddr'))
    return { field: 'kind', values: values.map(String), not };
  return { field: 'other' };
}

/** Several fields at once, against a list of their values. */
function waysOf(parts: readonly unknown[], asked: readonly unknown[], op: unknown, elements: Elements): Condition {
  if (op !== '==' && op !== '!=') return { field: 'other' };
  const all = asked.flatMap((one) => (isObject(one) && Array.isArray(one['set']) ? one['set'] : [one]));
  const ways = all.map((one): readonly Condition[] => {
    const inner = isObject(one) && isObject(one['elem']) ? one['elem']['val'] : one;
    const values = isObject(inner) ? listOf(inner['concat']) : [];
    if (values.length !== parts.length) return [{ field: 'other' }];
    return parts.map((left, at) => conditionOf({ op: '==', left, right: values[at] }, elements));
  });
  return { field: 'any', ways, not: op === '!=' };
}

/** A comparison of numbers as a range. */
function beside(op: unknown, right: unknown): unknown {
  if (op === '==' || op === '!=' || op === 'in') return right;
  if (typeof right !== 'number') return { unread: op };
  const most = 4_294_967_295;
  const ranges: Readonly<Record<string, readonly [number, number]>> = {
    '<': [0, right - 1],
    '<=': [0, right],
    '>': [right + 1, most],
    '>=': [right, most],
  };
  return { range: ranges[String(op)] };
}

/** A set, a range, a prefix or one value, as single values; `?` for what is none of these. */
function valuesOf(right: unknown): readonly (string | number)[] {
  if (typeof right === 'string' || typeof right === 'number') return [right];
  if (Array.isArray(right)) return right.flatMap(valuesOf);
  if (!isObject(right)) return ['?'];
  if (Array.isArray(right['set'])) return right['set'].flatMap(valuesOf);
  if (Array.isArray(right['|'])) return right['|'].flatMap(valuesOf);
  if (isObject(right['elem'])) return valuesOf(right['elem']['val']);
  if (isObject(right['prefix'])) return [`${right['prefix']['addr']}/${right['prefix']['len']}`];
  if (Array.isArray(right['range'])) return [`${right['range'][0]}-${right['range'][1]}`];
  return ['?'];
}

function trackedOf(key: unknown, values: readonly string[], not: boolean): Condition {
  if (key === 'state') return { field: 'state', values, not };
  return key === 'status' && values.length === 1 && values[0] === 'dnat' ? { field: 'led', not } : { field: 'other' };
}

function metaOf(key: string, values: readonly (string | number)[], not: boolean): Condition {
  const texts = values.map(String);
  if (key === 'iifname' || key === 'iif') return { field: 'in', values: texts, not };
  if (key === 'oifname' || key === 'oif') return { field: 'out', values: texts, not };
  if (key === 'l4proto') return { field: 'protocol', values: texts, not };
  if (key === 'skuid') return rangesOf('uid', values, not);
  if (key === 'pkttype')
    return {
      field: 'kind',
      values: texts.flatMap((one) => (/^(?:host|unicast|0)$/.test(one) ? ['local', 'unicast'] : [one])),
      not,
    };
  const family = texts[0] === 'ipv4' || texts[0] === '2' ? 'ip' : 'ip6';
  if (key === 'nfproto' && texts.length === 1) return { field: 'family', family, not };
  return { field: 'other' };
}

function payloadOf(payload: Json, values: readonly (string | number)[], not: boolean): Condition {
  const { protocol, field } = payload;
  if (field === 'dport' && (protocol === 'tcp' || protocol === 'udp' || protocol === 'th'))
    return rangesOf('port', values, not, protocol === 'th' ? undefined : protocol);
  if ((protocol === 'ip' && field === 'protocol') || (protocol === 'ip6' && field === 'nexthdr'))
    return { field: 'protocol', values: values.map(String), not };
  if ((protocol === 'icmp' || protocol === 'icmpv6') && field === 'type')
    return {
      field: 'any',
      ways: [
        [
          { field: 'protocol', values: [protocol], not: false },
          { field: 'icmp', types: values.map(String), not },
        ],
      ],
      not: false,
    };
  const isAddress = (protocol === 'ip' || protocol === 'ip6') && (field === 'saddr' || field === 'daddr');
  const own: Condition = isAddress
    ? { field: field === 'saddr' ? 'source' : 'target', nets: values.map(String), not }
    : { field: 'other' };
  if (isAddress && !not) return own;
  // Any field of a header, and any but a value, means that header.
  if (protocol === 'ip' || protocol === 'ip6')
    return { field: 'any', ways: [[{ field: 'family', family: protocol, not: false }, own]], not: false };
  if (typeof protocol === 'string' && headers.test(protocol))
    return { field: 'any', ways: [[{ field: 'protocol', values: [protocol], not: false }, own]], not: false };
  return own;
}

const headers = /^(?:tcp|udp|udplite|icmp|icmpv6|igmp|sctp|dccp|esp|ah|comp)$/;

/** Ports to which a rule leads what asked for others; without one of its own, any. */
function leadsOf(rule: Json): NonNullable<Chain['leads']> {
  return listOf(rule['expr']).flatMap((one) => {
    const act = isObject(one) ? (one['redirect'] === undefined ? one['dnat'] : one['redirect']) : undefined;
    if (act === undefined) return [];
    const [from, to] = /^(\d+)(?:-(\d+))?$/.exec(isObject(act) ? String(valuesOf(act['port'])[0]) : '')?.slice(1) ?? [];
    return [from === undefined ? ([0, 65_535] as const) : ([Number(from), Number(to ?? from)] as const)];
  });
}

/** Ports to which a rule hands what asks for others; without one of its own, any. */
function handsOf(rule: Json): NonNullable<Chain['hands']> {
  return listOf(rule['expr']).flatMap((one) => {
    if (!isObject(one) || !('tproxy' in one)) return [];
    const port = isObject(one['tproxy']) ? one['tproxy']['port'] : undefined;
    return [typeof port === 'number' ? ([port, port] as const) : ([0, 65_535] as const)];
  });
}

/** Numbers and ranges; users by name are resolved by whoever runs nft with `-y` or `-n`, or not known. */
function rangesOf(
  field: 'port' | 'uid',
  values: readonly (string | number)[],
  not: boolean,
  protocol?: unknown,
): Condition {
  const ranges: (readonly [number, number])[] = [];
  for (const value of values) {
    const range = /^(\d+)(?:-(\d+))?$/.exec(String(value));
    if (!range) return { field: 'other' };
    ranges.push([Number(range[1]), Number(range[2] ?? range[1])]);
  }
  return { field, ranges, not, ...(typeof protocol === 'string' ? { protocol } : {}) };
}

/** A rule that leads a port to another address. */
function publishedOf(rule: Json): readonly PublishedPort[] {
  const expressions = listOf(rule['expr']).filter(isObject);
  const dnat = expressions.map((one) => one['dnat']).find(isObject);
  const addr = dnat?.['addr'];
  if (!dnat || typeof addr !== 'string') return [];
  const found = expressions.map((one) => conditionOf(one['match'], () => undefined));
  const port = found.find((one) => one.field === 'port');
  const bridge = found.find((one) => one.field === 'in' && one.not);
  const isLocal = found.some((one) => one.field === 'target' && one.nets.every((net) => net.startsWith('127.')));
  if (port?.field !== 'port' || isLocal) return [];
  return port.ranges.map(([from]) => ({
    protocol: 'tcp',
    port: from,
    inner: typeof dnat['port'] === 'number' ? dnat['port'] : from,
    innerAddress: addr,
    ...(bridge?.field === 'in' && bridge.values[0] !== undefined ? { bridge: bridge.values[0] } : {}),
  }));
}
