import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../../../src/journal/index.ts';
import type { Fault } from '../../../src/practice/index.ts';
import type { GuardScene } from './guard-scene.ts';
import { ownerSteps } from './honest-owner.ts';
import { positionSteps, rest, restingSteps, type Step, type StepParts, tradingSteps } from './honest-steps.ts';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** As bots are set that trade often; the exchange that hangs is given up on. */
const BOT_TIMEOUT_MS = 4_000;
/** In a long day Keyward is started anew this often. */
const RESTART_EVERY_MS = 40_000;
/** Where orders are placed, at all exchanges. */
const PLACING = /\/(?:order|orders|create|AddOrder)$/;
/** Kraken reads by POST. */
const READING = { path: /^(?!.*(?:order|create|AddOrder|Cancel|Edit|Amend)).*$/i } as const;

/** A bot that does what bots do, on an exchange that has its bad days; an owner who says what he does by hand; and a host that goes down. */
export class HonestBot {
  /** How often each thing was done, and how often it was refused, and why. */
  readonly did = new Map<string, number>();
  /** Each thing with its time, for whoever looks for the cause of an alarm. */
  readonly diary: string[] = [];
  readonly #scene: GuardScene;
  readonly #parts: StepParts;
  readonly #steps: readonly Step[];
  #seed: number;
  #bag: Step[] = [];

