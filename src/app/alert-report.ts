import { type Case, criticalGap, isQuiet, type Route, readOutbox, type Tested } from '../alerts/index.ts';
import type { PlacesParts } from './places.ts';

export interface AlertTest {
  readonly results: readonly Tested[];
  /** What is wrong with the channels as a whole. */
  readonly warnings: readonly string[];
}

export interface AlertList {
  readonly channels: readonly {
    readonly channel: string;
    readonly kind: string;
    readonly atLeast: string;
    /** Why it fails; absent: it works, or was not tried. */
    readonly fault?: string;
  }[];
  readonly raised: readonly {
    readonly about: string;
    readonly severity: string;
    readonly says: string;
    readonly since: string;
    readonly count: number;
    readonly next?: string;
  }[];
  /** What is still to be sent. */
  readonly waiting: readonly {
    readonly channel: string;
    readonly message: string;
    readonly about: string;
    readonly held: boolean;
  }[];
  readonly warnings: readonly string[];
  readonly quiet: boolean;
  /** Whether replies lower the halt level; `none`: the settings let nobody. */
  readonly replies: 'on' | 'off' | 'none';
  readonly running: boolean;
}

export interface AlertListParts {
  readonly routes: readonly Route[];
  readonly cases: readonly Case[];
  readonly faults: ReadonlyMap<string, string>;
  readonly isQuiet: boolean;
  readonly commandsOff: boolean;
  readonly running: boolean;
}

export function alertList({ routes, cases, faults, isQuiet, commandsOff, running }: AlertListParts): AlertList {
  const gap = criticalGap(routes);
  return {
    channels: routes.map(({ name, kind, atLeast }) => {
      const fault = faults.get(name);
      return { channel: name, kind, atLeast, ...(fault === undefined ? {} : { fault }) };
    }),
    raised: cases
      .filter(({ ended }) => ended === undefined)
      .map(({ about, severity, what, firstAtMs, count, next }) => ({
        about,
        severity,
        says: what,
        since: new Date(firstAtMs).toISOString(),
        count,
        ...(next === undefined ? {} : { next }),
      })),
    waiting: cases.flatMap(({ about, pending }) =>
      pending.map(({ channel, kind, isHeld }) => ({ channel, message: kind, about, held: isHeld === true })),
    ),
    warnings: gap === undefined ? [] : [gap],
    quiet: isQuiet,
    replies: routes.some(({ takesCommands }) => takesCommands) ? (commandsOff ? 'off' : 'on') : 'none',
    running,
  };
}

/** As it stands on disk, while no Keyward runs. */
export function idleAlertList(routes: readonly Route[], folder: string, { settings, clock }: PlacesParts): AlertList {
  const { quiet } = settings.alerts;
  const { cases, meta } = readOutbox(folder);
  return alertList({
    routes,
    cases,
    faults: new Map(),
    isQuiet: isQuiet(quiet, quiet?.zone ?? 'UTC', clock.nowMs()),
    commandsOff: meta?.commandsOff === true,
    running: false,
  });
}
