import { type Clock, isRefusal, KeywardError, Secret } from '../core/index.ts';
import { type CredentialParts, rights } from '../exchanges/index.ts';
import type { EntryFields } from '../journal/index.ts';
import type { Parts, Seal } from '../vault/index.ts';
import { keptOf, passphraseBytes, unclearText } from './beside.ts';
import { oldParts, purposeOf } from './old-parts.ts';
import { type Plan, type Plans, type Step, steps } from './plan.ts';
import type { Given, Progress, Result } from './progress.ts';
import { aliveOld, checkPlan, freshReport, isStored, proveDead, standingFault, switchFault } from './standing.ts';
import type { RotationWorld } from './world.ts';

export interface RotationParts {
  readonly world: RotationWorld;
  readonly plans: Plans;
  readonly seal: Seal;
  readonly clock: Clock;
  newId(): string;
  /** Durable before it returns. */
  note(entry: EntryFields['rotation']): Promise<void>;
  record(entry: EntryFields['key-record']): Promise<void>;
}

/**
 * Replaces one key, step by step. Each step is durable before the next begins, and can be done again after a crash: what is made, stored or
 * removed is found again by its fingerprint or label. Until `revoke` is done the old key works, and `undo` goes back to it.
 */
export class Rotation {
  readonly #parts: RotationParts;
  /** The new credential, in memory only until it is stored. */
  #fresh: CredentialParts | undefined;
  /** The old one, for as long as this process lives: not every place may have a copy on this disk. */
  #old: Parts | undefined;

  constructor(parts: RotationParts) {
    this.#parts = parts;
  }

  get plan(): Plan | undefined {
    return this.#parts.plans.read(this.#parts.world.key);
  }

