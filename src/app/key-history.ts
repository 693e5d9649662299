import type { Attestation, KeyEvent, Snapshot, Written } from '../audit/index.ts';
import { type Right, rights } from '../exchanges/index.ts';
import type { EntryOf, Journal } from '../journal/index.ts';
import { afterStep, type Life, Lives, type UnderWay } from './key-lives.ts';

/** What the journal says of one exchange key, by its name. */
export interface KeyHistory {
  /**
   * What is known of each credential, by fingerprint: an audit that found a change for the worse (`KEY-13 high`, or worse) does not count until the owner
   * says that it was meant.
   */
  readonly audits: ReadonlyMap<string, Snapshot>;
  /** The credential that was audited last. */
  readonly lastFingerprint?: string;
  readonly attested?: Attestation;
  /** The credential that the attestation is of; absent: of the one that is audited next. */
  readonly attestedFor?: string;
  /** The credential that any audit asked last, whatever it found. */
  readonly askedFingerprint?: string;
  /** When its owner said that it was revoked, unless another came since. */
  readonly revokedMs?: number;
  readonly events: readonly KeyEvent[];
  /** The replacing that is under way, and not undone. */
  readonly underWay?: UnderWay;
  /** The fingerprint of the credential that was seen last. */
  readonly inUse?: string;
  /** When this credential came; without a fingerprint, the one that was seen last. */
  lifeOf(fingerprint?: string): Life;
}

export interface Histories {
  of(key: string): KeyHistory;
  /** Fingerprints that the owner lets withdraw, and those that may have no IP list, with what was last written of each. */
  readonly mayWithdraw: ReadonlyMap<string, Written>;
  readonly mayBeOpen: ReadonlyMap<string, Written>;
}

interface Building {
  lives: Lives;
  underWay?: UnderWay;
  audits: Map<string, Snapshot>;
  lastFingerprint?: string;
  attested?: Attestation;
  attestedFor?: string;
  askedFingerprint?: string;
  revokedMs?: number;
  events: KeyEvent[];
  /** An audit that found a change for the worse. */
  doubted?: EntryOf<'audit'>;
}

/** Reads the journal once for all keys. */
export async function readHistories(journal: Pick<Journal, 'replay'>): Promise<Histories> {
  const keys = new Map<string, Building>();
  const mayWithdraw = new Map<string, Written>();
  const mayBeOpen = new Map<string, Written>();
  const of = (key: string): Building => {
    let found = keys.get(key);
    if (!found) keys.set(key, (found = { audits: new Map(), events: [], lives: new Lives() }));
    return found;
  };
  const kinds = ['audit', 'attest', 'key-event', 'key-record', 'override', 'credential', 'rotation'] as const;
  for await (const entry of journal.replay({ kinds: [...kinds] })) {
    const atMs = Date.parse(entry.time);
    if (entry.kind === 'override') {
      const written = { reason: entry.reason, atMs };
      if (entry.what === 'withdraw') mayWithdraw.set(entry.key, written);
      if (entry.what === 'no-ip-list') mayBeOpen.set(entry.key, written);
    } else if (entry.kind === 'audit') {
      const history = of(entry.key);
      history.askedFingerprint = entry.fingerprint;
      history.lives.seen(entry.fingerprint, atMs);
      bindAttested(history, entry.fingerprint);
      if (entry.findings.some((found) => DRIFT.has(found))) history.doubted = entry;
      else learn(history, entry);
    } else if (entry.kind === 'attest') attestIn(of(entry.key), entry);
    else if (entry.kind === 'key-event') {
      const event = { event: entry.event, atMs, ...(entry.who === undefined ? {} : { who: entry.who }) };
      for (const key of entry.keys) of(key).events.push(event);
    } else if (entry.kind === 'key-record') {
      recordIn(of(entry.key), entry, atMs);
    } else if (entry.kind === 'rotation') {
      const history = of(entry.key);
      const underWay = afterStep(history.underWay, entry);
      if (underWay) history.underWay = underWay;
      else delete history.underWay;
    } else if (entry.kind === 'credential' && entry.change === 'switched') {
      const history = of(entry.key);
      history.lives.switched(entry, atMs);
      if (history.attestedFor === undefined || history.attestedFor !== entry.fingerprint) dropAttested(history);
    }
  }
  return { of: (key) => historyFrom(keys.get(key)), mayWithdraw, mayBeOpen };
}

