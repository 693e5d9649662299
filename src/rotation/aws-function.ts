import { createHash } from 'node:crypto';
import { type Clock, KeywardError } from '../core/index.ts';
import { type CredentialParts, isPassing, type KeyReport, rights, type Unclear } from '../exchanges/index.ts';
import type { Described } from '../vault/index.ts';
import { AwsKey, type AwsKeyParts, unanswered } from './aws-key.ts';
import { faultsOf, keptOf } from './beside.ts';

/** What Secrets Manager hands to a rotation function; `retireSecret` is a step of ours, called by a schedule without a version. */
export interface RotationEvent {
  readonly Step: string;
  readonly SecretId: string;
  readonly ClientRequestToken?: string;
}

export interface AwsFunctionParts extends AwsKeyParts {
  readonly clock: Clock;
  /** How long the key before goes on working once the new one is the present one. */
  readonly graceMs: number;
  pause(ms: number): Promise<void>;
}

/** A stage of our own, on the version whose key is to be revoked, with the second from which it may be. */
const RETIRE = /^KEYWARD_RETIRE_(\d{1,12})$/;
/** How often an exchange is asked that does not know a new key yet, and how long after. */
const TRIES = 6;
const PAUSE_MS = 2_500;

/**
 * The rotation function of AWS Secrets Manager, for a key of a sub-account. AWS calls `createSecret`, `setSecret`, `testSecret` and
 * `finishSecret` in this order, each perhaps several times; each finds what was done before, by the label of the key or the stage of the version.
 *
 * The key before is not revoked by `finishSecret`: each Keyward goes on signing with it until it looks at the secret again (`everySeconds`). So
 * `finishSecret` marks its version with the moment from which it may die, and `retireSecret`, called by a schedule of its own, revokes it then, if
 * the present key works. A function that waited for that moment would be stopped by AWS after fifteen minutes, and the mark outlives that. Where
 * no schedule calls, the next rotation does it.
 */
export class AwsFunction {
  readonly #parts: AwsFunctionParts;

  constructor(parts: AwsFunctionParts) {
    this.#parts = parts;
  }