  /** Begins a plan, or takes up the one that is under way. */
  async begin(): Promise<Plan> {
    const { world, plans, seal, clock } = this.#parts;
    const under = this.plan;
    if (under) return under;
    const parts = await world.place.read();
    const credential = world.credentialOf(parts);
    if (isRefusal(credential)) throw new KeywardError('credential-invalid', `keys.${world.key}: ${credential.message}`);
    const told = await world.inspect(credential);
    const id = this.#parts.newId();
    this.#old = parts;
    const sealed = (secret: Secret | undefined, part: string) =>
      secret !== undefined && world.mayKeepSealed ? seal.seal(secret, purposeOf(world.key, part)) : undefined;
    const [secret, passphrase] = [sealed(parts.secret, 'secret'), sealed(parts.passphrase, 'passphrase')];
    const plan: Plan = {
      id,
      key: world.key,
      exchange: world.exchange,
      startedAt: new Date(clock.nowMs()).toISOString(),
      way: world.api ? 'api' : 'guided',
      ...(world.api ? { subAccount: world.api.subAccount } : {}),
      label: `kw-${id.slice(-10).toLowerCase()}`,
      done: [],
      old: {
        id: parts.id,
        fingerprint: world.fingerprintOf(parts.id),
        ...(secret === undefined ? {} : { secret }),
        ...(passphrase === undefined ? {} : { passphrase }),
        ...('unclear' in told ? {} : { report: keptOf(world.exchange, told) }),
      },
    };
    plans.write(plan);
    await this.#note(
      plan,
      'create',
      'begun',
      `${plan.way === 'api' ? 'by API' : 'by hand'}, the old key is ${plan.old.fingerprint}`,
    );
    return plan;
  }

  /** Does the next step, or says what it waits for. */
  async next(given: Given, by: string): Promise<Progress> {
    const plan = await this.begin();
    checkPlan(plan, this.#parts.world);
    const step = steps.find((one) => !plan.done.includes(one))!;
    const result = await this.#run(step, plan, given, by);
    const about = { plan: plan.id, key: plan.key, way: plan.way, step };
    if ('waits' in result) {
      const { waits: needs, ...told } = result;
      return { ...about, state: 'waits', ...told, needs, next: step };
    }
    if ('failed' in result) {
      await this.#note(plan, step, 'failed', result.failed);
      return { ...about, state: 'failed', says: result.failed, next: step };
    }
    const after: Plan = { ...(result.plan ?? plan), done: [...plan.done, step] };
    const following = steps[steps.indexOf(step) + 1];
    // The entry first: a crash between both does the step again, and it finds itself done.
    await this.#note(after, step, 'done', result.done);
    if (following === undefined) this.#parts.plans.remove(plan.key);
    else this.#parts.plans.write(after);
    return { ...about, state: 'done', says: result.done, ...(following === undefined ? {} : { next: following }) };
  }

  /**
   * Back to the old key: possible while the exchange still answers for it. The new one is removed only once the old one is used again, where that
   * can be done by API.
   */
  async undo(): Promise<string> {
    const { world, plans } = this.#parts;
    const plan = this.plan;
    if (!plan) throw new KeywardError('usage', `nothing is under way for ${world.key}`);
    checkPlan(plan, world);
    const old = await aliveOld(plan, world, await this.#oldParts(plan));
    if (await isStored(plan, world)) {
      if (!world.place.write) {
        const says = `put the old key ${plan.old.fingerprint} back into ${world.place.where}, then undo again`;
        throw new KeywardError('vault-read-only', says);
      }
      await world.place.write(old);
    }
    const result = await world.switchLive();
    const isBack =
      result.kind === 'not-running' || (result.kind === 'live' && result.fingerprint === plan.old.fingerprint);
    if (!isBack) {
      const why = result.kind === 'refused' ? result.reason : 'it has not taken it up yet';
      throw new KeywardError('key-not-answered', `the gateway does not sign with the old key: ${why}; undo again`);
    }
    const isLeft = await this.#removeFresh(plan);
    this.#fresh = undefined;
    const says = isLeft
      ? `back to ${plan.old.fingerprint}; delete the new key ${plan.fresh?.fingerprint} at ${world.facts.page.url}`
      : `back to ${plan.old.fingerprint}`;
    await this.#note(plan, steps.find((one) => !plan.done.includes(one)) ?? 'record', 'undone', says);
    plans.remove(plan.key);
    return says;
  }

  #run(step: Step, plan: Plan, given: Given, by: string): Promise<Result> {
    switch (step) {
      case 'create':
        return this.#create(plan, given);
      case 'audit':
        return this.#audit(plan, given);
      case 'store':
        return this.#store(plan, given);
      case 'switch':
        return this.#switch(plan);
      case 'prove':
        return this.#prove(plan);
      case 'revoke':
        return this.#revoke(plan, given);
      case 'prove-dead':
        return this.#proveDead(plan);
      case 'record':
        return this.#record(plan, by);
    }
  }

  async #create(plan: Plan, given: Given): Promise<Result> {
    const { world } = this.#parts;
    if (!world.api) return this.#take(plan, given);
    const { api } = world;
    if (api.needsCode && given.code === undefined) {
      return { waits: 'code', says: `${world.facts.name} asks for a one-time code of yours for a new key` };
    }
    const listed = await api.list();
    if ('unclear' in listed) return { failed: unclearText('the keys of the sub-account could not be listed', listed) };
    if (!listed.some(({ id }) => id === plan.old.id))
      return { failed: `the sub-account ${api.subAccount} does not list the old key: is rotate.subAccount right?` };
    // Made before a crash, and its secret is lost.
    for (const { id, label } of listed) {
      if (label !== plan.label || id === plan.old.id) continue;
      if (!(await this.#removeMade(plan, id)))
        return {
          failed: `a key that this plan had made could not be removed: delete ${plan.label} at ${world.facts.page.url}`,
        };
    }
    const wanted = plan.old.report;
    if (!wanted)
      return {
        failed: 'the old key could not be audited, so it is not known what the new one may do: see `keyward key audit`',
      };
    const ips = world.ips ?? wanted.ips ?? [];
    if (wanted.ipRestricted === 'yes' && (ips.length === 0 || ips.some((ip) => ip.includes('*')))) {
      return {
        failed: `the exchange does not show the whole IP list of the old key: write it under keys.${world.key}.rotate.ips`,
      };
    }
    const granted = rights.filter((right) => wanted.rights[right] === 'yes' && api.grants.includes(right));
    const passphrase = world.facts.passphrase ? Secret.take(passphraseBytes()) : undefined;
    // Some exchanges want it to remove the key again, also when everything else of it was lost.
    const planned = this.#withPassphrase(plan, passphrase);
    const made = await api.create({
      subAccount: api.subAccount,
      label: plan.label,
      rights: granted,
      ips,
      ...(passphrase === undefined ? {} : { passphrase }),
      ...(given.code === undefined ? {} : { code: given.code }),
    });
    if ('unclear' in made) return { failed: unclearText('the exchange did not make a key', made) };
    this.#fresh = made;
    const fingerprint = world.fingerprintOf(made.id);
    return {
      done: `made ${fingerprint} for ${granted.join(', ')}`,
      plan: { ...planned, fresh: { id: made.id, fingerprint } },
    };
  }

  /** The owner has made it, and gives it. */
  async #take(plan: Plan, { credential }: Given): Promise<Result> {
    const { world } = this.#parts;
    if (!credential) return { waits: 'credential', says: `make a new key at ${world.facts.page.url}` };
    const made = world.credentialOf(credential);
    if (isRefusal(made)) return { failed: made.message };
    if (made.id === plan.old.id) return { failed: 'that is the old key' };
    // Before anything of it is written down: an id that no exchange knows may be a secret in the wrong place.
    const told = await world.inspect(made);
    if ('unclear' in told) return { failed: unclearText('the exchange does not answer for the new key', told) };
    this.#fresh = credential;
    const fingerprint = world.fingerprintOf(made.id);
    return { done: `took ${fingerprint}`, plan: { ...plan, fresh: { id: made.id, fingerprint } } };
  }

  /** The new key may do what the old one may, from where the old one may, and never withdraw. */
  async #audit(plan: Plan, given: Given): Promise<Result> {
    const { world } = this.#parts;
    const fresh = await this.#freshParts(plan, given);
    if (!fresh) return this.#createAgain(plan);
    const credential = world.credentialOf(fresh);
    if (isRefusal(credential)) return { failed: credential.message };
    const told = await freshReport(plan, world, credential);
    if (!('rights' in told)) return told;
    const can = rights.filter((right) => told.rights[right] === 'yes');
    return { done: `the new key can ${can.join(', ') || 'only be asked'}, no more than the old one` };
  }

  async #store(plan: Plan, given: Given): Promise<Result> {
    const { world } = this.#parts;
    if (await isStored(plan, world)) return { done: `${world.place.where} holds ${plan.fresh?.fingerprint}` };
    const fresh = await this.#freshParts(plan, given);
    if (!fresh) return this.#createAgain(plan);
    if (world.fingerprintOf((await world.place.read()).id) !== plan.old.fingerprint)
      return { failed: `${world.place.where} holds a third key, which somebody has put there: take it out, or undo` };
    if (!world.place.write) {
      return { waits: 'stored-by-hand', says: `Keyward cannot write to ${world.place.where}: put the new key there` };
    }
    await world.place.write(fresh);
    if (!(await isStored(plan, this.#parts.world)))
      return { failed: `${world.place.where} does not give back what was written` };
    return { done: `${world.place.where} holds ${plan.fresh?.fingerprint}` };
  }

  async #switch(plan: Plan): Promise<Result> {
    const { live, fault } = await switchFault(plan, this.#parts.world);
    if (fault) return fault;
    if (live.kind === 'not-running') return { done: 'no gateway runs with this key; the next start takes the new one' };
    return { done: `the gateway signs with ${plan.fresh?.fingerprint}` };
  }

  async #prove(plan: Plan): Promise<Result> {
    const fault = await standingFault(plan, this.#parts.world);
    if (fault) return fault;
    this.#fresh = undefined;
    const provenAt = new Date(this.#parts.clock.nowMs()).toISOString();
    return { done: 'the new key reads the account', plan: { ...plan, provenAt } };
  }

  async #revoke(plan: Plan, { revoked }: Given): Promise<Result> {
    const { world } = this.#parts;
    // Much may have happened since it was proven.
    const fault = await standingFault(plan, world);
    if (fault) return fault;
    const untilMs = Date.parse(plan.provenAt ?? plan.startedAt) + (world.graceMs ?? 0);
    if (revoked !== true && this.#parts.clock.nowMs() < untilMs) {
      const says = `the old key lives until ${new Date(untilMs).toISOString()}, for whoever else reads ${world.place.where}`;
      return { waits: 'grace', says, untilMs };
    }
    if (!world.api) {
      if (revoked !== true) {
        return {
          waits: 'revoked-by-hand',
          says: `delete the old key (${plan.old.fingerprint}) at ${world.facts.page.url}`,
        };
      }
      return { done: 'its owner has deleted the old key' };
    }
    const old = await this.#oldParts(plan);
    const passphrase = old?.passphrase;
    const removed = await world.api.remove({ id: plan.old.id, ...(passphrase === undefined ? {} : { passphrase }) });
    if (typeof removed !== 'string') return { failed: unclearText('the old key was not removed', removed) };
    return { done: removed === 'removed' ? 'the old key was removed' : 'the old key was gone already' };
  }

  async #proveDead(plan: Plan): Promise<Result> {
    return proveDead(plan, this.#parts.world, await this.#oldParts(plan));
  }

  async #record(plan: Plan, by: string): Promise<Result> {
    const { world, clock } = this.#parts;
    await this.#parts.record({
      key: world.key,
      change: 'rotated',
      at: new Date(clock.nowMs()).toISOString(),
      ...(plan.fresh === undefined ? {} : { fingerprint: plan.fresh.fingerprint }),
      was: plan.old.fingerprint,
      by,
    });
    return { done: `${plan.old.fingerprint} -> ${plan.fresh?.fingerprint}` };
  }

  /** The secret of the new key was lost before it was stored: the old one still works, and another is made. */
  async #createAgain(plan: Plan): Promise<Result> {
    await this.#removeFresh(plan);
    const { fresh: _lost, ...kept } = plan;
    const again: Plan = { ...kept, done: [] };
    this.#parts.plans.write(again);
    await this.#note(plan, 'create', 'begun', 'once more: the new key was lost before it was stored');
    if (this.#parts.world.api)
      return { waits: 'time', says: 'the new key was lost before it was stored; another is made' };
    return { waits: 'credential', says: 'give the new key once more: it was lost before it was stored' };
  }

  /** True when a new key is left at the exchange that Keyward cannot remove. */
  async #removeFresh(plan: Plan): Promise<boolean> {
    const { api } = this.#parts.world;
    if (!plan.fresh) return false;
    if (!api) return true;
    return !(await this.#removeMade(plan, plan.fresh.id));
  }

  /** Removes a key that this plan has made; false when the exchange does not. */
  async #removeMade({ key, freshPassphrase }: Plan, id: string): Promise<boolean> {
    const { world, seal } = this.#parts;
    const kept =
      freshPassphrase === undefined ? undefined : seal.unseal(freshPassphrase, purposeOf(key, 'new passphrase'));
    const passphrase = this.#fresh?.id === id ? this.#fresh.passphrase : kept;
    const removed = await world.api?.remove({ id, ...(passphrase === undefined ? {} : { passphrase }) });
    return typeof removed === 'string';
  }

  /** Kept sealed, and only where a secret may touch this disk at all. */
  #withPassphrase(plan: Plan, passphrase: Secret | undefined): Plan {
    const { world, seal, plans } = this.#parts;
    if (passphrase === undefined || !world.mayKeepSealed) return plan;
    const planned = { ...plan, freshPassphrase: seal.seal(passphrase, purposeOf(plan.key, 'new passphrase')) };
    plans.write(planned);
    return planned;
  }

  async #freshParts(plan: Plan, { credential }: Given): Promise<CredentialParts | undefined> {
    if (this.#fresh) return this.#fresh;
    if (credential && credential.id === plan.fresh?.id) return (this.#fresh = credential);
    if (await isStored(plan, this.#parts.world)) return this.#parts.world.place.read();
    return undefined;
  }

  async #oldParts(plan: Plan): Promise<Parts | undefined> {
    this.#old ??= await oldParts(plan, this.#parts);
    return this.#old;
  }

  #note(plan: Plan, step: Step, state: EntryFields['rotation']['state'], says: string): Promise<void> {
    return this.#parts.note({
      plan: plan.id,
      key: plan.key,
      step,
      state,
      says,
      was: plan.old.fingerprint,
      ...(plan.fresh === undefined ? {} : { fingerprint: plan.fresh.fingerprint }),
    });
  }
}
