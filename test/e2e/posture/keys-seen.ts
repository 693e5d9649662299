import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckParts } from '../../../src/app/check-parts.ts';
import { eyesOf } from '../../../src/app/eyes.ts';
import type { Operations } from '../../../src/app/operations.ts';
import { loadSettings, type Running, type SessionParts, startUp } from '../../../src/app/session.ts';
import { openState } from '../../../src/app/state.ts';
import { jsonLog, systemClock } from '../../../src/core/index.ts';
import { type MintedKey, type MintRequest, type Practice, startPractice } from '../../../src/practice/index.ts';
import { recordFolder, recordOutput, recordSecret } from '../../canary.ts';

export const DAY_MS = 86_400_000;

/** An owner's folder with keys of a practice exchange that runs in this process, and what the checks are given there. */
export class SeenKeys {
  readonly practice: Practice;
  readonly folder = mkdtempSync(join(tmpdir(), 'keyward-seen-'));
  readonly home = join(this.folder, 'home');
  readonly #keys: string[] = [];
  readonly #logs: string[] = [];
  #running: Running | undefined;
  bots = '{}';
  more = '';

  private constructor(practice: Practice) {
    this.practice = practice;
  }

  static async open(): Promise<SeenKeys> {
    return new SeenKeys(await startPractice({ port: 0, seed: 'seen', clock: systemClock }));
  }

  /** Mints a key and puts it into the settings under this name. */
  add(name: string, request: MintRequest, settings = ''): MintedKey {
    const key = this.practice.mintKey(request);
    for (const part of [key.secret, key.passphrase]) if (part !== undefined) recordSecret(part);
    this.put(name, key, settings);
    return key;
  }

  put(name: string, { exchange, id, secret, passphrase }: MintedKey, settings = ''): void {
    const prefix = exchange.toUpperCase();
    const quoted = secret.includes('\n') ? JSON.stringify(secret) : secret;
    const lines = [`${prefix}_API_KEY=${id}`, `${prefix}_API_SECRET=${quoted}`];
    if (passphrase !== undefined) lines.push(`${prefix}_PASSPHRASE=${passphrase}`);
    writeFileSync(join(this.folder, `${name}.env`), `${lines.join('\n')}\n`, { mode: 0o600 });
    this.#keys.push(
      `  ${name}: { exchange: ${exchange}, environment: practice, from: { dotenv: { file: ${name}.env } }${settings} }`,
    );
  }

  get session(): SessionParts {
    return {
      environment: {
        home: this.home,
        configFolder: join(this.folder, 'none'),
        mayColour: false,
        user: 'test',
        variables: {},
      },
      folder: this.folder,
      clock: systemClock,
      log: jsonLog((line) => this.#logs.push(line), systemClock),
    };
  }

  writeSettings(text?: string): void {
    const port = `gateway: { port: 0 }\npractice: { port: ${this.practice.port}, serve: false }\n`;
    const keys = this.#keys.length === 0 ? 'keys: {}' : `keys:\n${this.#keys.join('\n')}`;
    const settings = text ?? `version: 1\n${keys}\nbots: ${this.bots}\n${port}${this.more}`;
    writeFileSync(join(this.folder, 'keyward.yaml'), settings);
  }

  /** A state folder as an earlier use has left it. */
  async makeHome(): Promise<void> {
    const { clock, log } = this.session;
    await (await openState(this.home, clock, log)).close();
  }

  async up(): Promise<void> {
    this.#running = await startUp(this.session, '0.0.0');
    await this.#running.audit();
  }

  /** Of the Keyward that runs. */
  get operations(): Operations {
    return this.#running!.operations;
  }

  async down(): Promise<void> {
    await this.#running?.stop('the test ends');
    this.#running = undefined;
  }

  /** What the checks are given; each call is a look of its own. */
  parts(changes: Partial<CheckParts> = {}): CheckParts {
    const { session } = this;
    const { settings, path } = loadSettings(session);
    const { signal } = new AbortController();
    return {
      session,
      settings,
      ...(path === undefined ? {} : { path }),
      home: this.home,
      eyes: eyesOf({ nowMs: systemClock.nowMs(), signal }),
      bots: new Promise(() => undefined),
      signal,
      ...changes,
    };
  }

  async close(): Promise<void> {
    await this.down();
    await this.practice.stop();
    recordOutput('checks of keys', this.#logs.join('\n'));
    const journal = join(this.home, 'journal');
    if (existsSync(journal)) recordFolder(journal);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What a family says: by id and thing. */
export function told<Facts>(
  family: {
    readonly checks: readonly {
      readonly id: string;
      judge(facts: Facts): readonly { about: string; result: string; says: string }[];
    }[];
  },
  facts: Facts,
): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {};
  for (const { id, judge } of family.checks)
    for (const { about, result } of judge(facts)) (found[about] ??= {})[id] = result;
  return found;
}

/** The ids that fail or warn of one thing. */
export function bad(of: Record<string, string> | undefined, ...wanted: readonly string[]): string[] {
  const results = wanted.length === 0 ? ['fail', 'warn'] : wanted;
  return Object.entries(of ?? {}).flatMap(([id, result]) => (results.includes(result) ? [id] : []));
}
