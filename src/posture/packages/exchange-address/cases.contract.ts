import type { Cases } from '../../check.ts';
import { seen } from '../../check.ts';
import type { AddressHost, AddressUse, Gap, PackagesFacts } from '../facts.ts';
import { factsOf } from '../project.contract.ts';

function code(
  hosts: readonly AddressHost[],
  parts: Partial<AddressUse> = {},
  gaps: readonly Gap[] = [],
): PackagesFacts {
  const use: AddressUse = { file: 'bot.js', line: 3, what: 'urls', hosts, isOpen: false, ...parts };
  return factsOf({ code: seen('the parsers', { parsed: 2, uses: [use], gaps }) });
}

export const cases: Cases<PackagesFacts> = {
  good: {
    'no override': factsOf({ code: seen('the parsers', { parsed: 2, uses: [], gaps: [] }) }),
    'Keyward on this host': code([{ host: '127.0.0.1:8787', kind: 'loopback' }]),
    'a testnet of an exchange': code([{ host: 'testnet.binance.vision', kind: 'exchange' }]),
    'a method that is replaced and sends nothing elsewhere': code([], { what: 'sign' }),
  },
  bad: {
    'a foreign host': code([{ host: 'v3.mexc.workers.dev', kind: 'foreign' }]),
    'a foreign host beside an own one': code([
      { host: 'api.mexc.com', kind: 'exchange' },
      { host: 'greentreeone.com', kind: 'foreign' },
    ]),
    'a host of the own network': code([{ host: 'proxy.lan', kind: 'near' }]),
    'a foreign host beside a file that cannot be parsed': code([{ host: 'evil.example.net', kind: 'foreign' }], {}, [
      { file: 'x.py', why: 'cannot be parsed' },
    ]),
  },
  near: {
    'Keyward in another container': { ...code([{ host: 'keyward:8787', kind: 'near' }]), gatewayPort: 8787 },
    'an address that only a run shows': code([], { isOpen: true }),
    'a file that cannot be parsed': code([], {}, [{ file: 'x.py', why: 'cannot be parsed' }]),
    'code that names no exchange': factsOf({}),
    'no project at all': factsOf(),
  },
};