  /** Does one step, and tells what was done, without a secret. Throws `KeywardError`; AWS then calls the step again. */
  async run({ Step: step, SecretId: name, ClientRequestToken: version }: RotationEvent): Promise<string> {
    const { secrets } = this.#parts;
    const described = await secrets.describe(name);
    if (step === 'retireSecret') {
      // An owner who stops the rotation wants to keep what there is.
      if (!described.isRotated) return 'AWS does not rotate this secret: nothing is revoked';
      // Called often, it reads a secret only where there is something to do.
      if (!Object.values(described.stages).some(isMarked)) return 'nothing is due';
      return (await this.#retire(await AwsKey.open(name, this.#parts), described)).join('; ') || 'nothing is due';
    }
    if (!described.isRotated) throw failed(`AWS does not rotate ${secrets.where(name)}`);
    const stages = version === undefined ? undefined : described.stages[version];
    if (version === undefined || !stages) throw failed(`${secrets.where(name)} has no such version`);
    if (stages.includes('AWSCURRENT')) return 'this version is the present one: nothing is left to do';
    if (!stages.includes('AWSPENDING')) throw failed(`this version of ${secrets.where(name)} is not AWSPENDING`);
    const key = await AwsKey.open(name, this.#parts);
    switch (step) {
      case 'createSecret':
        return this.#create(key, version, described);
      case 'setSecret':
        return this.#set(key, version);
      case 'testSecret':
        return this.#test(key, version);
      case 'finishSecret':
        return this.#finish(key, version, described);
      default:
        throw failed('the step is none of createSecret, setSecret, testSecret, finishSecret, retireSecret');
    }
  }

  /** Makes a key that can do what the present one can, and puts it as AWSPENDING. */
  async #create(key: AwsKey, version: string, described: Described): Promise<string> {
    // What cannot be revoked now is left to the schedule, which says so; it does not hold up a new key.
    await this.#retire(key, described).catch(() => undefined);
    if (await key.version(version)) return 'the new key is there already';
    const told = await this.#told(key, key.current, isPassing);
    if ('unclear' in told)
      throw unanswered('the present key was not answered, so it is not known what a new one may do', told);
    const granted = rights.filter((right) => told.rights[right] === 'yes' && key.maker.grants.includes(right));
    if (granted.length === 0) throw failed('the exchange does not tell what the present key can do');
    const ips = key.document.ips ?? told.ips ?? [];
    if (told.ipRestricted === 'yes' && (ips.length === 0 || ips.some((ip) => ip.includes('*'))))
      throw failed(`the exchange does not show the whole IP list of the key: write it into ${key.where} as \`ips\``);
    const label = labelOf(version);
    for (const made of await key.list()) {
      // Its secret was told once, to a call of this step that has not come to its end.
      if (made.label === label && made.id !== key.current.id) await key.removeLost(made);
    }
    await key.putPending(version, await key.create({ label, rights: granted, ips }));
    return `a new key was made for ${granted.join(', ')}`;
  }

  /** The exchange made the key, so nothing is to be set there; what it says of its IP list is compared. */
  async #set(key: AwsKey, version: string): Promise<string> {
    const pending = await this.#pending(key, version);
    const fresh = await this.#told(key, pending, mayBeLate);
    if ('unclear' in fresh) return this.#refuseDead(key, version, pending, fresh);
    const { ips } = key.document;
    const shown = fresh.ips?.every((ip) => !ip.includes('*')) ? fresh.ips : undefined;
    const isOther = ips !== undefined && shown !== undefined && ips.toSorted().join() !== shown.toSorted().join();
    if (isOther || (ips !== undefined && ips.length > 0 && fresh.ipRestricted === 'no'))
      return this.#refuse(key, version, pending, 'has another IP list than the secret says');
    return 'nothing is to be set: the exchange made the key, with the IP list that it is to have';
  }

