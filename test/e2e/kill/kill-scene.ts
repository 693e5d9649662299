import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as timer } from 'node:timers/promises';
import { killable, openTarget } from '../../../src/app/kill-targets.ts';
import type { OwnKey } from '../../../src/app/own-key.ts';
import { type Settings, settingsSchema } from '../../../src/config/index.ts';
import { type Clock, type Decimal, parseDecimal, Secret, systemClock, ulids } from '../../../src/core/index.ts';
import { type KillRecord, KillRecords, type KillWishes, kill } from '../../../src/killswitch/index.ts';
import {
  type Account,
  type Market,
  type MintedKey,
  type Practice,
  startPractice,
} from '../../../src/practice/index.ts';
import { recordSecret } from '../../canary.ts';

export const d = (text: string): Decimal => parseDecimal(text)!;

/** The system's clock, so many times as fast: everybody in the scene waits less, and in the same proportions. */
export function fastClock(speed: number): Clock {
  const [wallMs, startMs] = [systemClock.nowMs(), systemClock.monotonicMs()];
  const passedMs = (): number => (systemClock.monotonicMs() - startMs) * speed;
  return { nowMs: () => Math.floor(wallMs + passedMs()), monotonicMs: () => startMs + passedMs() };
}

/** Accounts on a practice exchange in this process, and the kill switch over the real wire. */
export class KillScene {
  readonly #clock: Clock;
  readonly #speed: number;
  readonly practice: Practice;
  readonly home: string;
  readonly settings: Settings;
  readonly keys: ReadonlyMap<string, MintedKey>;
  readonly said: string[] = [];
  /** Called as the switch tells what it does, before it does it. */
  onTold: (key: string, says: string) => void = () => undefined;
  #owns: OwnKey[] = [];

  private constructor(
    practice: Practice,
    settings: Settings,
    keys: ReadonlyMap<string, MintedKey>,
    clock: Clock,
    speed: number,
  ) {
    this.#clock = clock;
    this.#speed = speed;
    this.practice = practice;
    this.settings = settings;
    this.keys = keys;
    this.home = mkdtempSync(join(tmpdir(), 'keyward-kill-'));
  }

  /** `speed`: how much faster than the system's the clock of the scene is; limits in time that are asked of it are by that clock, the timeout of a call is not. */
  static async open(exchanges: readonly string[], markets?: readonly Market[], speed = 1): Promise<KillScene> {
    const clock = fastClock(speed);
    const practice = await startPractice({
      port: 0,
      seed: 'kill',
      clock,
      ...(markets === undefined ? {} : { markets }),
    });
    const keys = new Map(
      exchanges.map((exchange) => {
        const minted = practice.mintKey({
          exchange,
          permissions: { read: true, trade: true, futures: true },
          ips: ['127.0.0.1'],
        });
        recordSecret(minted.secret);
        return [exchange, minted];
      }),
    );
    const settings = settingsSchema.parse({
      version: 1,
      keys: Object.fromEntries(
        exchanges.map((exchange) => [exchange, { exchange, environment: 'practice', from: { env: {} } }]),
      ),
      practice: { serve: false, port: practice.port },
    });
    return new KillScene(practice, settings, keys, clock, speed);
  }

  account(exchange: string): Account {
    const found = [...this.practice.core.world.accounts.values()].find((one) => one.exchange === exchange);
    if (!found) throw new Error(`no account of ${exchange}`);
    return found;
  }

  async kill(wishes: Partial<KillWishes> = {}, timeoutMs = 3_000): Promise<KillRecord> {
    return kill({
      clock: this.#clock,
      records: new KillRecords(this.home),
      wishes: { depth: 'flat', keep: [], withinMs: 30_000, ...wishes },
      by: 'a test',
      why: 'a test',
      keys: killable(this.settings),
      newId: ulids(this.#clock),
      open: async (name) => {
        const { target, own } = await openTarget(
          {
            settings: this.settings,
            home: this.home,
            clock: this.#clock,
            timeoutMs,
            practicePort: this.practice.port,
            placeOf: (key) => ({
              where: 'a test',
              read: async () => {
                const { id, secret, passphrase } = this.keys.get(key)!;
                return {
                  id,
                  secret: Secret.take(Buffer.from(secret, 'utf8')),
                  ...(passphrase === undefined ? {} : { passphrase: Secret.take(Buffer.from(passphrase, 'utf8')) }),
                };
              },
            }),
          },
          name,
        );
        this.#owns.push(own);
        return { ...target, sleep: (ms: number) => timer(ms / this.#speed) };
      },
      tell: (key, says) => {
        this.said.push(`${key}: ${says}`);
        this.onTold(key, says);
      },
      unrecorded: (error) => void this.said.push(`unrecorded: ${String(error)}`),
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#owns.map((own) => own.close()));
    await this.practice.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}
