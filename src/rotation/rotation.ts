import { type Clock, isRefusal, KeywardError, type Secret } from '../core/index.ts';
import { type CredentialParts, rights } from '../exchanges/index.ts';
import type { EntryFields } from '../journal/index.ts';
import type { Parts, Seal } from '../vault/index.ts';
import { unclearText } from './beside.ts';
import { Grace } from './grace.ts';
import { deleteAt, makeAt } from './hand.ts';
import { leftovers, made, newPassphrase, wishOf } from './making.ts';
import { newPlan, wayOf } from './new-plan.ts';
import { askOld } from './old-key.ts';
import { oldParts } from './old-parts.ts';
import { type Plan, type Plans, purposeOf, type Step, steps } from './plan.ts';
import type { Given, Progress, Result } from './progress.ts';
import { checkPlan, freshReport, isStored, proveDead, standingFault, switchFault } from './standing.ts';
import { Undoing } from './undoing.ts';
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
  readonly #grace: Grace;
  readonly #undoing: Undoing;

  constructor(parts: RotationParts) {
    this.#parts = parts;
    this.#grace = new Grace(parts.clock);
    this.#undoing = new Undoing({
      ...parts,
      grace: this.#grace,
      oldParts: (plan) => this.#oldParts(plan),
      keep: (fresh) => void (this.#fresh ??= fresh),
      removeFresh: async (plan) => {
        const isLeft = await this.#removeFresh(plan);
        this.#fresh = undefined;
        return isLeft;
      },
      noteUndone: (plan, says) => this.#note(plan, nextStep(plan), 'undone', says),
    });
  }

  get plan(): Plan | undefined {
    return this.#parts.plans.read(this.#parts.world.key);
  }

  /** Does the next step, or says what it waits for. Without a plan it begins one, once it is told what the old key can do, or that it is refused. */
  async next(given: Given, by: string): Promise<Progress> {
    const { world, plans } = this.#parts;
    const under = this.plan;
    const key = { key: world.key, way: under?.way ?? wayOf(world) };
    const held = given.held?.();
    if (held !== undefined) {
      const step = under ? nextStep(under) : 'create';
      return {
        ...key,
        ...(under ? { plan: under.id } : {}),
        step,
        state: 'waits',
        says: held,
        needs: 'held',
        next: step,
      };
    }
    const plan = under ?? (await this.#begin());
    if ('waits' in plan)
      return { ...key, step: 'create', state: 'waits', says: plan.says, needs: 'time', next: 'create' };
    checkPlan(plan, world);
    const about = { ...key, plan: plan.id, step: nextStep(plan) };
    const result = await this.#stepOf(plan, given, by);
    if ('waits' in result) {
      const { waits: needs, ...told } = result;
      return { ...about, state: 'waits', ...told, needs, next: about.step };
    }
    if ('failed' in result) {
      await this.#note(plan, about.step, 'failed', result.failed);
      return { ...about, state: 'failed', says: result.failed, next: about.step };
    }
    if (plan.backAt !== undefined) return { ...about, state: 'done', says: result.done, undone: true };
    const after: Plan = { ...(result.plan ?? plan), done: [...plan.done, about.step] };
    const following = steps[steps.indexOf(about.step) + 1];
    // The entry first: a crash between both does the step again, and it finds itself done.
    await this.#note(after, about.step, 'done', result.done);
    if (following === undefined) plans.remove(plan.key);
    else plans.write(after);
    return { ...about, state: 'done', says: result.done, ...(following === undefined ? {} : { next: following }) };
  }

  /** What is thrown stands in the journal too: what makes keys by itself must know that it failed. */
  async #stepOf(plan: Plan, given: Given, by: string): Promise<Result> {
    try {
      return plan.backAt === undefined
        ? await this.#run(nextStep(plan), plan, given, by)
        : await this.#undoing.goOn(plan, plan.backAt, given);
    } catch (error) {
      const says = error instanceof KeywardError ? error.message : 'Keyward has failed';
      // What stops the journal as well is told by what is thrown.
      await this.#note(plan, nextStep(plan), 'failed', says).catch(() => undefined);
      throw error;
    }
  }

  /** Writes down a new plan; waits while the exchange does not answer for the old key. */
  async #begin(): Promise<Plan | Extract<Result, { readonly waits: unknown }>> {
    const { world, plans, seal, clock } = this.#parts;
    const parts = await world.place.read();
    const credential = world.credentialOf(parts);
    if (isRefusal(credential)) throw new KeywardError('credential-invalid', `keys.${world.key}: ${credential.message}`);
    const asked = await askOld(world, credential);
    if ('waits' in asked) return asked;
    this.#old = parts;
    const plan = newPlan(world, { id: this.#parts.newId(), nowMs: clock.nowMs(), seal, parts, asked });
    plans.write(plan);
    const way = plan.way === 'api' ? 'by API' : 'by hand';
    await this.#note(plan, 'create', 'begun', `${way}, the old key is ${plan.old.fingerprint}`);
    return plan;
  }

  /** The plan with what the old key can do: asked once more while it is not known, so that one refusal decides nothing. */
  async #withReport(plan: Plan): Promise<Plan | Extract<Result, { readonly waits: unknown }>> {
    if (plan.old.report) return plan;
    const { world, plans } = this.#parts;
    const old = await this.#oldParts(plan);
    const credential = old && world.credentialOf(old);
    if (!credential || isRefusal(credential)) return plan;
    const asked = await askOld(world, credential);
    if ('waits' in asked) return asked;
    const known: Plan = { ...plan, old: { ...plan.old, ...asked } };
    plans.write(known);
    return known;
  }

  /** Back to the old key; `next` goes on with what that waits for. */
  undo(given: Given = {}): Promise<string> {
    const plan = this.plan;
    if (!plan) throw new KeywardError('usage', `nothing is under way for ${this.#parts.world.key}`);
    return this.#undoing.undo(plan, given);
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
    const known = await this.#withReport(plan);
    if ('waits' in known) return known;
    if (!world.api) return this.#take(known, given);
    const { api } = world;
    if (api.needsCode && given.code === undefined) {
      return { waits: 'code', says: `${world.facts.name} asks for a one-time code of yours for a new key` };
    }
    const left = await leftovers(known, api);
    if (!isList(left)) return left;
    for (const id of left) {
      if (!(await this.#removeMade(known, id)))
        return {
          failed: `a key that this plan had made could not be removed: delete ${plan.label} at ${world.facts.page.url}`,
        };
    }
    const wish = wishOf(known, world, api);
    if (!('rights' in wish)) return wish;
    await world.place.checkWrite?.();
    const passphrase = newPassphrase(world);
    // Some exchanges want it to remove the key again, also when everything else of it was lost.
    const planned = this.#withPassphrase(known, passphrase);
    const fresh = await made(planned, api, wish, { code: given.code, passphrase });
    if ('failed' in fresh) return fresh;
    this.#fresh = fresh;
    const fingerprint = world.fingerprintOf(fresh.id);
    return {
      done: `made ${fingerprint} for ${wish.rights.join(', ')}`,
      plan: { ...planned, fresh: { id: fresh.id, fingerprint } },
    };
  }

  /** The owner has made it, and gives it. */
  async #take(plan: Plan, { credential }: Given): Promise<Result> {
    const { world } = this.#parts;
    if (!credential) return { waits: 'credential', says: `make a new key at ${makeAt(world)}` };
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
    const known = await this.#withReport(plan);
    if ('waits' in known) return known;
    const told = await freshReport(known, world, credential);
    if (!('rights' in told)) return told;
    const can = `the new key can ${rights.filter((right) => told.rights[right] === 'yes').join(', ') || 'only be asked'}`;
    if (known.old.report) return { done: `${can}, no more than the old one`, plan: known };
    if (known.old.before) return { done: `${can}, no more than the old one at its last audit`, plan: known };
    const says = `${can}; that could be compared with nothing, for ${known.old.refused ?? 'the old key is not to be had'}`;
    if (given.uncompared !== true) return { waits: 'uncompared', says };
    return { done: `${says}; its owner says that it is right`, plan: known };
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
    const proven = { ...plan, provenAt: new Date(this.#parts.clock.nowMs()).toISOString() };
    // It is counted from here on.
    this.#grace.of(proven, this.#parts.world);
    return { done: 'the new key reads the account', plan: proven };
  }

  async #revoke(plan: Plan, { revoked, held }: Given): Promise<Result> {
    const { world, plans, clock } = this.#parts;
    // Much may have happened since it was proven.
    const fault = await standingFault(plan, world);
    if (fault) return fault;
    const provenAt = plan.provenAt ?? plan.startedAt;
    // The clock has been set back since. Each start would wait for that day again.
    if (Date.parse(provenAt) > clock.nowMs()) plans.write({ ...plan, provenAt: new Date(clock.nowMs()).toISOString() });
    const waits = revoked === true ? undefined : this.#grace.of(plan, world);
    if (waits) return waits;
    if (!world.api) {
      if (revoked !== true) {
        return {
          waits: 'revoked-by-hand',
          says: `delete the old key (${plan.old.fingerprint}) at ${deleteAt(world, plan.old.fingerprint)}`,
        };
      }
      return { done: 'its owner says that the old key is deleted' };
    }
    const old = await this.#oldParts(plan);
    const passphrase = old?.passphrase;
    const why = held?.();
    if (why !== undefined) return { waits: 'held', says: why };
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

function nextStep({ done }: Plan): Step {
  return steps.find((one) => !done.includes(one)) ?? 'record';
}

function isList<T extends object>(found: readonly string[] | T): found is readonly string[] {
  return Array.isArray(found);
}