function historyFrom(building: Building | undefined): KeyHistory {
  if (!building) return { audits: new Map(), events: [], lifeOf: () => ({}) };
  const { lives, doubted: _doubted, ...history } = building;
  const { inUse } = lives;
  return { ...history, ...(inUse === undefined ? {} : { inUse }), lifeOf: (fingerprint) => lives.of(fingerprint) };
}

/** As `audits.ts` writes it down. */
const DRIFT: ReadonlySet<string> = new Set(['KEY-13 high', 'KEY-13 critical']);

/** What was said of no known credential is said of the first that is audited, and of no other. */
function bindAttested(history: Building, fingerprint: string): void {
  if (!history.attested) return;
  history.attestedFor ??= fingerprint;
  if (history.attestedFor !== fingerprint) dropAttested(history);
}

function dropAttested(history: Building): void {
  delete history.attested;
  delete history.attestedFor;
}

function attestIn(history: Building, entry: EntryOf<'attest'>): void {
  dropAttested(history);
  history.attested = attestationFrom(entry);
  const fingerprint = entry.fingerprint ?? history.askedFingerprint;
  if (fingerprint !== undefined) history.attestedFor = fingerprint;
}

function recordIn(history: Building, entry: EntryOf<'key-record'>, atMs: number): void {
  const { change, at, fingerprint } = entry;
  const isNew = change === 'rotated' || change === 'added';
  if (isNew && fingerprint !== undefined && history.attestedFor !== fingerprint) dropAttested(history);
  if (change === 'rotated' && history.attestedFor === undefined) dropAttested(history);
  if (change === 'revoked') history.revokedMs = Date.parse(at);
  else delete history.revokedMs;
  if (change === 'rotated') history.lives.rotated(entry, atMs);
  else if (change === 'added') history.lives.added(entry, atMs);
  else if (change === 'changed' && history.doubted) learn(history, history.doubted);
}

/** The audit counts from now on. What it was not told stays as it was known before. */
function learn(history: Building, entry: EntryOf<'audit'>): void {
  const before = history.audits.get(entry.fingerprint);
  const told = Object.entries(entry.rights).filter(([, can]) => can !== 'unknown');
  const ipRestricted = entry.ipRestricted === 'unknown' ? (before?.ipRestricted ?? 'unknown') : entry.ipRestricted;
  const ips = entry.ips ?? (ipRestricted === 'yes' ? before?.ips : undefined);
  const last = history.lastFingerprint === undefined ? undefined : history.audits.get(history.lastFingerprint);
  // A successor whose account is not told yet is held to that of the one before.
  const account = entry.account ?? before?.account ?? last?.account;
  history.audits.set(entry.fingerprint, {
    rights: { ...entry.rights, ...before?.rights, ...Object.fromEntries(told) },
    ipRestricted,
    ...(ips === undefined ? {} : { ips }),
    words: entry.words.length === 0 ? (before?.words ?? []) : entry.words,
    ...(account === undefined ? {} : { account }),
    atMs: Date.parse(entry.time),
  });
  history.lastFingerprint = entry.fingerprint;
  delete history.doubted;
}

function attestationFrom(entry: EntryOf<'attest'>): Attestation {
  const createdMs = entry.created === undefined ? Number.NaN : Date.parse(entry.created);
  return {
    ...(entry.rights === undefined ? {} : { rights: knownRights(entry.rights) }),
    ...(entry.cannot === undefined ? {} : { cannot: knownRights(entry.cannot) }),
    ...(entry.ips === undefined ? {} : { ips: entry.ips }),
    ...(Number.isNaN(createdMs) ? {} : { createdMs }),
    untilMs: Date.parse(entry.until),
    by: entry.by,
  };
}

function knownRights(said: readonly string[]): Right[] {
  return rights.filter((right) => said.includes(right));
}