  constructor(scene: GuardScene, perpetual: string | undefined, seed: number) {
    this.#scene = scene;
    this.#seed = seed;
    this.#parts = { scene, perpetual, random: () => this.#random() };
    scene.client.timeout = BOT_TIMEOUT_MS;
    this.#steps = [
      ...tradingSteps(this.#parts),
      ...restingSteps(this.#parts),
      ...positionSteps(this.#parts),
      ...ownerSteps(this.#parts),
      { name: 'no answer to an order', act: () => this.#unanswered() },
      { name: 'a fault', act: () => this.#fault() },
    ];
  }

  /** Goes on for so long; what the gateway or the exchange refuses is part of the day. What never worked is done once more at its end. */
  async live(forMs: number): Promise<void> {
    const startedMs = performance.now();
    await this.#scene.client.loadMarkets();
    const count = Math.max(2, Math.floor(forMs / RESTART_EVERY_MS));
    const restarts = Array.from({ length: count }, (_, turn) => startedMs + (forMs * (turn + 0.5)) / count);
    for (let turn = 0; performance.now() < startedMs + forMs; ) {
      if (performance.now() > (restarts[turn] ?? Number.POSITIVE_INFINITY))
        await (turn++ % 2 === 0 ? this.#killed() : this.#restart());
      await this.#do(this.#next());
      await pause(this.#random() * 300);
    }
    this.#scene.keys.practice.faults.clear();
    for (let turn = 0; turn < 3 && this.missing.length > 0; turn++) {
      // A price that was not read for a while is read again.
      await pause(2_000);
      for (const step of this.#steps) if (!this.did.has(step.name) && this.#isPossible(step)) await this.#do(step);
    }
    this.#scene.keys.practice.faults.clear();
  }

  /** What never worked, though the client can do it. */
  get missing(): readonly string[] {
    return this.#steps.filter((step) => !this.did.has(step.name) && this.#isPossible(step)).map(({ name }) => name);
  }

  static async findings(scene: GuardScene): Promise<readonly Extract<Entry, { kind: 'finding' }>[]> {
    const entries = await scene.keys.entries('finding');
    return entries.filter((entry) => entry.kind === 'finding');
  }

  #isPossible({ name }: Step): boolean {
    return !this.did.has(`${name} refused: NotSupported`);
  }

  /** Each once in some order, then all over again. */
  #next(): Step {
    if (this.#bag.length === 0) this.#bag = this.#steps.filter(({ name, isRare }) => !isRare || !this.did.has(name));
    return this.#bag.splice(Math.floor(this.#random() * this.#bag.length), 1)[0]!;
  }

  async #do({ name, act }: Step): Promise<void> {
    try {
      await act();
      this.#count(name);
    } catch (error) {
      const { name: kind, message } = error as Error;
      this.#count(`${name} refused: ${kind === 'Error' ? message : kind}`, message);
    }
  }

  #count(name: string, why = ''): void {
    this.diary.push(`${new Date().toISOString()} ${name} ${why.slice(0, 200)}`);
    this.did.set(name, (this.did.get(name) ?? 0) + 1);
  }

  #random(): number {
    this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.#seed / 2_147_483_648;
  }

  /** The exchange takes the order, and its answer is lost: at once, or it never comes. */
  async #unanswered(): Promise<void> {
    const kind = this.#random() < 0.5 ? 'accept-then-hang' : 'accept-then-reset';
    const { exchange } = this.#scene;
    const taken = this.#scene.account.orders.size;
    const clear = this.#scene.keys.practice.faults.set({ kind, exchange, method: 'POST', path: PLACING, times: 1 });
    await rest(this.#parts).catch(() => undefined);
    clear();
    if (this.#scene.account.orders.size === taken) throw new Error('it was not taken');
  }

  async #fault(): Promise<void> {
    const { exchange } = this.#scene;
    const kinds: readonly Fault[] = [
      { kind: 'latency', delayMs: 1_200, times: 5 },
      { kind: 'server-error', times: 4 },
      { kind: 'server-error', status: 503, times: 12, ...READING },
      { kind: 'rate-limit', retryAfterS: 1, times: 1 },
      { kind: 'accept-then-hang', times: 1, method: 'POST' },
      { kind: 'accept-then-hang', times: 3, ...READING },
      { kind: 'accept-then-reset', times: 2 },
      { kind: 'garbage', times: 2 },
    ];
    const fault = kinds[Math.floor(this.#random() * kinds.length)]!;
    this.#scene.keys.practice.faults.set({ ...fault, exchange } as Fault);
    this.#count(`fault: ${fault.kind}${'path' in fault ? ' of reads' : ''}`);
  }

  /** In order, but what the monitor remembers is older than what it has seen. */
  async #restart(): Promise<void> {
    const file = join(this.#scene.keys.home, 'monitor', 'memory.json');
    const copy = join(this.#scene.keys.folder, 'memory-before.json');
    if (existsSync(file)) cpSync(file, copy);
    await this.#scene.down();
    if (existsSync(copy)) cpSync(copy, file);
    await this.#scene.up();
    this.#scene.reconnect();
    this.#count('restart');
  }

  /**
   * As after `kill -9`, while an order is on its way that the exchange has taken: the state folder is as it was in that moment, with the locks
   * of the process that is gone, a file that was half written, and a journal that ends in the middle of a line.
   */
  async #killed(): Promise<void> {
    const { account, keys } = this.#scene;
    const copy = join(keys.folder, 'home-killed');
    const taken = account.orders.size;
    const answer = rest(this.#parts).catch(() => undefined);
    const untilMs = performance.now() + 2_000;
    while (account.orders.size === taken && performance.now() < untilMs) await pause(1);
    cpSync(keys.home, copy, { recursive: true });
    await Promise.all([answer, this.#scene.down()]);
    for (const name of readdirSync(keys.home)) rmSync(join(keys.home, name), { recursive: true });
    for (const name of readdirSync(copy)) cpSync(join(copy, name), join(keys.home, name), { recursive: true });
    rmSync(copy, { recursive: true });
    leaveTraces(keys.home);
    await this.#scene.up();
    this.#scene.reconnect();
    this.#count('killed');
  }
}

/** What a process leaves that ends in the middle of its work. */
function leaveTraces(home: string): void {
  const gone = spawnSync(process.execPath, ['--eval', '']).pid;
  for (const name of ['.bots.json.lock', '.seal.key.lock', join('monitor', '.memory.json.lock')])
    writeFileSync(join(home, name), `${gone} 0 aa\n`, { mode: 0o600 });
  const journal = join(home, 'journal');
  const last = readdirSync(journal)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .at(-1);
  if (last !== undefined) appendFileSync(join(journal, last), '{"seq":');
}
