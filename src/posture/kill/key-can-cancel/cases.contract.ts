import { type Cases, seen, unseen } from '../../check.ts';
import { daysAgo, killFacts } from '../facts.contract.ts';
import type { KillFacts, MarketKind } from '../facts.ts';

const with_ = (can: Readonly<Record<string, string>>, trades: readonly MarketKind[] = ['spot']) =>
  killFacts({}, { trades, rights: seen('the journal', { can, atMs: daysAgo(1) }) });

export const keyCanCancelCases: Cases<KillFacts> = {
  good: {
    'it trades spot, and so do its bots': killFacts(),
    'it trades both': with_({ read: 'yes', spot: 'yes', futures: 'yes' }, ['spot', 'linear', 'inverse']),
  },
  bad: {
    'a key that only reads': with_({ read: 'yes', spot: 'no', futures: 'no' }),
    'spot alone, with bots on perpetuals': with_({ read: 'yes', spot: 'yes', futures: 'no' }, ['spot', 'linear']),
    'one that may not read': with_({ read: 'no', spot: 'yes' }),
  },
  near: {
    'the exchange does not tell': with_({ read: 'yes', spot: 'unknown' }),
    'no right is named': with_({}),
    'it was never audited': killFacts({}, { rights: unseen('the journal', 'no audit') }),
  },
};
