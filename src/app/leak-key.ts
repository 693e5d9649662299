import { resolve } from 'node:path';
import type { KeySettings, Settings } from '../config/index.ts';
import { isRefusal } from '../core/index.ts';
import {
  type Ask,
  accountDigest,
  type Credential,
  type CredentialParts,
  type Environment,
  type Inspection,
  inspections,
  isPassing,
  type KeyReport,
  type Unclear,
} from '../exchanges/index.ts';
import { Forwarder, fingerprintOf } from '../gateway/index.ts';
import type { Death, LeakPlan } from '../rotation/index.ts';
import type { Place } from '../vault/index.ts';
import { askerOf, hasNonces } from './asker.ts';
import { environmentOf } from './fit-settings.ts';
import { practicePortOf } from './killing.ts';
import { placeOf } from './places.ts';
import { ownPlace } from './practice-home.ts';
import { type FoundSettings, placesParts, type SessionParts } from './session.ts';
import { within } from './within.ts';

const CALL_TIMEOUT_MS = 5_000;
/** A place that is slower is taken for one that cannot be read: the key is revoked by its page then. */
const READ_MS = 4_000;

/** The key that leaked, over a connection of this process: it depends on no Keyward that runs. */
export class LeakedKey {
  readonly name: string;
  readonly settings: Settings;
  readonly key: KeySettings;
  readonly inspection: Inspection;
  readonly #parts: SessionParts;
  readonly #found: FoundSettings;
  readonly #environment: Environment;
  #forwarder: Forwarder | undefined;

  constructor(parts: SessionParts, found: FoundSettings, name: string) {
    this.name = name;
    this.settings = found.settings;
    this.key = found.settings.keys[name]!;
    this.inspection = inspections[this.key.exchange]!;
    this.#parts = parts;
    this.#found = found;
    this.#environment = environmentOf(this.key.environment);
  }

  /** What its place holds now, or what it held before where that is the one wanted. Throws what the place throws. */
  async read(wanted?: string): Promise<CredentialParts | undefined> {
    const place = this.#place(this.name);
    try {
      const now = await within(place.read(), READ_MS);
      if (wanted === undefined || fingerprintOf(now.id) === wanted) return now;
      const before = await place.readPrevious?.();
      return before && fingerprintOf(before.id) === wanted ? before : undefined;
    } finally {
      await place.close?.();
    }
  }

  credentialOf(parts: CredentialParts): Credential | undefined {
    const made = this.inspection.credential(parts);
    return isRefusal(made) ? undefined : made;
  }

