import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { ask, complaint, isThere, wordsOf } from './asking.ts';
import type { FilterFacts } from './facts.ts';
import { type IptablesRules, readIptables } from './iptables.ts';
import { type NftRules, readNft } from './nft.ts';

const ASKS_ROOT =
  'the rules of the firewall are told to root with CAP_NET_ADMIN only: run keyward check with sudo, on the host';

/** The rules in force, whoever made them. */
export async function lookFilter(eyes: Eyes): Promise<Sight<FilterFacts>> {
  const [nft, ufw, legacy] = await Promise.all([lookNft(eyes), lookUfw(eyes), lookLegacy(eyes)]);
  if (legacy !== undefined && 'unseen' in legacy) return legacy;
  const old = legacy?.seen ?? [];
  if (nft !== undefined && 'unseen' in nft) return nft;
  const rules = nft?.seen;
  // Where nft sees no foreign rule, it has told all that iptables would.
  if (rules !== undefined && rules.byIptables.length === 0) return factsOf([rules, ...old], 'nft -j list ruleset', ufw);
  const tables = await lookIptables(eyes, '');
  if ('unseen' in tables) return tables;
  const own =
    rules === undefined
      ? []
      : [
          {
            chains: rules.chains.filter((chain) => !rules.byIptables.includes(`${chain.family} ${chain.table}`)),
            published: [],
          },
        ];
  return factsOf(
    [...own, ...tables.seen, ...old],
    rules === undefined ? 'iptables-save, ip6tables-save' : 'nft -j list ruleset, iptables-save, ip6tables-save',
    ufw,
  );
}

function factsOf(all: readonly IptablesRules[], by: string, ufw: FilterFacts['ufw']): Sight<FilterFacts> {
  return seen(by, { chains: all.flatMap(({ chains }) => chains), published: uniquely(all), by, ufw });
}

function uniquely(all: readonly IptablesRules[]): FilterFacts['published'] {
  return [
    ...new Map(all.flatMap(({ published }) => published).map((one) => [`${one.port}/${one.protocol}`, one])).values(),
  ];
}

/** `undefined` where nft is not installed. */
async function lookNft(eyes: Eyes): Promise<Sight<NftRules> | undefined> {
  const ran = await ask(eyes, ['nft', '-j', 'list', 'ruleset'], '');
  if ('unseen' in ran) return ran.unseen === '' ? undefined : ran;
  const { status, out, err } = ran.seen;
  if (/not permitted|permission denied/i.test(err)) return unseen(ran.by, ASKS_ROOT);
  const rules = status === 0 ? readNft(out) : undefined;
  return rules
    ? seen(ran.by, rules)
    : unseen(ran.by, `nft did not tell the rules: ${complaint(err) || 'what it printed is no ruleset'}`);
}

async function lookIptables(eyes: Eyes, kind: '' | 'legacy-'): Promise<Sight<readonly IptablesRules[]>> {
  const prefixes = [`iptables-${kind}save`, `ip6tables-${kind}save`] as const;
  const [four, six] = await Promise.all(
    prefixes.map((program) =>
      ask(
        eyes,
        [program],
        'the rules of the firewall are not seen, for neither nft nor iptables-save is installed: apt-get install nftables iptables',
      ),
    ),
  );
  if (!four || !six) return unseen('iptables-save', 'the rules of the firewall are not seen');
  if ('unseen' in four) return four;
  if ('unseen' in six) return six;
  const failed = [four, six].find(({ seen: { status } }) => status !== 0);
  if (failed) {
    const { err } = failed.seen;
    return unseen(
      failed.by,
      /permission denied|must be root|not permitted/i.test(err)
        ? ASKS_ROOT
        : `iptables-save did not tell the rules: ${complaint(err)}`,
    );
  }
  return seen(four.by, [readIptables(four.seen.out, 'ip'), readIptables(six.seen.out, 'ip6')]);
}

/** Tables of the old kind, which nft does not see; `undefined` where the kernel has none. */
async function lookLegacy(eyes: Eyes): Promise<Sight<readonly IptablesRules[]> | undefined> {
  const names = await Promise.all(
    ['/proc/net/ip_tables_names', '/proc/net/ip6_tables_names'].map((path) => wordsOf(eyes, path)),
  );
  return names.every((one) => (one ?? '').trim() === '') ? undefined : lookIptables(eyes, 'legacy-');
}

async function lookUfw(eyes: Eyes): Promise<FilterFacts['ufw']> {
  if (!(await isThere(eyes, '/usr/sbin/ufw'))) return 'absent';
  const ran = await ask(eyes, ['ufw', 'status', 'verbose']);
  if ('unseen' in ran) return 'unknown';
  return /^Status: active/m.test(ran.seen.out) ? 'on' : /^Status: inactive/m.test(ran.seen.out) ? 'off' : 'unknown';
}
