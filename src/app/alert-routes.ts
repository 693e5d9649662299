import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { channelKinds, type httpAsk, type Route } from '../alerts/index.ts';
import { channelOf } from '../config/index.ts';
import { KeywardError, type Secret } from '../core/index.ts';
import type { From, Place } from '../vault/index.ts';
import { folderOf, type PlacesParts, placeOfSecret } from './places.ts';

/** A secret of a channel: read once, and again after its service has refused it. */
export interface KeptSecret {
  get(): Promise<Secret | undefined>;
  refresh(): void;
}

/** Keeps the last good one: the place may be what the alarm is about. */
export function keptSecret(place: Place, isNeeded: boolean): KeptSecret {
  let known: Secret | undefined;
  let isStale = true;
  return {
    get: async () => {
      if (!isStale) return known;
      try {
        known = (await place.read()).secret;
        isStale = false;
      } catch (error) {
        if (known) return known;
        const isMissing = error instanceof KeywardError && error.code === 'credential-missing';
        if (!isMissing || isNeeded) throw error;
        isStale = false;
      }
      return known;
    },
    refresh: () => {
      isStale = true;
    },
  };
}

/** A route of the settings, and how its secret is fetched before it is needed. */
export interface OpenedRoute {
  readonly route: Route;
  /** Resolves to why the secret cannot be had, if it cannot. */
  preload(): Promise<string | undefined>;
}

/** The part of Keyward's environment that programs of the owner get: what a shell needs, and no secret. */
const FOR_PROGRAMS = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TZ',
  'USER',
  'DISPLAY',
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_RUNTIME_DIR',
];

/** Every channel of the settings, opened; nothing is sent or read yet. */
export function openRoutes(places: PlacesParts, ask: ReturnType<typeof httpAsk>['ask']): OpenedRoute[] {
  const { settings, environment, clock } = places;
  const variables = Object.fromEntries(
    FOR_PROGRAMS.flatMap((name) => {
      const value = environment.variables[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return Object.entries(settings.alerts.channels).map(([name, channel]) => {
    const { kind: id, settings: own, from, atLeast } = channelOf(channel);
    const kind = channelKinds.find((each) => each.id === id)!;
    const isNeeded = kind.needsSecret(own);
    const kept = secretFor(name, kind.secretName, from, isNeeded, places);
    const opened = kind.open(own, {
      name,
      ask,
      clock,
      secret: () => kept.get(),
      readFile: (path) => fileBeside(places, path),
      variables,
    });
    const route: Route = {
      name,
      kind: id,
      atLeast,
      isForMachines: kind.isForMachines,
      limits: kind.limits(own),
      failsWith: kind.failsWith(own),
      channel: opened,
      refresh: () => kept.refresh(),
      takesCommands: (kind.commandUsers?.(own) ?? []).length > 0,
    };
    const preload = () =>
      kept.get().then(
        () => undefined,
        (error: unknown) => (error instanceof KeywardError ? error.message : 'its secret cannot be read'),
      );
    return { route, preload };
  });
}

function secretFor(
  name: string,
  secretName: string | undefined,
  from: From | undefined,
  isNeeded: boolean,
  places: PlacesParts,
): KeptSecret {
  if (secretName === undefined) return { get: async () => undefined, refresh: () => undefined };
  return keptSecret(placeOfSecret(`alerts.${name}`, secretName, from, places), isNeeded);
}

/** Throws `file-failed` when it cannot be read. */
function fileBeside(places: PlacesParts, path: string): Buffer {
  try {
    return readFileSync(resolve(folderOf(places), path));
  } catch (error) {
    const { code = 'not readable' } = error as NodeJS.ErrnoException;
    throw new KeywardError('file-failed', `${path} cannot be read (${code})`, { cause: error });
  }
}
