import { type Case, criticalGap, isQuiet, type Route, readOutbox, type Tested } from '../alerts/index.ts';
import { acknowledgeCommand } from './acknowledging.ts';
import type { PlacesParts } from './places.ts';

/** By this name the heartbeat stands among the channels. */
export const HEART = 'heartbeat';

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
  /** The pings whose end another service tells of; absent: the settings have none. */
  readonly heartbeat?: { readonly everyMinutes: number; readonly fault?: string };
  readonly raised: readonly {
    readonly about: string;
    readonly severity: string;
    readonly says: string;
    readonly since: string;
    readonly count: number;
    /** What it was seen by. */
    readonly evidence?: string;
    /** What Keyward has done about it by itself. */
    readonly done?: string;
    readonly next?: string;
    /** Ends it, for an owner who knows of it already. */
    readonly acknowledge?: string;
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
  readonly heart: { readonly everyMinutes: number; readonly fault?: string | undefined } | undefined;
  readonly cases: readonly Case[];
  readonly faults: ReadonlyMap<string, string>;
  readonly isQuiet: boolean;
  readonly commandsOff: boolean;
  readonly running: boolean;
}

export function alertList(parts: AlertListParts): AlertList {
  const { routes, heart, cases, faults, isQuiet, commandsOff, running } = parts;
  const gap = criticalGap(routes);
  return {
    channels: routes.map(({ name, kind, atLeast }) => {
      const fault = faults.get(name);
      return { channel: name, kind, atLeast, ...(fault === undefined ? {} : { fault }) };
    }),
    ...(heart === undefined ? {} : { heartbeat: heartOf(heart) }),
    raised: cases
      .filter(({ ended }) => ended === undefined)
      .map(({ about, severity, what, firstAtMs, count, evidence, done, next }) => ({
        about,
        severity,
        says: what,
        since: new Date(firstAtMs).toISOString(),
        count,
        ...partsOf(evidence),
        ...(done === undefined ? {} : { done }),
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

function heartOf({ everyMinutes, fault }: NonNullable<AlertListParts['heart']>): NonNullable<AlertList['heartbeat']> {
  return { everyMinutes, ...(fault === undefined ? {} : { fault }) };
}

const KNOWN = 'If you know of it: ';

/** The last line of the evidence of a finding; `undefined` where the next command is that one already, and for what is no finding. */
export function knownLine(about: string, next: string): string | undefined {
  const command = acknowledgeCommand(about);
  return command === undefined || command === next ? undefined : `${KNOWN}${command}`;
}

function partsOf(evidence = ''): { readonly evidence?: string; readonly acknowledge?: string } {
  const lines = evidence.split('\n').filter((line) => line !== '');
  const known = lines.at(-1)?.startsWith(KNOWN) ? lines.pop()!.slice(KNOWN.length) : undefined;
  return {
    ...(lines.length === 0 ? {} : { evidence: lines.join('\n') }),
    ...(known === undefined ? {} : { acknowledge: known }),
  };
}

/** As it stands on disk, while no Keyward runs. */
export function idleAlertList(routes: readonly Route[], folder: string, { settings, clock }: PlacesParts): AlertList {
  const { quiet, heartbeat } = settings.alerts;
  const { cases, meta } = readOutbox(folder);
  return alertList({
    routes,
    heart: heartbeat,
    cases,
    faults: new Map(),
    isQuiet: isQuiet(quiet, quiet?.zone ?? 'UTC', clock.nowMs()),
    commandsOff: meta?.commandsOff === true,
    running: false,
  });
}
