import type { Settings } from '../config/index.ts';
import { type Instrument, parseDecimal, zero } from '../core/index.ts';
import type { Link } from '../gateway/index.ts';
import type { AccountLimits } from '../monitor/index.ts';

/** What the account of a key may hold and lose, as the settings say. */
export function limitsOf({ monitor }: Settings, key: string): AccountLimits {
  const limits = monitor.limits[key];
  const dailyLoss = parseDecimal(limits?.dailyLoss ?? '');
  const share = parseDecimal(limits?.drawdown?.replace(/\s?%$/, '') ?? '');
  return {
    positions: new Map(
      Object.entries(limits?.positions ?? {}).map(([market, most]) => [market, parseDecimal(most) ?? zero]),
    ),
    confirmations: limits?.confirmations ?? 3,
    ...(dailyLoss === undefined ? {} : { dailyLoss }),
    ...(share === undefined ? {} : { drawdown: (share / 100n) as typeof share }),
  };
}

/** The markets of the bots that are of this kind. */
export function polledOf(link: Link, markets: ReadonlySet<string>, kind: Instrument['kind']): readonly Instrument[] {
  return [...markets].flatMap((market) => {
    const instrument = link.markets.byMarket(market);
    return instrument?.kind === kind ? [instrument] : [];
  });
}
