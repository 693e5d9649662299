import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/index.ts';
import { shellWord } from '../core/index.ts';
import { type AgeLock, readAgeLock } from '../vault/index.ts';
import type { Alarms } from './alarms.ts';

const EVERY_MS = 2_000;

export interface VaultWatchParts {
  readonly home: string;
  /** The files whose lock is watched. */
  readonly files: readonly string[];
  /** The settings say nothing of the identity: it lies beside the vault, as the owner knows. */
  readonly isDefault: boolean;
  readonly alarms: Alarms;
}

/** The files that are encrypted to the vault's identity: those of the state folder, and vaults elsewhere that keys are read from. */
export function vaultFiles(home: string, { keys }: Settings, settingsPath: string | undefined): string[] {
  const folder = settingsPath === undefined ? '.' : dirname(settingsPath);
  const named = Object.values(keys).flatMap(({ from }) => {
    const { file } = (from?.['age'] ?? {}) as { readonly file?: string };
    return file === undefined ? [] : [resolve(folder, file)];
  });
  return [...new Set([join(home, 'vault.age'), join(home, 'seal.key.age'), ...named])];
}

/** Raises an alarm when what protects the vault becomes weaker while Keyward runs. What stood there at the first look is what its owner wants. */
export class VaultWatch {
  readonly #parts: VaultWatchParts;
  readonly #known = new Map<string, AgeLock>();
  readonly #stamps = new Map<string, string>();

  constructor(parts: VaultWatchParts) {
    this.#parts = parts;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look();
      await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async look(): Promise<void> {
    this.#lookForIdentity();
    for (const file of this.#parts.files) await this.#lookAt(file);
  }

  #lookForIdentity(): void {
    const { home, isDefault, alarms } = this.#parts;
    const path = join(home, 'vault.key');
    const about = 'vault-identity';
    if (isDefault || !existsSync(path)) {
      alarms.end(about);
      return;
    }
    const says = `${path} lies beside the vault, though the settings keep its identity elsewhere: whoever copies the folder opens the vault; remove it`;
    alarms.raise({ about, severity: 'critical', says, next: `rm ${shellWord(path)}` });
  }

  async #lookAt(file: string): Promise<void> {
    const { alarms } = this.#parts;
    const found = await readAgeLock(file, this.#stamps.get(file));
    if (found === undefined) return;
    this.#stamps.set(file, found.stamp);
    const known = this.#known.get(file);
    if (!known) return void this.#known.set(file, found.lock);
    const about = `vault-lock ${file}`;
    const says = weakened(known, found.lock);
    if (says === undefined) alarms.end(about);
    else alarms.raise({ about, severity: 'critical', says: `${file} ${says}`, next: 'keyward key list' });
  }
}

/** What has become weaker; `undefined` when nothing has. */
function weakened(before: AgeLock, now: AgeLock): string | undefined {
  if (now.isPassphrase && !before.isPassphrase)
    return 'is encrypted with a passphrase now, and no longer to the identity that opens the vault: find out who wrote it';
  if (now.recipients > before.recipients)
    return `is encrypted to ${now.recipients} recipients, and was to ${before.recipients} before: find out whose they are, and replace the keys in it`;
  return undefined;
}