  /** The new key works, can do no more than the present one, and cannot withdraw; else it is removed. */
  async #test(key: AwsKey, version: string): Promise<string> {
    const pending = await key.version(version);
    const old = await this.#told(key, key.current, isPassing);
    if ('unclear' in old) throw unanswered('the present key was not answered, so the new one cannot be compared', old);
    if (!pending || pending.id === key.current.id) {
      // So AWS tries out a rotation that is just being set up: with a version that holds nothing new.
      const keys = await key.list();
      return `the present key works, and the master key lists ${keys.length} of the sub-account`;
    }
    const fresh = await this.#told(key, pending, mayBeLate);
    if ('unclear' in fresh) return this.#refuseDead(key, version, pending, fresh);
    const { exchange } = key.document;
    const faults = faultsOf(exchange, fresh, keptOf(exchange, old));
    if (faults.length > 0) return this.#refuse(key, version, pending, faults.join(', and '));
    return `the new key can ${rights.filter((right) => fresh.rights[right] === 'yes').join(', ')}, no more than the present one`;
  }

  /** Marks the version before, then makes the new one the present one. */
  async #finish(key: AwsKey, version: string, { stages }: Described): Promise<string> {
    const { secrets, clock, graceMs } = this.#parts;
    await this.#pending(key, version);
    const before = Object.keys(stages).find((id) => stages[id]?.includes('AWSCURRENT'));
    if (before !== undefined) {
      // First the mark, anew for each try: were it the other way round, a stop between both would leave the key before alive for good.
      for (const stage of stages[before] ?? []) {
        if (RETIRE.test(stage)) await secrets.moveStage(key.name, stage, { from: before });
      }
      const fromS = Math.ceil((clock.nowMs() + graceMs) / 1_000);
      await secrets.moveStage(key.name, `KEYWARD_RETIRE_${fromS}`, { to: before });
    }
    await secrets.moveStage(key.name, 'AWSCURRENT', { to: version, ...(before === undefined ? {} : { from: before }) });
    return `the new key is the present one; the one before goes on working for ${graceMs / 1_000} s`;
  }

  /** Revokes each key that is marked and due. */
  async #retire(key: AwsKey, { stages }: Described): Promise<string[]> {
    const said: string[] = [];
    const inUse = new Set([key.current.id]);
    for (const [id, its] of Object.entries(stages)) {
      if (its.includes('AWSPENDING')) inUse.add((await key.version(id))?.id ?? '');
    }
    for (const [id, its] of Object.entries(stages)) {
      const stage = its.find((each) => RETIRE.test(each));
      if (stage === undefined || !isMarked(its)) continue;
      const dueMs = Number(RETIRE.exec(stage)?.[1]) * 1_000;
      if (this.#parts.clock.nowMs() < dueMs) {
        said.push(`the key before is revoked after ${new Date(dueMs).toISOString()}`);
        continue;
      }
      const old = await key.version(id);
      if (old && !inUse.has(old.id)) {
        const told = await this.#told(key, key.current, isPassing);
        if ('unclear' in told) throw unanswered('the present key was not answered, so the one before is kept', told);
        const removed = await key.remove(old);
        said.push(removed === 'removed' ? 'the key before was revoked' : 'the key before was gone already');
      }
      await this.#parts.secrets.moveStage(key.name, stage, { from: id });
    }
    return said;
  }

  async #pending(key: AwsKey, version: string): Promise<CredentialParts> {
    const pending = await key.version(version);
    if (!pending) throw failed(`this version of ${key.where} holds nothing: createSecret has not come to its end`);
    return pending;
  }

  /** Dead for good, or not answered now: only what the exchange lists no more is given up. */
  async #refuseDead(key: AwsKey, version: string, pending: CredentialParts, told: Unclear): Promise<never> {
    const isListed = (await key.list()).some(({ id }) => id === pending.id);
    if (told.cause === 'ip')
      throw unanswered('the IP list of the key must have the address of this function as well', told);
    if (isListed || pending.id === key.current.id) throw unanswered('the exchange does not answer the new key', told);
    return this.#refuse(key, version, pending, 'is gone at the exchange');
  }

  /** First the key goes, then its stage: stopped between both, the next call finds a key that is gone. */
  async #refuse(key: AwsKey, version: string, pending: CredentialParts, why: string): Promise<never> {
    if (pending.id === key.current.id) throw failed(`the version holds the present key, which ${why}`);
    await key.remove(pending);
    await this.#parts.secrets.moveStage(key.name, 'AWSPENDING', { from: version });
    throw failed(`the new key ${why}: it was removed, and the present one goes on`);
  }

  /** What the exchange says of a key; asked again where `mayPass` says that the answer may pass. */
  async #told(key: AwsKey, parts: CredentialParts, mayPass: (told: Unclear) => boolean): Promise<KeyReport | Unclear> {
    for (let left = TRIES; ; ) {
      const told = await key.inspect(parts);
      if (!('unclear' in told) || !mayPass(told) || --left === 0) return told;
      await this.#parts.pause(PAUSE_MS);
    }
  }
}

/** Not where the stages were not moved yet, or were moved back by the owner. */
function isMarked(stages: readonly string[]): boolean {
  return stages.some((stage) => RETIRE.test(stage)) && !stages.includes('AWSCURRENT') && !stages.includes('AWSPENDING');
}

/** A key that was just made may not be known yet on every server of the exchange. */
function mayBeLate(told: Unclear): boolean {
  return isPassing(told) || told.cause === 'key';
}

/** The same for each call of one rotation. */
function labelOf(version: string): string {
  return `kw-${createHash('sha256').update(version).digest('hex').slice(0, 12)}`;
}

function failed(message: string): KeywardError {
  return new KeywardError('key-not-replaced', message);
}
