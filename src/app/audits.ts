import {
  type Attestation,
  type AuditedKey,
  type AuditInput,
  auditKey,
  type Listed,
  snapshotOf,
  type Told,
  type Use,
  vendorOf,
} from '../audit/index.ts';
import type { KeySettings, Settings } from '../config/index.ts';
import { type Clock, isRefusal, KeywardError } from '../core/index.ts';
import {
  type Credential,
  type Environment,
  type Inspection,
  inspections,
  type Right,
  type Silence,
  withSilence,
} from '../exchanges/index.ts';
import { type Forward, fingerprintOf, type Gateway, type SigningKey, silenceOf } from '../gateway/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Place } from '../vault/index.ts';
import { type Alarm, type Alarms, placeAlarm } from './alarms.ts';
import { askerOf } from './asker.ts';
import { environmentOf } from './fit-settings.ts';
import { type Histories, type KeyHistory, readHistories } from './key-history.ts';
import { replacingOf } from './replacing.ts';

export interface AuditsParts {
  readonly settings: Settings;
  readonly journal: Pick<Journal, 'replay' | 'note'>;
  readonly clock: Clock;
  /** Present while Keyward runs: its keys are asked through it, so that nonces and limits stay in one hand. */
  readonly gateway: Gateway | undefined;
  /** Present while Keyward runs. */
  readonly alarms?: Alarms;
  /** Whoever asked prints what is found. */
  readonly isShown?: boolean;
  placeOf(key: string): Place;
  /** How an exchange is reached for a key of this environment; `undefined` where it is not reached from here. */
  forwardFor(environment: KeySettings['environment']): Forward | undefined;
  /** Whether a key opens only the practice exchange. */
  isOfPractice(id: string): boolean;
  /** Whether Keyward has signed with the key of this name, with nonces of its own. */
  hasNonces?(key: string): boolean;
  /** Our public addresses, as far as they are known. */
  egress(): Promise<readonly string[]>;
}

/** Audits every key of the settings, all at once, raises what is wrong as alarms, and writes down what was found. */
export async function auditKeys(parts: AuditsParts): Promise<readonly AuditedKey[]> {
  const histories = await readHistories(parts.journal);
  const egress = await parts.egress();
  const wanted = Object.entries(parts.settings.keys).map(([name, key]) => ({ name, key, histories, egress }));
  const asked = await Promise.all(wanted.map((one) => askOne(one, parts)));
  return wanted.map((one, at) => {
    const { fingerprint } = asked[at]!;
    const twins = wanted.filter((other, index) => other !== one && asked[index]!.fingerprint === fingerprint);
    return concludeOne(
      { ...one, twins: fingerprint === undefined ? [] : twins.map(({ name }) => name) },
      asked[at]!,
      parts,
    );
  });
}

interface Wanted {
  readonly name: string;
  readonly key: KeySettings;
  readonly histories: Histories;
  readonly egress: readonly string[];
}

/** A fault with one key is what is found of that key: the others are audited all the same. */
async function askOne(wanted: Wanted, parts: AuditsParts): Promise<Asked> {
  try {
    return await ask(wanted, inspectionOf(wanted.key), parts);
  } catch (error) {
    return notRead(failureOf(error));
  }
}

function inspectionOf({ exchange }: KeySettings): Inspection {
  const inspection = inspections[exchange];
  if (!inspection) throw new KeywardError('internal', `no inspection of ${exchange}`);
  return inspection;
}

function failureOf(error: unknown): string {
  return `the audit of it failed: ${error instanceof Error ? error.message.slice(0, 200) : 'not an error'}`;
}

function concludeOne(
  wanted: Wanted & { readonly twins: readonly string[] },
  asked: Asked,
  parts: AuditsParts,
): AuditedKey {
  const conclude = (given: Asked): AuditedKey => {
    const found = auditKey({ ...inputOf(wanted, inspectionOf(wanted.key), given, parts), twins: wanted.twins });
    const { outcome } = found;
    const isKnown = outcome === 'told' || outcome === 'attested' || outcome === 'alive';
    if (parts.alarms) raiseAlarms(found, isKnown, parts.alarms, parts);
    if (isKnown) writeDown(found, parts);
    return found;
  };
  try {
    return conclude(asked);
  } catch (error) {
    return conclude(notRead(failureOf(error)));
  }
}

