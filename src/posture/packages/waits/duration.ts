const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = {
  w: 7,
  d: 1,
  h: 1 / 24,
  m: 1 / 1440,
  s: 1 / 86_400,
};

/** Days back from now of `7 days`, `1 week`, `P7D`, `PT36H`, `7d`, or of a moment such as `2026-11-01T00:00:00Z`; undefined for anything else. */
export function daysBack(text: string, nowMs: number): number | undefined {
  const plain = text.trim();
  const iso = /^P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/i.exec(plain);
  if (iso && /\d/.test(plain)) {
    const [weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0)) as number[];
    return (weeks ?? 0) * 7 + (days ?? 0) + (hours ?? 0) / 24 + (minutes ?? 0) / 1440 + (seconds ?? 0) / 86_400;
  }
  const spoken = /^(\d{1,6}(?:\.\d{1,6})?)\s*(w|d|h|m|s)(?:eeks?|ays?|ours?|in(?:ute)?s?|ec(?:ond)?s?)?$/i.exec(plain);
  if (spoken) return Number(spoken[1]) * (UNITS[(spoken[2] ?? '').toLowerCase()] ?? 0);
  if (!/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i.test(plain)) return undefined;
  const ms = Date.parse(plain.replace(' ', 'T'));
  // A day alone is of a time zone that is not told: it may begin so much later.
  const zoneMs = /(?:Z|[+-]\d\d:?\d\d)$/i.test(plain) ? 0 : DAY_MS;
  return Number.isFinite(ms) ? (nowMs - ms - zoneMs) / DAY_MS : undefined;
}
