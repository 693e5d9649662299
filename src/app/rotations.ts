import type { KeySettings, Settings } from '../config/index.ts';
import { type Clock, isRefusal, KeywardError, refuse, ulids, unknownName } from '../core/index.ts';
import {
  type Ask,
  type Credential,
  type Inspection,
  type InspectionFacts,
  inspections,
  rights,
} from '../exchanges/index.ts';
import { type Forward, fingerprintOf } from '../gateway/index.ts';
import {
  type Given,
  type KeyApi,
  LeakPlans,
  Plans,
  type Progress,
  Rotation,
  type RotationWorld,
  type SwitchResult,
  type Told,
} from '../rotation/index.ts';
import { backEndOf, type Place } from '../vault/index.ts';
import { askerOf, hasNonces } from './asker.ts';
import { environmentOf } from './fit-settings.ts';
import { readHistories } from './key-history.ts';
import { noReplacing, PRACTICE_PAGE, practiceCommands } from './practice-desk.ts';
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

const STOPPING = 'Keyward is stopping: go on when it runs again';

/** Where the credential stands on this disk anyway. */
const ON_DISK: ReadonlySet<string> = new Set(['dotenv', 'age']);

/** The replacing of keys that is under way, one plan for each key. */
export class Rotations {
  readonly #parts: RotationsParts;
  readonly #plans: Plans;
  readonly #open = new Map<string, { readonly rotation: Rotation; readonly place: Place }>();
  readonly #turns = new Map<string, Promise<void>>();
  readonly #newId: () => string;
  #isStopping = false;

  constructor(parts: RotationsParts) {
    this.#parts = parts;
    this.#plans = new Plans(parts.state.home, parts.state.seal);
    this.#newId = ulids(parts.clock);
  }

  /** Does the next step of a key's plan, which begins with the first. Throws `usage` for a key that cannot be replaced here. */
  next(key: string, given: Given, by: string): Promise<Progress> {
    return this.#inTurn(key, (rotation) => rotation.next({ ...given, held: () => this.#held(given) }, by));
  }

  undo(key: string): Promise<string> {
    return this.#inTurn(key, (rotation) => {
      if (this.#isStopping) throw new KeywardError('not-running', STOPPING);
      return rotation.undo({ held: () => this.#held({}) });
    });
  }

  /** From now on no step begins, and none revokes. Resolves when those under way have ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#turns.values());
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(open.map(({ place }) => place.close?.()));
  }

  #held(given: Given): string | undefined {
    return this.#isStopping ? STOPPING : given.held?.();
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

  /** Whether a plan is under way for a key, even one that cannot be read. */
  isUnderWay(key: string): boolean {
    return this.#plans.has(key);
  }

  /** What is not under way any more holds no secret and no connection. */
  async #letGo(key: string): Promise<void> {
    const open = this.#open.get(key);
    if (!open || this.#plans.has(key)) return;
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
    const isPractice = key.environment === 'practice';
    if (isPractice && key.from === undefined) throw noReplacing(name, key.exchange);
    const inspection = inspections[key.exchange]!;
    const forward = this.#parts.forwardFor(key.environment);
    if (!forward)
      throw new KeywardError('not-running', 'the practice exchange is reached only while `keyward up` runs');
    const environment = environmentOf(key.environment);
    const isOurs = hasNonces(this.#parts.state.home, name);
    const askFor = (): Ask => askerOf({ inspection, environment, forward, clock: this.#parts.clock, isOurs });
    const api = this.#apiOf(key, inspection, askFor);
    return {
      key: name,
      exchange: key.exchange,
      facts: isPractice ? onPractice(inspection.facts) : inspection.facts,
      ...(isPractice ? { commands: practiceCommands(name) } : {}),
      place: this.#parts.placeOf(name),
      ...(key.rotate.ips === undefined ? {} : { ips: key.rotate.ips }),
      graceMs: key.rotate.graceMinutes * 60_000,
      mayKeepSealed: key.from !== undefined && ON_DISK.has(backEndOf(key.from).backEnd.id),
      credentialOf: (parts) =>
        isPractice && !isOfPractice(this.#parts.state.home, parts.id)
          ? refuse('credential-invalid', 'the practice exchange has not minted this key')
          : inspection.credential(parts),
      fingerprintOf,
      lastTold: (fingerprint) => this.#lastTold(name, fingerprint),
      isDead: (fingerprint) => {
        const leak = new LeakPlans(this.#parts.state.home).read(name);
        return leak !== 'damaged' && leak?.death === 'dead' && leak.old.fingerprint === fingerprint;
      },
      inspect: (credential) => inspection.inspect(askFor(), credential, environment),
      ...(api === undefined ? {} : { api }),
      switchLive: () => this.#parts.switchLive(name),
    };
  }

  /** What was told before the key was revoked because it leaked, else what its last audit found. */
  async #lastTold(name: string, fingerprint: string): Promise<Told | undefined> {
    const leak = new LeakPlans(this.#parts.state.home).read(name);
    if (leak !== 'damaged' && leak?.old.told && leak.old.fingerprint === fingerprint) return leak.old.told;
    const found = (await readHistories(this.#parts.state.journal)).of(name).audits.get(fingerprint);
    if (!found || !rights.every((right) => isAbility(found.rights[right])) || !isAbility(found.ipRestricted))
      return undefined;
    const { ips, account } = found;
    return {
      rights: found.rights as Told['rights'],
      ipRestricted: found.ipRestricted,
      ...(ips === undefined ? {} : { ips }),
      ...(account === undefined ? {} : { account }),
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

function isAbility(text: string | undefined): text is Told['ipRestricted'] {
  return text === 'yes' || text === 'no' || text === 'unknown';
}

/** The practice exchange has no page, but commands. */
function onPractice(facts: InspectionFacts): InspectionFacts {
  return { ...facts, page: { ...facts.page, url: PRACTICE_PAGE } };
}
