import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { Checkout, PackagesFacts } from '../facts.ts';
import { factsOf } from '../project.contract.ts';

const OFFICIAL = 'github.com/freqtrade/freqtrade';
function checkout(parts: Partial<Checkout> = {}, isTagged = true): PackagesFacts {
  const facts: Checkout = {
    bot: 'freqtrade',
    official: [OFFICIAL],
    remotes: [OFFICIAL],
    isOfficial: true,
    commit: 'a'.repeat(40),
    ...(isTagged ? { tag: '2026.9' } : {}),
    changed: [],
    added: [],
    ...parts,
  };
  return factsOf({ checkout: seen('git', facts) });
}

export const cases: Cases<PackagesFacts> = {
  good: {
    'a tag of the makers, unchanged': checkout(),
    'a fork whose commit is the makers’': checkout({ remotes: ['github.com/me/freqtrade', OFFICIAL] }),
  },
  bad: {
    'a repository of someone else': checkout({ remotes: ['github.com/frqetrade/freqtrade'], isOfficial: false }),
    'no remote': checkout({ remotes: [], isOfficial: false }),
    'a file that was changed': checkout({ changed: ['freqtrade/exchange/exchange.py'] }),
    'a file that was added to its code': checkout({ added: ['freqtrade/exchange/sync.py'] }),
    'a commit without a tag': checkout({}, false),
  },
  near: {
    'no bot whose makers publish releases': factsOf({}),
    'no checkout of git': factsOf({ checkout: unseen('git', 'it is no checkout of git') }),
    'no project at all': factsOf(),
  },
};
