import type { Chain, Condition } from './packets.ts';

/** Ports between which no rule makes a difference. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** One of them, which stands for all. */
  readonly probe: number;
  /** A rule names a range in which they are. */
  readonly isNamed: boolean;
}

const LAST = 65_535;
/** Rules that name more than this are no list of services. */
const MOST_SPANS = 256;
/** A port that nobody serves, as far as anybody may know. */
const UNSERVED = 47_808;

/** The gaps between the ports and ranges that rules name, and the ranges; ports that stand alone were asked for. Largest first. */
export function spansOf(chains: readonly Chain[]): { readonly spans: readonly Span[]; readonly isAll: boolean } {
  const named = chains.flatMap(({ rules }) => rules.flatMap(({ conditions }) => conditions.flatMap(rangesOf)));
  const ranges = new Map(named.map((one) => [`${one.from}-${one.to}-${one.not}`, one]));
  const cuts = new Set([1, LAST + 1]);
  const single = new Set<number>();
  for (const { from, to } of ranges.values()) {
    if (from > to) continue;
    cuts.add(from).add(to + 1);
    if (from === to) single.add(from);
  }
  const at = [...cuts].sort((a, b) => a - b);
  const wide = [...ranges.values()].filter(({ from, to, not }) => to > from && !not);
  const all = at.slice(0, -1).map((from, index) => ({ from, to: (at[index + 1] ?? LAST + 1) - 1 }));
  const asked = all
    .filter(({ from, to }) => from !== to || !single.has(from))
    .sort((a, b) => b.to - b.from - (a.to - a.from));
  const spans = asked.slice(0, MOST_SPANS).map(({ from, to }): Span => {
    const probe = from <= UNSERVED && UNSERVED <= to ? UNSERVED : Math.floor((from + to) / 2);
    return { from, to, probe, isNamed: wide.some((one) => one.from <= from && to <= one.to) };
  });
  return { spans, isAll: spans.length === asked.length };
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly not: boolean;
}

function rangesOf(condition: Condition): readonly Range[] {
  if (condition.field === 'any') return condition.ways.flat().flatMap(rangesOf);
  if (condition.field !== 'port' && condition.field !== 'askedPort') return [];
  const { not } = condition;
  return condition.ranges.map(([from, to]) => ({ from: clip(from), to: clip(to), not }));
}

const clip = (port: number): number => Math.min(LAST, Math.max(1, port));