function inputOf(
  { name, key, histories, egress }: Wanted,
  { facts }: Inspection,
  asked: Asked,
  { settings, clock, alarms }: AuditsParts,
): Omit<AuditInput, 'twins'> {
  const { exchange, environment, purpose, vendor, holders } = key;
  const { fingerprint } = asked;
  const history = histories.of(name);
  const attested = attestedOf(history, fingerprint);
  const before = fingerprint === undefined ? undefined : history.audits.get(fingerprint);
  const isNew = fingerprint !== undefined && history.lastFingerprint !== fingerprint;
  const replaced = isNew && history.lastFingerprint ? history.audits.get(history.lastFingerprint) : undefined;
  return {
    key: name,
    exchange,
    environment,
    purpose,
    ...(vendor === undefined ? {} : { vendor }),
    holders,
    ...asked,
    ...listedBy(asked.told),
    facts,
    ...(attested === undefined ? {} : { attested }),
    ...(before === undefined ? {} : { before }),
    ...(replaced === undefined ? {} : { replaced }),
    uses: usesOf(name, settings),
    overrides: overridesOf(histories, fingerprint),
    rotation: key.rotate.days ?? settings.rotation,
    ...history.lifeOf(fingerprint),
    ...replacingOf(history, fingerprint, key, clock),
    ...(history.revokedMs === undefined ? {} : { revokedMs: history.revokedMs }),
    events: history.events,
    ...placeFaultOf(name, alarms),
    egress,
    ...(vendor === undefined ? {} : withVendor(vendor)),
    nowMs: clock.nowMs(),
    remindDays: settings.audit.remindDays,
  };
}

/** The ids of keys go no further than this. */
function listedBy(told: Told): { readonly listed?: Listed } {
  const listed = told.kind === 'report' ? told.report.listed : undefined;
  if (!listed) return {};
  const keys = listed.keys.map(({ id, ...rest }) => ({ fingerprint: fingerprintOf(id), ...rest }));
  return { listed: { ...listed, keys } };
}

/** What stands as an alarm about the place of a key. */
function placeFaultOf(name: string, alarms: Alarms | undefined): Pick<AuditInput, 'placeFault'> {
  const raised = placeAlarm(alarms?.current ?? [], name);
  return raised === undefined ? {} : { placeFault: raised.says };
}

function overridesOf({ mayWithdraw, mayBeOpen }: Histories, fingerprint = ''): AuditInput['overrides'] {
  const [withdraw, openIp] = [mayWithdraw.get(fingerprint), mayBeOpen.get(fingerprint)];
  return { ...(withdraw === undefined ? {} : { withdraw }), ...(openIp === undefined ? {} : { openIp }) };
}

/** What the owner said, where it is of this credential; of one that cannot be read, it is what there is. */
function attestedOf({ attested, attestedFor }: KeyHistory, fingerprint: string | undefined): Attestation | undefined {
  const isOther = attestedFor !== undefined && fingerprint !== undefined && attestedFor !== fingerprint;
  return isOther ? undefined : attested;
}

/** What a vendor publishes; nothing where it publishes no list, or none that was found. */
function withVendor(vendor: string): Pick<AuditInput, 'vendorAddresses'> {
  const known = vendorOf(vendor);
  if (!known || known.addresses.length === 0) return {};
  const { addresses, source, read } = known;
  return { vendorAddresses: { addresses, source, read } };
}

/** Why a key is not asked: asking from a wrong address would break it, and its owner has not said from where it works. */
export function riskOf(
  { facts }: Inspection,
  ips: readonly string[] | undefined,
  egress: readonly string[],
  vendor?: string,
): string | undefined {
  const { risk } = facts.introspection;
  const isKnown = ips !== undefined && (ips.length === 0 || egress.some((address) => ips.includes(address)));
  if (risk === undefined || isKnown) return undefined;
  const where = vendor === undefined ? ', see `keyward doctor ip`' : `, which ${vendor} tells`;
  return `${risk}: say with \`keyward key attest\` from where it works${where}`;
}

function notRead(why: string): Asked {
  return { told: { kind: 'not-read', why } };
}

type Asked = Pick<AuditInput, 'told' | 'fingerprint' | 'scheme'>;

/** Asks with the gateway's own key where it has one, else with the credential from its place. */
async function ask(
  { name, key, histories, egress }: Wanted,
  inspection: Inspection,
  parts: AuditsParts,
): Promise<Asked> {
  const risk = (fingerprint: string | undefined): Asked | undefined => {
    // The practice exchange switches no key off.
    if (key.environment === 'practice') return undefined;
    const why = riskOf(inspection, attestedOf(histories.of(name), fingerprint)?.ips, egress, key.vendor);
    return why === undefined ? undefined : notRead(why);
  };
  const live = parts.gateway?.key(name);
  if (live) return askLive(live, inspection, risk);
  const unread = risk(undefined);
  if (unread) return unread;
  const forward = parts.forwardFor(key.environment);
  if (!forward) return notRead('the practice exchange is reached only while `keyward up` runs');
  const credential = await credentialFrom(parts.placeOf(name), inspection);
  if (typeof credential === 'string') return notRead(credential);
  if (key.environment === 'practice' && !parts.isOfPractice(credential.id))
    return notRead('the practice exchange has not minted this key');
  const fingerprint = fingerprintOf(credential.id);
  const unasked = risk(fingerprint);
  if (unasked) return unasked;
  const environment = environmentOf(key.environment);
  const told = await answered(() =>
    inspectWith(inspection, credential, environment, forward, parts.clock, parts.hasNonces?.(name)),
  );
  return { told, fingerprint, scheme: credential.scheme };
}

