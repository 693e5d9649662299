import type { Attestation, KeyEvent, Snapshot } from '../audit/index.ts';
import { type Right, rights } from '../exchanges/index.ts';
import type { EntryOf, Journal } from '../journal/index.ts';

/** What the journal says of one exchange key, by its name. */
export interface KeyHistory {
  /** The last audit of each credential, by fingerprint. */
  readonly audits: ReadonlyMap<string, Snapshot>;
  /** The credential that was audited last. */
  readonly lastFingerprint?: string;
  readonly attested?: Attestation;
  /** When it was last made or replaced, ms since the epoch. */
  readonly rotatedMs?: number;
  readonly events: readonly KeyEvent[];
}

export interface Histories {
  of(key: string): KeyHistory;
  /** Fingerprints that the owner lets withdraw, and those that may have no IP list. */
  readonly mayWithdraw: ReadonlySet<string>;
  readonly mayBeOpen: ReadonlySet<string>;
}

interface Building {
  audits: Map<string, Snapshot>;
  lastFingerprint?: string;
  attested?: Attestation;
  rotatedMs?: number;
  events: KeyEvent[];
}

/** Reads the journal once for all keys. */
export async function readHistories(journal: Pick<Journal, 'replay'>): Promise<Histories> {
  const keys = new Map<string, Building>();
  const mayWithdraw = new Set<string>();
  const mayBeOpen = new Set<string>();
  const of = (key: string): Building => {
    let found = keys.get(key);
    if (!found) keys.set(key, (found = { audits: new Map(), events: [] }));
    return found;
  };
  const kinds = ['audit', 'attest', 'key-event', 'key-record', 'override', 'credential'] as const;
  for await (const entry of journal.replay({ kinds: [...kinds] })) {
    const atMs = Date.parse(entry.time);
    if (entry.kind === 'override') {
      if (entry.what === 'withdraw') mayWithdraw.add(entry.key);
      if (entry.what === 'no-ip-list') mayBeOpen.add(entry.key);
    } else if (entry.kind === 'audit') {
      const history = of(entry.key);
      history.audits.set(entry.fingerprint, snapshotFrom(entry, atMs));
      history.lastFingerprint = entry.fingerprint;
    } else if (entry.kind === 'attest') of(entry.key).attested = attestationFrom(entry);
    else if (entry.kind === 'key-event') {
      const event = { event: entry.event, atMs, ...(entry.who === undefined ? {} : { who: entry.who }) };
      for (const key of entry.keys) of(key).events.push(event);
    } else if (entry.kind === 'key-record') {
      if (entry.change !== 'revoked') of(entry.key).rotatedMs = Date.parse(entry.at);
    } else if (entry.kind === 'credential' && entry.change === 'switched') of(entry.key).rotatedMs = atMs;
  }
  return { of: (key) => keys.get(key) ?? { audits: new Map(), events: [] }, mayWithdraw, mayBeOpen };
}

function snapshotFrom(entry: EntryOf<'audit'>, atMs: number): Snapshot {
  return {
    rights: entry.rights,
    ipRestricted: entry.ipRestricted,
    ...(entry.ips === undefined ? {} : { ips: entry.ips }),
    words: entry.words,
    atMs,
  };
}

function attestationFrom(entry: EntryOf<'attest'>): Attestation {
  const createdMs = entry.created === undefined ? Number.NaN : Date.parse(entry.created);
  return {
    rights: rights.filter((right): right is Right => entry.rights.includes(right)),
    ...(entry.ips === undefined ? {} : { ips: entry.ips }),
    ...(Number.isNaN(createdMs) ? {} : { createdMs }),
    untilMs: Date.parse(entry.until),
    by: entry.by,
  };
}
