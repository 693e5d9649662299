import { type Inspection, inspections } from '../exchanges/index.ts';
import { Forwarder } from '../gateway/index.ts';
import type { FoundSecret, RawPart, Verified } from '../scan/index.ts';
import { riskOf } from './audits.ts';
import { readKnownKeys } from './known-keys.ts';
import { placeOf } from './places.ts';
import { isOfPractice, ownPlace } from './practice-home.ts';
import { askEverywhere, askPractice } from './scan-ask.ts';
import { loadSettings, placesParts, type SessionParts } from './session.ts';

const ASK_TIMEOUT_MS = 10_000;

/** The values of the leaks of one scan, by id; they are in memory alone. */
export type RawParts = ReadonlyMap<string, readonly RawPart[]>;

interface Asked {
  readonly leak: FoundSecret;
  readonly inspection: Inspection;
  readonly id: string;
  readonly isPractice: boolean;
}

/** What would be asked of whom: said before anything is sent. */
export interface VerifyPlan {
  readonly asked: readonly Asked[];
  /** A line for each exchange, with its hosts. */
  readonly hosts: readonly { readonly exchange: string; readonly hosts: readonly string[]; readonly keys: number }[];
  /** Why the others are not asked, by id of the leak. */
  readonly left: ReadonlyMap<string, string>;
}

/** Exchange credentials that were found whole can be asked of; of all others it says why not. Nothing is sent. */
export function planVerify(leaks: readonly FoundSecret[], raw: RawParts, session: SessionParts): VerifyPlan {
  const asked: Asked[] = [];
  const left = new Map<string, string>();
  for (const leak of leaks) {
    const inspection = Object.hasOwn(inspections, leak.rule) ? inspections[leak.rule] : undefined;
    const parts = raw.get(leak.id) ?? [];
    const id = parts.find(({ part }) => part === 'key')?.text;
    const missing = inspection && missingOf(inspection, parts);
    if (!inspection) left.set(leak.id, 'it is no exchange key that can be asked of');
    else if (missing !== undefined || id === undefined)
      left.set(leak.id, `its ${missing ?? 'key'} was not found with it`);
    else asked.push({ leak, inspection, id, isPractice: isOfPractice(session.environment.home, id) });
  }
  const names = [...new Set(asked.map(({ inspection, isPractice }) => `${inspection.id} ${isPractice}`))].sort();
  return {
    asked,
    left,
    hosts: names.map((name) => {
      const of = asked.filter(({ inspection, isPractice }) => `${inspection.id} ${isPractice}` === name);
      const [{ inspection, isPractice }] = of as [Asked, ...Asked[]];
      const real = [
        ...new Set(inspection.facts.hosts.filter(({ site }) => site === undefined).map((host) => host.name)),
      ];
      return {
        exchange: isPractice ? `${inspection.facts.name}, practice` : inspection.facts.name,
        hosts: isPractice ? ['this host: the practice exchange'] : real,
        keys: of.length,
      };
    }),
  };
}

function missingOf({ facts }: Inspection, parts: readonly RawPart[]): string | undefined {
  const has = (...wanted: readonly string[]): boolean => parts.some(({ part }) => wanted.includes(part));
  if (!has('key')) return 'key';
  if (!has('secret', 'private-key')) return 'secret';
  return facts.passphrase && !has('passphrase') ? 'passphrase' : undefined;
}

/** Asks each exchange once what its keys can do, with its introspection calls alone, one key after the other. */
export async function verifyLeaks(
  { asked }: VerifyPlan,
  raw: RawParts,
  session: SessionParts,
): Promise<Map<string, Verified>> {
  const found = new Map<string, Verified>();
  if (asked.length === 0) return found;
  const { settings } = loadSettings(session);
  const real = new Forwarder({ kind: 'exchange' }, ASK_TIMEOUT_MS, settings.network.localAddress);
  const practice = new Forwarder({ kind: 'practice', port: settings.practice.port }, ASK_TIMEOUT_MS);
  const held = await heldBy(asked, session);
  try {
    for (const one of asked) {
      const { leak, inspection, isPractice } = one;
      const why = (isPractice ? undefined : riskOf(inspection, undefined, [])) ?? held(one);
      if (why !== undefined) {
        found.set(leak.id, { is: 'unknown', says: `not asked: ${why}` });
        continue;
      }
      const question = { inspection, id: one.id, parts: raw.get(leak.id)! };
      const { clock } = session;
      found.set(
        leak.id,
        isPractice
          ? await askPractice(question, practice.send, clock)
          : await askEverywhere(question, real.send, clock),
      );
    }
  } finally {
    await Promise.all([real.close(), practice.close()]);
  }
  return found;
}

/**
 * Where each request needs a rising number, a key that Keyward itself signs with is not asked beside it: its next number could be too low. A key
 * of that exchange that cannot be read could be the one.
 */
async function heldBy(asked: readonly Asked[], session: SessionParts): Promise<(one: Asked) => string | undefined> {
  const numbered = new Set(asked.filter(({ inspection }) => inspection.nonce).map(({ inspection }) => inspection.id));
  if (numbered.size === 0) return () => undefined;
  const { settings, path } = loadSettings(session);
  const keys = Object.fromEntries(Object.entries(settings.keys).filter(([, { exchange }]) => numbered.has(exchange)));
  const names = path === undefined ? [] : Object.keys(keys);
  if (names.length === 0) return () => undefined;
  const { ids, unread } = await readKnownKeys({ ...settings, keys }, (name) =>
    ownPlace(session.environment.home, name, keys[name]!, (one) => placeOf(one, placesParts(session, settings, path))),
  );
  return ({ inspection, id }) => {
    if (!inspection.nonce) return undefined;
    if (ids.has(id)) return 'Keyward signs with this key itself, and its numbers must rise: `keyward key audit`';
    const closed = [...unread.keys()].find((name) => keys[name]!.exchange === inspection.id);
    return closed === undefined ? undefined : `it may be the key ${closed} of the settings, which cannot be read`;
  };
}