/** How often a key is asked that is switched meanwhile. */
const MOST_ASKED = 3;

/** What was asked of a credential that is in use no more is asked again, of the one that is. */
async function askLive(
  live: SigningKey,
  inspection: Inspection,
  risk: (fingerprint: string) => Asked | undefined,
): Promise<Asked> {
  for (let asked = 0; asked < MOST_ASKED; asked++) {
    const { fingerprint, scheme, switches } = live;
    const unasked = risk(fingerprint);
    if (unasked) return unasked;
    const told = await answered(() => live.inspect(inspection));
    if (live.switches === switches) return { told, fingerprint, scheme };
  }
  return notRead('it was switched to another credential while it was asked');
}

/** Asks an exchange what a key that the gateway does not hold can do; where there is no answer, the message says from which host. */
export async function inspectWith(
  inspection: Inspection,
  credential: Credential,
  environment: Environment,
  forward: Forward,
  clock: Clock,
  isOurs = false,
): ReturnType<Inspection['inspect']> {
  let silence: Silence | undefined;
  const heard: Forward = async (request, mayStart) => {
    const outcome = await forward(request, mayStart);
    silence = silenceOf(request, outcome);
    return outcome;
  };
  const ask = askerOf({ inspection, environment, forward: heard, clock, isOurs });
  return withSilence(await inspection.inspect(ask, credential, environment), silence);
}

/** The credential, or why it cannot be had. */
async function credentialFrom(place: Place, inspection: Inspection): Promise<Credential | string> {
  try {
    const made = inspection.credential(await place.read());
    return isRefusal(made) ? made.message : made;
  } catch (error) {
    if (error instanceof KeywardError) return error.message;
    throw error;
  } finally {
    await place.close?.();
  }
}

async function answered(inspect: () => ReturnType<Inspection['inspect']>): Promise<Told> {
  const found = await inspect();
  return 'unclear' in found ? { kind: 'unclear', unclear: found } : { kind: 'report', report: found };
}

/** What the bots of a key need: reading, and trading on the kinds of market that they may trade. */
export function usesOf(key: string, { bots }: Settings): Use[] {
  return Object.entries(bots)
    .filter(([, bot]) => bot.key === key)
    .map(([bot, { may, markets }]) => {
      const needs: Right[] = ['read'];
      if (may.includes('trade')) {
        if ((markets ?? []).some((market) => !market.includes(':'))) needs.push('spot');
        if ((markets ?? []).some((market) => market.includes(':'))) needs.push('futures');
      }
      return { bot, needs };
    });
}

/** The journal keeps what the next audit is compared with. */
function writeDown(found: AuditedKey, { journal, clock }: AuditsParts): void {
  const { key, fingerprint, outcome } = found;
  if (fingerprint === undefined) return;
  const { atMs: _atMs, ...kept } = snapshotOf(found, clock.nowMs());
  journal.note('audit', {
    key,
    fingerprint,
    outcome,
    ...kept,
    ...(found.createdAt === undefined ? {} : { created: found.createdAt }),
    findings: found.findings.map(({ id, severity }) => `${id} ${severity}`),
  });
}

/** What is wrong becomes an alarm, one for each check; what is over ends it, which a key that could not be asked does not tell. */
function raiseAlarms(
  { key, findings, calendar }: AuditedKey,
  isKnown: boolean,
  alarms: Alarms,
  { isShown }: AuditsParts,
): void {
  const wanted = new Map<string, Alarm>();
  const want = (about: string, severity: Alarm['severity'], says: string, next: string): void => {
    const before = wanted.get(about);
    const worst = before?.severity === 'critical' ? before.severity : severity;
    wanted.set(about, {
      about,
      severity: worst,
      says: before ? `${before.says}; ${says}` : `${key}: ${says}`,
      key,
      next,
    });
  };
  for (const { id, severity, says } of findings) {
    // The alarm from which it was made stands.
    if (id === 'KEY-15') continue;
    if (severity === 'critical') want(`${id} ${key}`, severity, says, `keyward explain ${id}`);
    else if (severity === 'high') want(`${id} ${key}`, 'warning', says, `keyward explain ${id}`);
  }
  for (const { effect, what, on, sure, soon } of calendar) {
    if (sure && soon)
      want(
        `due ${effect} ${key}`,
        'info',
        `${what}, on ${on}`,
        effect === 'attest' ? `keyward key attest ${key} --help` : `keyward key rotate ${key}`,
      );
  }
  for (const alarm of wanted.values()) alarms.raise(alarm, isShown);
  if (!isKnown) return;
  for (const { about } of alarms.current) {
    const isOurs = /^(?:KEY-\d\d|due [a-z]+) /.test(about) && about.endsWith(` ${key}`);
    if (isOurs && !wanted.has(about)) alarms.end(about);
  }
}
