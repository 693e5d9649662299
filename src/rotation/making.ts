import { Secret } from '../core/index.ts';
import { type CredentialParts, type Right, rights } from '../exchanges/index.ts';
import { passphraseBytes, unclearText } from './beside.ts';
import { comparedWith, type Plan } from './plan.ts';
import type { Given, Result } from './progress.ts';
import type { KeyApi, RotationWorld } from './world.ts';

export interface Wish {
  readonly rights: readonly Right[];
  readonly ips: readonly string[];
}

/** What a key is to be made with by API, so that it can do no more than the old one; or why none is made. */
export function wishOf(plan: Plan, world: RotationWorld, api: KeyApi): Wish | Result {
  // Its secret is shown to nobody, so nobody else could put it there.
  if (!world.place.write)
    return {
      failed: `Keyward cannot write to ${world.place.where}: take \`rotate.by\` out of the settings, and make the new key by hand`,
    };
  const old = comparedWith(plan.old);
  if (!old) {
    const why = plan.old.refused ?? 'the old key is not to be had';
    return { failed: `${why}, so it is not known what the new one may do: see \`keyward key audit\`` };
  }
  const ips = world.ips ?? old.ips ?? [];
  if (old.ipRestricted === 'yes' && (ips.length === 0 || ips.some((ip) => ip.includes('*')))) {
    return {
      failed: `the exchange does not show the whole IP list of the old key: write it under keys.${world.key}.rotate.ips`,
    };
  }
  return { rights: rights.filter((right) => old.rights[right] === 'yes' && api.grants.includes(right)), ips };
}

/** The keys that this plan has made before a crash, whose secret is lost; or why no key is made now. */
export async function leftovers(plan: Plan, api: KeyApi): Promise<readonly string[] | Result> {
  const listed = await api.list();
  if ('unclear' in listed) return { failed: unclearText('the keys of the sub-account could not be listed', listed) };
  // One that the exchange refuses may have been removed already, as after a leak.
  if (plan.old.report && !listed.some(({ id }) => id === plan.old.id))
    return { failed: `the sub-account ${api.subAccount} does not list the old key: is rotate.subAccount right?` };
  return listed.filter(({ id, label }) => label === plan.label && id !== plan.old.id).map(({ id }) => id);
}

export function newPassphrase(world: RotationWorld): Secret | undefined {
  return world.facts.passphrase ? Secret.take(passphraseBytes()) : undefined;
}

/** Makes it. */
export async function made(
  plan: Plan,
  api: KeyApi,
  wish: Wish,
  { code, passphrase }: { readonly code: Given['code']; readonly passphrase: Secret | undefined },
): Promise<CredentialParts | Extract<Result, { readonly failed: string }>> {
  const fresh = await api.create({
    subAccount: api.subAccount,
    label: plan.label,
    rights: wish.rights,
    ips: wish.ips,
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(code === undefined ? {} : { code }),
  });
  return 'unclear' in fresh ? { failed: unclearText('the exchange did not make a key', fresh) } : fresh;
}
