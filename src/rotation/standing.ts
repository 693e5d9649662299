import { isRefusal, KeywardError } from '../core/index.ts';
import { type Credential, isPassing, type KeyReport } from '../exchanges/index.ts';
import type { Parts } from '../vault/index.ts';
import { faultsOf, unclearText } from './beside.ts';
import { comparedWith, type Plan } from './plan.ts';
import type { Result } from './progress.ts';
import type { RotationWorld, SwitchResult } from './world.ts';

/** Throws `usage` for a plan that is not of this key as the settings name it now: it would act on another's. */
export function checkPlan(plan: Plan, world: RotationWorld): void {
  const isSame =
    plan.key === world.key && plan.exchange === world.exchange && plan.subAccount === world.api?.subAccount;
  if (isSame) return;
  throw new KeywardError(
    'usage',
    `the settings of ${world.key} have changed since its plan began: set them back, then finish or undo the plan`,
  );
}

/** Whether the place holds the new key. */
export async function isStored(plan: Plan, world: RotationWorld): Promise<boolean> {
  if (!plan.fresh) return false;
  return world.fingerprintOf((await world.place.read()).id) === plan.fresh.fingerprint;
}

/**
 * Why the new key does not stand in for the old one now: it is not in its place, is not answered, can do more than the old one, or is not the one
 * that the gateway signs with. Looked at again right before the old one is revoked.
 */
export async function standingFault(plan: Plan, world: RotationWorld): Promise<Result | undefined> {
  if (!plan.fresh) return { failed: 'the plan knows no new key: undo it' };
  const stored = await world.place.read();
  if (world.fingerprintOf(stored.id) !== plan.fresh.fingerprint)
    return { failed: `${world.place.where} does not hold the new key any more: put it back, or undo` };
  const credential = world.credentialOf(stored);
  if (isRefusal(credential)) return { failed: credential.message };
  const told = await freshReport(plan, world, credential);
  if (!('rights' in told)) return told;
  return (await switchFault(plan, world)).fault;
}

/** What the exchange says of the new key, where that is no more than the old one may; else why not. */
export async function freshReport(
  plan: Plan,
  world: RotationWorld,
  credential: Credential,
): Promise<KeyReport | Result> {
  const told = await world.inspect(credential);
  if ('unclear' in told) {
    const says = unclearText('the exchange does not answer for the new key', told);
    return isPassing(told) ? { waits: 'time', says } : { failed: says };
  }
  const wrong = faultsOf(world.exchange, told, comparedWith(plan.old));
  if (wrong.length === 0) return told;
  return { failed: `the new key ${wrong.join(', and ')}: mend it at ${world.facts.page.url}, or undo` };
}

/** Has the gateway look at the place; `fault` says why it does not sign with the new key. */
export async function switchFault(
  plan: Plan,
  world: RotationWorld,
): Promise<{ readonly live: SwitchResult; readonly fault?: Result }> {
  const live = await world.switchLive();
  if (live.kind === 'refused') {
    const says = `the gateway does not take the new key: ${live.reason}`;
    return { live, fault: live.isPassing ? { waits: 'time', says } : { failed: says } };
  }
  if (live.kind === 'live' && live.fingerprint !== plan.fresh?.fingerprint)
    return { live, fault: { waits: 'time', says: 'the gateway has not taken the new key up yet' } };
  return { live };
}

/** Throws `key-not-answered` while the gateway signs with another than the old key. */
export async function checkBack(plan: Plan, world: RotationWorld): Promise<void> {
  const live = await world.switchLive();
  if (live.kind === 'not-running' || (live.kind === 'live' && live.fingerprint === plan.old.fingerprint)) return;
  const why = live.kind === 'refused' ? live.reason : 'it has not taken it up yet';
  throw new KeywardError('key-not-answered', `the gateway does not sign with the old key: ${why}; undo again`);
}

/** The old credential, seen alive just now. Throws when it is dead, not to be had, or not answered: then nothing is undone. */
export async function aliveOld(plan: Plan, world: RotationWorld, old: Parts | undefined): Promise<Parts> {
  const finish = `finish the plan with \`keyward key rotate ${world.key}\``;
  // By hand it may have been said too early; the exchange decides.
  if (plan.done.includes('revoke') && plan.way === 'api')
    throw new KeywardError('usage', `the old key of ${world.key} is revoked: ${finish}`);
  const credential = old && world.credentialOf(old);
  if (!old || !credential || isRefusal(credential)) {
    const says = `the old key ${plan.old.fingerprint} is not kept anywhere: put it into ${world.place.where}, then undo again`;
    throw new KeywardError('credential-missing', says);
  }
  const told = await world.inspect(credential);
  if (!('unclear' in told)) return old;
  if (isPassing(told)) {
    throw new KeywardError(
      'key-not-answered',
      unclearText('the old key is not answered now, so nothing was undone', told),
    );
  }
  throw new KeywardError('usage', `${unclearText('the old key does not work any more', told)}: ${finish}`);
}

/** Dead is more than refused: the exchange says that there is no such key, or lists it no more. */
export async function proveDead(plan: Plan, world: RotationWorld, old: Parts | undefined): Promise<Result> {
  if (world.isDead?.(plan.old.fingerprint)) return { done: 'the old key was proven dead before' };
  const listed = await world.api?.list();
  const isGone = listed !== undefined && !('unclear' in listed) && !listed.some(({ id }) => id === plan.old.id);
  const credential = old && world.credentialOf(old);
  if (!credential || isRefusal(credential)) {
    if (isGone) return { done: 'the exchange lists the old key no more' };
    return { done: `not proven: the old key is not kept anywhere; look at ${world.facts.page.url} that it is gone` };
  }
  const told = await world.inspect(credential);
  if (!('unclear' in told)) return { waits: 'time', says: 'the old key still works' };
  if (told.cause === 'key') return { done: `the old key is dead (${told.message})` };
  if (told.cause === 'key-or-ip-or-permission' && plan.old.report !== undefined) {
    const also = isGone ? ', and lists it no more' : '; it worked from here before';
    return { done: `the exchange refuses the old key (${told.message})${also}` };
  }
  if (isGone && told.cause === 'signature') return { done: 'the exchange lists the old key no more, and refuses it' };
  return { waits: 'time', says: unclearText('the old key is refused, which does not prove that it is dead', told) };
}