  async inspect(credential: Credential): Promise<KeyReport | Unclear> {
    return this.inspection.inspect(await this.#ask(), credential, this.#environment);
  }

  accountOf(report: KeyReport): string | undefined {
    return accountDigest(this.key.exchange, report);
  }

  /** Whether Keyward can remove it: there is a master key for it, and the exchange has the calls. */
  get isByApi(): boolean {
    const { by, subAccount } = this.key.rotate;
    return by !== undefined && subAccount !== undefined && this.inspection.maker !== undefined;
  }

  async remove({ id, passphrase }: CredentialParts): Promise<'removed' | 'absent' | Unclear> {
    const { maker, subAccount } = this.#maker();
    const key = { id, ...(passphrase === undefined ? {} : { passphrase }) };
    return maker.remove(await this.#ask(), await this.#master(), subAccount, key, this.#environment);
  }

  /** Whether the exchange still lists it; `undefined` where it does not say. */
  async isListed(fingerprint: string): Promise<boolean | undefined> {
    if (!this.isByApi) return undefined;
    const { maker, subAccount } = this.#maker();
    const listed = await maker.list(await this.#ask(), await this.#master(), subAccount, this.#environment);
    return 'unclear' in listed ? undefined : listed.some(({ id }) => fingerprintOf(id) === fingerprint);
  }

  /** Of this host. */
  nowMs(): number {
    return this.#parts.clock.nowMs();
  }

  async close(): Promise<void> {
    await this.#forwarder?.close();
  }

  #maker() {
    return { maker: this.inspection.maker!, subAccount: this.key.rotate.subAccount! };
  }

  async #master(): Promise<Credential> {
    const name = this.key.rotate.by!;
    const place = this.#place(name);
    try {
      const made = inspections[this.settings.keys[name]!.exchange]!.credential(await within(place.read(), READ_MS));
      if (isRefusal(made)) throw new Error(`keys.${name}: ${made.message}`);
      return made;
    } finally {
      await place.close?.();
    }
  }

  #place(name: string): Place {
    const parts = placesParts(this.#parts, this.settings, this.#found.path);
    return ownPlace(this.#parts.environment.home, name, this.settings.keys[name]!, (one) => placeOf(one, parts));
  }

  async #ask(): Promise<Ask> {
    const { clock, environment } = this.#parts;
    this.#forwarder ??= await this.#forward();
    return askerOf({
      inspection: this.inspection,
      environment: this.#environment,
      forward: this.#forwarder.send,
      clock,
      isOurs: hasNonces(resolve(environment.home), this.name),
    });
  }

  async #forward(): Promise<Forwarder> {
    if (this.key.environment !== 'practice')
      return new Forwarder({ kind: 'exchange' }, CALL_TIMEOUT_MS, this.settings.network.localAddress);
    const port = await practicePortOf(this.#parts, this.settings);
    return new Forwarder({ kind: 'practice', port }, CALL_TIMEOUT_MS);
  }
}

export interface DeathReport {
  readonly death: Death;
  readonly says: string;
  /** Asking again may tell more. */
  readonly isPassing: boolean;
  /** ISO: it was alive then. */
  readonly workedAt?: string;
}

/** A refusal that may mean the key or this host's address counts as the death of a key that worked from here so long ago at most, in ms. */
const WORKED_MS = 900_000;

/** By the clock of this host: where that has been set back since, nobody knows how long ago it was. */
export function workedLately({ workedAt }: LeakPlan['old'], nowMs: number): boolean {
  const agoMs = nowMs - Date.parse(workedAt ?? '');
  return agoMs >= 0 && agoMs <= WORKED_MS;
}

/** Why a key that once worked from here is not dead for being refused now. */
export function workedText({ workedAt }: LeakPlan['old']): string {
  if (workedAt === undefined) return '';
  return `; it worked from here last at ${workedAt.slice(0, 16).replace('T', ' ')} UTC, and the address of this host may be another one since`;
}

/** That it worked just now stands beside what was known of it. */
export function workedOf(old: LeakPlan['old'], { workedAt }: Pick<DeathReport, 'workedAt'>): Partial<LeakPlan> {
  return workedAt === undefined ? {} : { old: { ...old, workedAt } };
}

/** Whether the old key still works: alive, dead, or nobody can tell. Refused alone is not dead. */
export async function deathOf(
  leaked: Pick<LeakedKey, 'isListed' | 'read' | 'credentialOf' | 'inspect' | 'nowMs'>,
  { old }: Pick<LeakPlan, 'old'>,
): Promise<DeathReport> {
  const isListed =
    old.fingerprint === undefined ? undefined : await leaked.isListed(old.fingerprint).catch(() => undefined);
  const parts = await leaked.read(old.fingerprint).catch(() => undefined);
  const credential = parts && leaked.credentialOf(parts);
  const gone = 'the exchange lists the old key no more';
  if (!credential) {
    if (isListed === false) return { death: 'dead', says: gone, isPassing: false };
    return { death: 'unproven', says: 'the old key is not to be had here, so nobody could ask', isPassing: false };
  }
  const told = await leaked.inspect(credential);
  if (!('unclear' in told)) {
    const says = 'the old key STILL WORKS: whoever has it can use it now';
    return { death: 'alive', says, isPassing: true, workedAt: new Date(leaked.nowMs()).toISOString() };
  }
  const { cause, message } = told;
  if (cause === 'key')
    return { death: 'dead', says: `the exchange knows no such key any more (${message})`, isPassing: false };
  const isUnsaid = cause === 'key-or-ip-or-permission';
  if (isUnsaid && (workedLately(old, leaked.nowMs()) || isListed === false))
    return {
      death: 'dead',
      says: `the exchange refuses the old key (${message}); ${isListed === false ? 'it lists it no more' : 'it worked from here before'}`,
      isPassing: false,
    };
  if (isListed === false && cause === 'signature')
    return { death: 'dead', says: `${gone}, and refuses it`, isPassing: false };
  const why = isPassing(told)
    ? 'the exchange does not say whether the old key is dead'
    : 'the old key is refused, which does not prove that it is dead';
  const since = isUnsaid ? workedText(old) : '';
  return { death: 'unasked', says: `${why}: ${cause.replaceAll('-', ' ')} (${message})${since}`, isPassing: true };
}
