import type { PublishedPort } from './facts.ts';
import type { Chain, Condition, Family, FilterRule, Verdict } from './packets.ts';

/** What `iptables-save` or `ip6tables-save` says. */
export interface IptablesRules {
  readonly chains: readonly Chain[];
  readonly published: readonly PublishedPort[];
}

const hooks: Readonly<Record<string, string>> = {
  PREROUTING: 'prerouting',
  INPUT: 'input',
  OUTPUT: 'output',
  FORWARD: 'forward',
  POSTROUTING: 'postrouting',
};
/** At which a table stands in the order of its hook. */
const priorities: Readonly<Record<string, number>> = { raw: -300, mangle: -150, filter: 0, security: 50 };

export function readIptables(text: string, family: Family): IptablesRules {
  const chains = new Map<string, Chain & { rules: FilterRule[] }>();
  const published: PublishedPort[] = [];
  const leads: (readonly [number, number])[] = [];
  const hands: (readonly [number, number])[] = [];
  let table = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('*')) table = line.slice(1).trim();
    const declared = /^:(\S+) (\S+)/.exec(line);
    if (declared?.[1] !== undefined) {
      const hook = hookOf(table, declared[1]);
      const policy = declared[2] === 'DROP' ? ('drop' as const) : ('accept' as const);
      const made = {
        family,
        table: `iptables ${table}`,
        name: declared[1],
        ...(hook ? { hook, policy, priority: priorities[table] ?? 0 } : {}),
        rules: [],
      };
      chains.set(`${table} ${declared[1]}`, made);
    }
    const added = /^-A (\S+) ?(.*)$/.exec(line);
    if (!added) continue;
    const words = wordsOf(added[2] ?? '');
    if (table === 'nat') {
      published.push(...publishedOf(words));
      leads.push(...leadsOf(words));
    }
    chains.get(`${table} ${added[1]}`)?.rules.push(ruleOf(words));
    hands.push(...handsOf(words));
  }
  const ways: readonly Chain[] =
    leads.length + hands.length > 0 ? [{ family, table: 'iptables', name: 'ways', rules: [], leads, hands }] : [];
  return { chains: [...chains.values(), ...ways], published };
}

/** Of what changes addresses, only what this host sends is followed. */
function hookOf(table: string, chain: string): string | undefined {
  if (table === 'nat') return chain === 'OUTPUT' ? 'turn' : undefined;
  return hooks[chain];
}

/** Words of a rule; a comment in quotes is one. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map((found) => found[1] ?? found[2] ?? '');
}

const verdicts: Readonly<Record<string, Verdict>> = {
  ACCEPT: 'accept',
  DROP: 'drop',
  REJECT: 'drop',
  RETURN: 'return',
  // A program in user space decides.
  NFQUEUE: 'accept',
  // The kernel answers by itself, and hands over whoever answers that.
  SYNPROXY: 'accept',
  DNAT: 'lead',
  REDIRECT: 'lead',
  NETMAP: 'lead',
  SNAT: 'accept',
  MASQUERADE: 'accept',
};
/** Targets that mark, count or log, after which the next rule is asked. */
const quiet =
  /^(?:AUDIT|CHECKSUM|CLASSIFY|CONNMARK|CONNSECMARK|CT|DSCP|ECN|HL|HMARK|IDLETIMER|LED|LOG|MARK|NFLOG|NOTRACK|RATEEST|SECMARK|SET|TCPMSS|TCPOPTSTRIP|TEE|TOS|TPROXY|TRACE|TTL|ULOG)$/;
/** What follows the target changes nothing about which packets are meant. */
const targetOptions =
  /^--(?:reject-with|log-|nflog-|set-x?mark|to-destination|to-ports$|to-source$|random|persistent$|notrack$|comment$)/;

function ruleOf(words: readonly string[]): FilterRule {
  const conditions: Condition[] = [];
  let verdict: Verdict = 'next';
  let isUntracked = false;
  for (let at = 0; at < words.length; at++) {
    const not = words[at] === '!';
    const option = words[not ? ++at : at] ?? '';
    const value = words[at + 1] ?? '';
    if (option === '-j') {
      verdict = quiet.test(value) ? 'next' : (verdicts[value] ?? { jump: value });
      if (value === 'NFQUEUE' || value === 'SYNPROXY') conditions.push({ field: 'other' });
      isUntracked ||= value === 'NOTRACK' || (value === 'CT' && words.includes('--notrack'));
    } else if (option === '-g') verdict = { goto: value };
    else if (option !== '-m' && !targetOptions.test(option) && !limitDetails.test(option)) {
      const isFlag = !option.startsWith('-');
      if (!isFlag) conditions.push(conditionOf(option, value, not));
    }
    if (option.startsWith('-') && !value.startsWith('-') && value !== '!') at++;
  }
  return { conditions, verdict, ...(isUntracked ? { effect: 'untracked' } : {}) };
}

