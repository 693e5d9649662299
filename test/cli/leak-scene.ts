import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LeakPlan, LeakProgress } from '../../src/app/index.ts';
import { systemClock } from '../../src/core/index.ts';
import { type MintedKey, type MintRequest, type Practice, startPractice } from '../../src/practice/index.ts';
import { recordSecret } from '../canary.ts';
import { Terminal } from './terminal.ts';

/** By exchange: a sub-account, and what the master key of the owner may. */
const MASTERS: Readonly<
  Record<string, { readonly sub: string; readonly permissions: NonNullable<MintRequest['permissions']> }>
> = {
  bybit: { sub: '100400345', permissions: { read: true, admin: true } },
  okx: { sub: 'bots1', permissions: { read: true, trade: true } },
};

/** A practice exchange that outlives everything, and a key of it in a file of its owner, with a master key where it is by API. */
export class LeakScene {
  readonly terminal = new Terminal();
  readonly practice: Practice;
  readonly exchange: string;
  old!: MintedKey;
  readonly #isByApi: boolean;
  #master: MintedKey | undefined;

  private constructor(practice: Practice, exchange: string, isByApi: boolean) {
    this.practice = practice;
    this.exchange = exchange;
    this.#isByApi = isByApi;
  }

  /** `permissions`: of the key that leaks; else it may do all that a thief wishes, which the gateway takes no bot's orders with. */
  static async open(
    exchange: string,
    way: 'api' | 'guided',
    permissions: MintRequest['permissions'] = { read: true, trade: true, withdraw: true, transfer: true },
  ): Promise<LeakScene> {
    const practice = await startPractice({ port: 0, seed: 'leak', clock: systemClock });
    const scene = new LeakScene(practice, exchange, way === 'api');
    scene.#settings();
    const master = way === 'api' ? MASTERS[exchange] : undefined;
    if (master) {
      scene.#master = scene.mint({ permissions: master.permissions });
      scene.put('master.env', scene.#master);
    }
    scene.old = scene.mint({
      permissions,
      ...(master ? { subAccount: master.sub, label: 'first' } : {}),
    });
    scene.put('main.env', scene.old);
    return scene;
  }

  get folder(): string {
    return this.terminal.folder;
  }

  mint(request: Partial<MintRequest> = {}): MintedKey {
    const permissions = { read: true, trade: true };
    const key = this.practice.mintKey({ exchange: this.exchange, ips: ['127.0.0.1'], permissions, ...request });
    for (const part of [key.secret, key.passphrase]) if (part !== undefined) recordSecret(part);
    return key;
  }

  put(file: string, key: MintedKey): void {
    const name = this.exchange.toUpperCase();
    const secret = key.secret.includes('\n') ? JSON.stringify(key.secret) : key.secret;
    const lines = [`${name}_API_KEY=${key.id}`, `${name}_API_SECRET=${secret}`];
    if (key.passphrase !== undefined) lines.push(`${name}_PASSPHRASE=${key.passphrase}`);
    writeFileSync(join(this.folder, file), `${lines.join('\n')}\n`, { mode: 0o600 });
  }

  /** A new key as its owner has made it by hand, in a file. */
  newKey(): { readonly key: MintedKey; readonly file: string } {
    const key = this.mint();
    const { id, secret, passphrase } = key;
    const file = join(this.folder, 'new-key.json');
    writeFileSync(file, JSON.stringify({ apiKey: id, secret, passphrase }), { mode: 0o600 });
    return { key, file };
  }

  /** The owner deletes it on the page of the exchange. */
  revoke(): void {
    Object.assign(this.practice.keys.find(this.exchange, this.old.id)!, { revoked: true });
  }

  get isRevoked(): boolean {
    return this.practice.keys.find(this.exchange, this.old.id)?.revoked === true;
  }

  /** The keys that work, but for the master's. */
  living(): string[] {
    const all = this.practice.keys.all().filter((key) => !key.revoked && key.id !== this.#master?.id);
    return all.map(({ id }) => id);
  }

  git(...args: string[]): string {
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
    return execFileSync('git', [...who, ...args], { cwd: this.folder, encoding: 'utf8' });
  }

  /** The steps that a run with `--json` has printed. */
  stepsOf(stdout: string): (LeakProgress & { readonly isDone?: boolean })[] {
    return stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
  }

  plan(): LeakPlan {
    return JSON.parse(readFileSync(join(this.terminal.home, 'leaks', 'main.json'), 'utf8'));
  }

  async close(): Promise<void> {
    await this.terminal.close();
    await this.practice.stop();
  }

  #settings(): void {
    const { exchange } = this;
    const rotate = this.#isByApi ? `\n    rotate: { by: master, subAccount: "${MASTERS[exchange]!.sub}" }` : '';
    const master = this.#isByApi
      ? `\n  master: { exchange: ${exchange}, environment: practice, purpose: rotation, from: { dotenv: { file: master.env } } }`
      : '';
    this.terminal.write(
      'keyward.yaml',
      `version: 1
keys:
  main:
    exchange: ${exchange}
    environment: practice
    from: { dotenv: { file: main.env } }${rotate}${master}
bots:
  grid:
    key: main
    may: [read, trade]
    markets: [${exchange === 'coinbase' ? 'BTC/USD' : 'BTC/USDT'}]
    limits: { order_notional: 500 ${exchange === 'coinbase' ? 'USD' : 'USDT'}, daily_notional: 5000 ${exchange === 'coinbase' ? 'USD' : 'USDT'} }
gateway: { port: 0 }
practice: { port: ${this.practice.port}, serve: false }
`,
    );
  }
}
