import type { LimitsSettings } from './grammar.ts';

/** Lowers some of the limits of a bot and leaves the others. */
export function tighten(limits: LimitsSettings, next: () => number): LimitsSettings {
  const lowered: Record<string, unknown> = { ...limits, open_notional: limits.open_notional ?? limits.daily_notional };
  for (const name of ['order_notional', 'open_notional', 'daily_notional']) {
    if (next() === 0) lowered[name] = lessMoney(lowered[name] as string | string[], next);
  }
  for (const [name, initial] of [
    ['open_orders', 20],
    ['orders_per_minute', 60],
    ['cancels_per_minute', 120],
  ] as const) {
    const now = (lowered[name] ?? initial) as number | 'unlimited';
    if (next() === 0) lowered[name] = now === 'unlimited' ? 3 : Math.max(0, now - 1);
  }
  if (next() === 0) {
    const band = (lowered.price_band ?? '10%') as string;
    lowered.price_band = band === 'unlimited' ? '150%' : `${Math.max(0, Number.parseInt(band, 10) - 5)}%`;
  }
  if (next() === 0) lowered.leverage = 1;
  if (next() === 0) lowered.sides = limits.sides?.slice(0, 1) ?? ['buy'];
  if (next() === 0) lowered.order_types = limits.order_types?.slice(0, 1) ?? ['limit'];
  if (next() === 0 && limits.hours === undefined) lowered.hours = ['11:00-13:00'];
  if (next() === 0) lowered.cancel_foreign = false;
  return lowered as LimitsSettings;
}

function lessMoney(limit: string | string[], next: () => number): string | string[] {
  if (limit === 'unlimited') return ['300 USDT', '300 USDC'];
  const all = typeof limit === 'string' ? [limit] : limit;
  if (all.length > 1 && next() === 0) return all.slice(1);
  return all.map((text) => {
    const [value, currency] = text.split(' ');
    return `${Math.max(0, Number(value) - 10 * next())} ${currency}`;
  });
}
