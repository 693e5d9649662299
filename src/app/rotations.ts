import type { KeySettings, Settings } from '../config/index.ts';
import { type Clock, isRefusal, KeywardError, refuse, ulids, unknownName } from '../core/index.ts';
import { type Ask, type Credential, type Inspection, inspections } from '../exchanges/index.ts';
import { type Forward, fingerprintOf } from '../gateway/index.ts';
import {
  type Given,
  type KeyApi,
  Plans,
  type Progress,
  Rotation,
  type RotationWorld,
  type SwitchResult,
} from '../rotation/index.ts';
import { backEndOf, type Place } from '../vault/index.ts';
import { askerOf } from './asker.ts';
import { environmentOf } from './fit-settings.ts';
import { isOfPractice } from './practice-home.ts';
import type { State } from './state.ts';

export interface RotationsParts {
  readonly state: State;
  readonly settings: Settings;
  readonly clock: Clock;
  placeOf(key: string): Place;
  forwardFor(environment: KeySettings['environment']): Forward | undefined;
  /** Has the running gateway look at once whether a key has changed in its place. */
  switchLive(key: string): Promise<SwitchResult>;
}

/** Where the credential stands on this disk anyway. */
const ON_DISK: ReadonlySet<string> = new Set(['dotenv', 'age']);

/** The replacing of keys that is under way, one plan for each key. */
export class Rotations {
  readonly #parts: RotationsParts;
  readonly #plans: Plans;
  readonly #open = new Map<string, { readonly rotation: Rotation; readonly place: Place }>();
  readonly #turns = new Map<string, Promise<void>>();
  readonly #newId: () => string;

  constructor(parts: RotationsParts) {
    this.#parts = parts;
    this.#plans = new Plans(parts.state.home);
    this.#newId = ulids(parts.clock);
  }

  /** Does the next step of a key's plan, which begins with the first. Throws `usage` for a key that cannot be replaced here. */
  next(key: string, given: Given, by: string): Promise<Progress> {
    return this.#inTurn(key, (rotation) => rotation.next(given, by));
  }

  undo(key: string): Promise<string> {
    return this.#inTurn(key, (rotation) => rotation.undo());
  }

  /** One step of a key at a time, whoever asks. */
  #inTurn<T>(key: string, work: (rotation: Rotation) => Promise<T>): Promise<T> {
    const mine = (this.#turns.get(key) ?? Promise.resolve()).then(async () => {
      try {
        return await work(this.#of(key));
      } finally {
        await this.#letGo(key);
      }
    });
    this.#turns.set(
      key,
      mine.then(
        () => undefined,
        () => undefined,
      ),
    );
    return mine;
  }

  /** The plan that is under way for a key. */
  planOf(key: string): ReturnType<Plans['read']> {
    return this.#plans.read(key);
  }

  /** What is not under way any more holds no secret and no connection. */
  async #letGo(key: string): Promise<void> {
    const open = this.#open.get(key);
    if (!open || this.#plans.read(key) !== undefined) return;
    this.#open.delete(key);
    await open.place.close?.();
  }

  #of(key: string): Rotation {
    let open = this.#open.get(key);
    if (!open) {
      const { state, clock } = this.#parts;
      const world = this.#worldOf(key);
      const rotation = new Rotation({
        world,
        plans: this.#plans,
        seal: state.seal,
        clock,
        newId: this.#newId,
        note: async (entry) => void (await state.journal.append('rotation', entry)),
        record: async (entry) => void (await state.journal.append('key-record', entry)),
      });
      open = { rotation, place: world.place };
      this.#open.set(key, open);
    }
    return open.rotation;
  }

  #worldOf(name: string): RotationWorld {
    const { settings } = this.#parts;
    const key = settings.keys[name];
    if (!key) throw new KeywardError('usage', unknownName('key', name, Object.keys(settings.keys)));
    if (key.vendor !== undefined)
      throw new KeywardError(
        'usage',
        `${name} was given to ${key.vendor}: replace it there, then \`keyward key record ${name} --rotated\``,
      );
    if (key.environment === 'practice' && key.from === undefined)
      throw new KeywardError(
        'usage',
        `${name} is a key of the built-in practice exchange, which needs no replacing; one with \`from\` can be replaced`,
      );
    const inspection = inspections[key.exchange]!;
    const forward = this.#parts.forwardFor(key.environment);
    if (!forward)
      throw new KeywardError('not-running', 'the practice exchange is reached only while `keyward up` runs');
    const environment = environmentOf(key.environment);
    const askFor = (): Ask => askerOf({ inspection, environment, forward, clock: this.#parts.clock });
    const api = this.#apiOf(key, inspection, askFor);
    return {
      key: name,
      exchange: key.exchange,
      facts: inspection.facts,
      place: this.#parts.placeOf(name),
      ...(key.rotate.ips === undefined ? {} : { ips: key.rotate.ips }),
      graceMs: key.rotate.graceMinutes * 60_000,
      mayKeepSealed: key.from !== undefined && ON_DISK.has(backEndOf(key.from).backEnd.id),
      credentialOf: (parts) =>
        key.environment === 'practice' && !isOfPractice(this.#parts.state.home, parts.id)
          ? refuse('credential-invalid', 'the practice exchange has not minted this key')
          : inspection.credential(parts),
      fingerprintOf,
      inspect: (credential) => inspection.inspect(askFor(), credential, environment),
      ...(api === undefined ? {} : { api }),
      switchLive: () => this.#parts.switchLive(name),
    };
  }

  /** With a master key and a sub-account in the settings, and an exchange that has the calls. The master key is read for each use and not kept. */
  #apiOf({ rotate, environment }: KeySettings, { maker, id }: Inspection, askFor: () => Ask): KeyApi | undefined {
    const { by, subAccount } = rotate;
    if (by === undefined) return undefined;
    if (!maker)
      throw new KeywardError(
        'usage',
        `${id} has no calls that make keys of sub-accounts: take \`rotate.by\` out of the settings`,
      );
    if (subAccount === undefined) throw new KeywardError('usage', 'name the sub-account under `rotate.subAccount`');
    const at = environmentOf(environment);
    const master = (): Promise<Credential> => this.#masterOf(by);
    return {
      subAccount,
      grants: maker.grants,
      needsCode: maker.needsCode === true,
      create: async (wish) => maker.create(askFor(), await master(), wish, at),
      list: async () => maker.list(askFor(), await master(), subAccount, at),
      remove: async (key) => maker.remove(askFor(), await master(), subAccount, key, at),
    };
  }

  async #masterOf(name: string): Promise<Credential> {
    const place = this.#parts.placeOf(name);
    try {
      const made = inspections[this.#parts.settings.keys[name]!.exchange]!.credential(await place.read());
      if (isRefusal(made)) throw new KeywardError('credential-invalid', `keys.${name}: ${made.message}`);
      return made;
    } finally {
      await place.close?.();
    }
  }
}
