import type { Cases } from '../../check.ts';
import { audited, facts, looked, only } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

export const neededRightsCases: Cases<KeyFacts> = {
  good: {
    'what its bot needs': audited(),
    'futures that its bot trades': audited({
      report: { rights: only('read', 'spot', 'futures') },
      uses: [{ bot: 'perp', needs: ['read', 'spot', 'futures'] }],
    }),
    'a union of two bots': audited({
      report: { rights: only('read', 'spot', 'futures') },
      uses: [
        { bot: 'grid', needs: ['read', 'spot'] },
        { bot: 'perp', needs: ['read', 'futures'] },
      ],
    }),
  },
  bad: {
    'futures that nobody trades': audited({ report: { rights: only('read', 'spot', 'futures') } }),
    'a reader with trade': audited({ uses: [{ bot: 'charts', needs: ['read'] }] }),
    'no bot at all': audited({ uses: [] }),
    'futures that nobody trades, of whose box no source has the name': audited({
      facts,
      report: { rights: only('read', 'spot', 'margin', 'futures') },
    }),
  },
  near: {
    'a key of a running Keyward that the settings do not name': strange(),
    'margin, which comes with spot': audited({ facts, report: { rights: only('read', 'spot', 'margin') } }),
    'a right that shares its box with one that is needed': audited({
      report: { rights: only('read', 'spot', 'margin') },
    }),
    'nobody tells': audited({ report: { rights: { ...only('read', 'spot'), futures: 'unknown' } } }),
    'a master key that makes keys': audited({
      purpose: 'rotation',
      uses: [],
      report: { rights: only('read', 'admin', 'transfer') },
    }),
    'only withdraw is too much, which is another finding': audited({
      report: { rights: only('read', 'spot', 'withdraw') },
    }),
  },
};

/** What its bots need is not known here. */
function strange(): KeyFacts {
  const { needs: _needs, ...key } = looked({ facts, report: { rights: only('read', 'spot', 'futures') } });
  return audited(key);
}
