import type { Parts, Seal } from '../vault/index.ts';
import { type Plan, purposeOf } from './plan.ts';
import type { RotationWorld } from './world.ts';

/** The old credential: from the plan where it was sealed, from the place while it is there, or from what the place keeps of before. */
export async function oldParts(
  { key, old }: Plan,
  { world, seal }: { readonly world: RotationWorld; readonly seal: Seal },
): Promise<Parts | undefined> {
  if (old.secret !== undefined) {
    return {
      id: old.id,
      secret: seal.unseal(old.secret, purposeOf(key, 'secret')),
      ...(old.passphrase === undefined
        ? {}
        : { passphrase: seal.unseal(old.passphrase, purposeOf(key, 'passphrase')) }),
    };
  }
  for (const read of [() => world.place.read(), () => world.place.readPrevious?.()]) {
    const parts = await read();
    if (parts?.id === old.id) return parts;
  }
  return undefined;
}
