import type { Sight } from '../check.ts';

/** This host's clock against those that matter. */
export interface ClockFacts {
  /** The exchanges of the settings; empty where no key stands there. */
  readonly venues: Sight<readonly Venue[]>;
  readonly source: Sight<ClockSource>;
  /** How much the clock gains or loses; not told while readings are too few. */
  readonly drift: Sight<ClockDrift>;
}

/** An exchange as keys reach it. */
export interface Venue {
  /** `bybit`, `bybit testnet`. */
  readonly name: string;
  readonly isPractice: boolean;
  /** How old a request may be when it arrives, in ms. */
  readonly windowMs: number;
  /** `shared`: it runs with this very clock. */
  readonly ahead: Sight<Offset | 'shared'>;
}

/** How far this clock is ahead of another; negative: behind. The truth is within `errorMs` of it. */
export interface Offset {
  readonly aheadMs: number;
  readonly errorMs: number;
}

export interface ClockSource {
  readonly kind: 'chrony' | 'timesyncd' | 'ntpd' | 'other' | 'none' | 'unknown';
  readonly isSynchronised: 'yes' | 'no' | 'unknown';
  readonly isContainer: boolean;
  /** What was seen, a line each. */
  readonly evidence: readonly string[];
}

export interface ClockDrift {
  readonly msPerDay: number;
  readonly errorMsPerDay: number;
  /** ISO time of the first reading. */
  readonly since: string;
  /** `ntp`, or the exchange that both readings were taken against. */
  readonly by: string;
}
