import type { Secret } from '../core/index.ts';
import type { Parts, Seal } from '../vault/index.ts';
import { type OldKey, type Plan, purposeOf } from './plan.ts';
import type { RotationWorld } from './world.ts';

export function wayOf(world: RotationWorld): Plan['way'] {
  return world.api ? 'api' : 'guided';
}

interface Beginning {
  readonly id: string;
  readonly nowMs: number;
  readonly seal: Seal;
  /** The old credential. */
  readonly parts: Parts;
  /** What the exchange said of it. */
  readonly asked: Pick<OldKey, 'report' | 'refused' | 'before'>;
}

/** The label at the exchange of the key that this plan makes. */
export function labelOf(id: string): string {
  return `kw-${id.slice(-10).toLowerCase()}`;
}

/** A plan of which nothing is done. */
export function newPlan(world: RotationWorld, { id, nowMs, seal, parts, asked }: Beginning): Plan {
  const sealed = (secret: Secret | undefined, part: string) =>
    secret !== undefined && world.mayKeepSealed ? seal.seal(secret, purposeOf(world.key, part)) : undefined;
  const [secret, passphrase] = [sealed(parts.secret, 'secret'), sealed(parts.passphrase, 'passphrase')];
  return {
    id,
    key: world.key,
    exchange: world.exchange,
    startedAt: new Date(nowMs).toISOString(),
    way: wayOf(world),
    ...(world.api ? { subAccount: world.api.subAccount } : {}),
    label: labelOf(id),
    done: [],
    old: {
      id: parts.id,
      fingerprint: world.fingerprintOf(parts.id),
      ...(secret === undefined ? {} : { secret }),
      ...(passphrase === undefined ? {} : { passphrase }),
      ...asked,
    },
  };
}
