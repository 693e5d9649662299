import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/core/index.ts';
import { type MintedKey, type MintRequest, type Practice, startPractice } from '../../src/practice/index.ts';
import { recordSecret } from '../canary.ts';
import { type Ended, type RunOptions, Terminal } from './terminal.ts';

/** A terminal, and a practice exchange in this process that its settings name. */
export class KeysScene {
  readonly terminal: Terminal;
  readonly practice: Practice;

  private constructor(practice: Practice) {
    this.practice = practice;
    this.terminal = new Terminal(this.settingsWith(''));
  }

  static async open(): Promise<KeysScene> {
    return new KeysScene(await startPractice({ port: 0, seed: 'key', clock: systemClock }));
  }

  settingsWith(keys: string): string {
    return `version: 1\n# ours\nkeys:\n${keys || '  {}\n'}bots: {}\ngateway: { port: 0 }\npractice: { port: ${this.practice.port}, serve: false }\n`;
  }

  mint(request: MintRequest): MintedKey {
    const key = this.practice.mintKey(request);
    for (const part of [key.secret, key.passphrase]) if (part !== undefined) recordSecret(part);
    return key;
  }

  /** `keyward key add NAME` for a practice key. */
  add(name: string, exchange: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return this.terminal.run(
      ['key', 'add', name, '--exchange', exchange, '--environment', 'practice', ...args],
      options,
    );
  }

  /** As `add`, with the key in a file. */
  addMinted(name: string, key: MintedKey, ...args: string[]): Promise<Ended> {
    const { id, secret, passphrase } = key;
    return this.add(name, key.exchange, [
      '--file',
      this.write(`${name}.json`, { apiKey: id, secret, passphrase }),
      ...args,
    ]);
  }

  /** A file outside of the folders in which no secret may stand. */
  write(name: string, content: unknown): string {
    const path = join(this.terminal.folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
    return path;
  }

  settings(): string {
    return readFileSync(join(this.terminal.folder, 'keyward.yaml'), 'utf8');
  }

  /** The entries of these kinds. */
  async journal(...kinds: string[]): Promise<Record<string, unknown>[]> {
    // There is no journal before the first entry.
    const { entries = [] } = await this.terminal.json<{ entries?: Record<string, unknown>[] }>([
      'journal',
      'tail',
      '--lines',
      '500',
    ]);
    return entries.filter(({ kind }) => kinds.includes(String(kind)));
  }

  async close(): Promise<void> {
    await this.terminal.close();
    await this.practice.stop();
  }
}
