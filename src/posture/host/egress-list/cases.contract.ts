import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';
import { bots, but, closed, filter, host, network, run, sound } from '../sound.contract.ts';

const open = '*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n';
const byUser = `${open.replace('COMMIT', '-A OUTPUT ! -o lo -m owner --uid-owner 990 -j REJECT\nCOMMIT')}`;
const httpsOnly = closed.replace('-m owner --uid-owner 980 ', '');

export const egressListCases: Cases<HostFacts> = {
  good: {
    'a policy that drops': sound,
    'a rule for the user of the bot': host({ filter: filter(byUser) }),
    'no IPv6 address': host({
      filter: filter(closed, open),
      network: seen('ip', { ...network, addresses: network.addresses.slice(0, 2) }),
    }),
  },
  bad: {
    'no rule': host({ filter: filter(open) }),
    'no rule for IPv6': host({ filter: filter(closed, open) }),
    'HTTPS to anywhere': host({ filter: filter(httpsOnly) }),
    'a rule for another user': host({ filter: filter(byUser.replace('990', '991')) }),
    'no bot and no rule': host({ filter: filter(open), bots: bots([]) }),
  },
  near: {
    'a list of addresses that is not seen': host({
      filter: filter(
        closed.replace('-p tcp -m owner --uid-owner 980 -m tcp --dport 443', '-m set --match-set some dst'),
      ),
    }),
    'a list of addresses for HTTPS that is not seen': host({
      filter: filter(closed.replace('-m owner --uid-owner 980', '-m set --match-set some dst')),
    }),
    'rules that may not be read': host({ filter: unseen('nft', 'root only') }),
    'a container': host({ filter: filter(open), bots: bots([run({ container: 'abc' })]) }),
    'a network of its own': host({ filter: filter(open), network: but(seen('ip', network), { isContained: true }) }),
  },
};