/** What may let a packet pass, each in its turn, and how that is counted. */
const limits = /^--(?:limit|hashlimit|hashlimit-upto|connlimit-upto|quota|probability|every)$/;
const limitDetails =
  /^--(?:limit-burst|hashlimit-(?:burst|mode|name|srcmask|dstmask|htable-[a-z]+)|connlimit-(?:mask|saddr|daddr)|mode|packet)$/;

function conditionOf(option: string, value: string, not: boolean): Condition {
  const list = value.split(',');
  if (limits.test(option)) return not ? { field: 'other' } : { field: 'limit' };
  switch (option) {
    case '-i':
      return { field: 'in', values: list, not };
    case '-o':
      return { field: 'out', values: list, not };
    case '-p':
      return { field: 'protocol', values: list.map((one) => one.toLowerCase()), not };
    case '-s':
      return { field: 'source', nets: list, not };
    case '--src-range':
      return { field: 'source', nets: list, not };
    case '-d':
    case '--dst-range':
      return { field: 'target', nets: list, not };
    case '--dport':
    case '--dports':
    case '--destination-port':
      return rangesOf('port', list, not);
    case '--ctorigdstport':
      return rangesOf('askedPort', list, not);
    case '--uid-owner':
      return rangesOf('uid', list, not);
    case '--ctstate':
    case '--state':
      return stateOf(
        list.map((one) => one.toLowerCase()),
        not,
      );
    case '--icmp-type':
    case '--icmpv6-type':
      return { field: 'icmp', types: list.map((one) => one.replace(/\/.*$/, '')), not };
    case '--dst-type':
      return { field: 'kind', values: list.map((one) => one.toLowerCase()), not };
    case '--syn':
      return { field: 'state', values: ['new'], not };
    default:
      return { field: 'other' };
  }
}

/** A packet that was led here has that state too. */
function stateOf(values: readonly string[], not: boolean): Condition {
  const state: Condition = { field: 'state', values, not: false };
  if (!values.includes('dnat')) return { ...state, not };
  return { field: 'any', ways: [[state], [{ field: 'led', not: false }]], not };
}

/** The port to which a rule hands what asks for others. */
function handsOf(words: readonly string[]): NonNullable<Chain['hands']> {
  if (words[words.indexOf('-j') + 1] !== 'TPROXY') return [];
  const port = Number(words[words.indexOf('--on-port') + 1]);
  return [port > 0 ? [port, port] : [0, 65_535]];
}

/** Ports to which a rule leads what asked for others; without one of its own, any. */
function leadsOf(words: readonly string[]): NonNullable<Chain['leads']> {
  const target = words[words.indexOf('-j') + 1];
  if (target !== 'DNAT' && target !== 'REDIRECT') return [];
  const at = words.findIndex((one) => one === '--to-ports' || one === '--to-destination');
  const given = at < 0 ? '' : (words[at + 1] ?? '');
  const [from, to] = /^(?:(?:[\d.]+|\[[^\]]+\]):)?(\d+)(?:-(\d+))?$/.exec(given)?.slice(1) ?? [];
  return [from === undefined ? [0, 65_535] : [Number(from), Number(to ?? from)]];
}

function rangesOf(field: 'port' | 'askedPort' | 'uid', values: readonly string[], not: boolean): Condition {
  const ranges: (readonly [number, number])[] = [];
  for (const value of values) {
    const range = /^(\d+)(?:[:-](\d+))?$/.exec(value);
    if (!range) return { field: 'other' };
    ranges.push([Number(range[1]), Number(range[2] ?? range[1])]);
  }
  return { field, ranges, not };
}

/** `-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80` */
function publishedOf(words: readonly string[]): readonly PublishedPort[] {
  const after = (option: string): string | undefined => {
    const at = words.indexOf(option);
    return at < 0 ? undefined : words[at + 1];
  };
  const target = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(after('--to-destination') ?? '');
  const port = /^\d+$/.test(after('--dport') ?? '') ? Number(after('--dport')) : undefined;
  if (after('-j') !== 'DNAT' || !target || port === undefined) return [];
  if (after('-d')?.startsWith('127.') === true || after('-d') === '::1/128') return [];
  const at = words.indexOf('-i');
  const bridge = at > 0 && words[at - 1] === '!' ? words[at + 1] : undefined;
  return [
    {
      protocol: after('-p') ?? 'tcp',
      port,
      inner: target[3] === undefined ? port : Number(target[3]),
      innerAddress: target[1] ?? target[2] ?? '',
      ...(bridge === undefined ? {} : { bridge }),
    },
  ];
}
