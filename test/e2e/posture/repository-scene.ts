import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { lookRepository } from '../../../src/app/check-repository.ts';
import { type FoundBot, repositoryFamily } from '../../../src/posture/index.ts';
import { drawnKey } from '../../cli/scan-scene.ts';
import { botOf, SecretsScene, type Told } from './secrets-scene.ts';

export const binance = drawnKey('repository binance');
export const other = drawnKey('repository other');

/** A folder with a repository `grid` in it, for each test. */
export class RepositoryScene extends SecretsScene {
  git(folder: string, ...args: readonly string[]): string {
    const identity = [
      '-c',
      'user.name=Ann',
      '-c',
      'user.email=ann@example.com',
      '-c',
      'commit.gpgsign=false',
      '-c',
      'protocol.file.allow=always',
    ];
    const env = { PATH: process.env['PATH'], HOME: join(this.base, 'ann'), GIT_CONFIG_NOSYSTEM: '1' };
    return execFileSync('git', ['-C', join(this.base, folder), ...identity, ...args], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  commit(message: string, folder = 'grid'): void {
    this.git(folder, 'add', '-A');
    this.git(folder, 'commit', '-q', '--allow-empty', '-m', message);
  }

  bot(name = 'grid', given: Partial<FoundBot> = {}): FoundBot {
    return botOf(join(this.base, name), given);
  }

  /** What the checks of repositories say; no key that stands there is told. */
  async told(
    bots: readonly FoundBot[] = [this.bot()],
    given: Parameters<SecretsScene['parts']>[1] = {},
  ): Promise<Told> {
    const said = this.judge(repositoryFamily, await lookRepository(this.parts(bots, given)));
    const text = JSON.stringify(said.all);
    for (const { key, secret } of [binance, other]) {
      expect(text).not.toContain(key);
      expect(text).not.toContain(secret);
    }
    return said;
  }
}

/** A fresh scene before each test. */
export function repositoryScene(): { readonly now: () => RepositoryScene } {
  let scene: RepositoryScene;
  beforeEach(() => {
    scene = new RepositoryScene();
    scene.git('.', 'init', '-q', '-b', 'main', 'grid');
  });
  afterEach(() => scene.close());
  return { now: () => scene };
}
