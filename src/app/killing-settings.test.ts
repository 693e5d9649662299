import { mkdirSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../core/index.ts';
import { serveAdmin } from './admin.ts';
import { checkSettingsThere, killSettings, ON_PRACTICE } from './killing-settings.ts';
import { LocalOperations } from './operations.ts';
import { openScene, quiet, type Scene } from './scene.contract.ts';
import type { SessionParts } from './session.ts';

let scene: Scene;
let server: Server | undefined;
let parts: SessionParts;
beforeEach(async () => {
  scene = await openScene();
  const folder = join(scene.home, 'here');
  mkdirSync(folder);
  const environment = { home: scene.home, configFolder: join(scene.home, 'none'), user: 'ann', variables: {} };
  parts = {
    environment: environment as unknown as SessionParts['environment'],
    folder,
    clock: systemClock,
    log: quiet,
  };
});
afterEach(async () => {
  await new Promise((done) => (server ? server.close(done) : done(undefined)));
  server = undefined;
  await scene.close();
});

const linesOf = async (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    (found) => found,
    (error) => [error.code, error.message, ...error.lines].join('\n'),
  );

describe('the settings of the kill switch', () => {
  it('are refused where no file is found and no Keyward runs, naming where it looked', async () => {
    const told = await linesOf(killSettings(parts));
    expect(told).toMatch(/^usage\nno settings file was found/);
    expect(told).toContain(`in ${parts.folder} and in ${join(scene.home, 'none')}`);
    expect(told).toContain('--config FILE');
    expect(await linesOf(checkSettingsThere(parts))).toBe(told);
  });

  it('are those of practice only where the Keyward that runs here says that it has no file either', async () => {
    server = await serveAdmin(scene.home, scene.operations, systemClock);
    expect(await killSettings(parts)).toMatchObject({ settings: { keys: { binance: { environment: 'practice' } } } });
    expect(await checkSettingsThere(parts)).toBe(ON_PRACTICE);
  });

  it('are refused where the Keyward that runs here has others, naming its file; resuming needs none', async () => {
    const { state, settings } = scene;
    const settingsPath = "/srv/ann's bots/keyward.yaml";
    const operations = new LocalOperations({
      ...{ state, settings, settingsPath, clock: systemClock, port: 1, gateway: undefined },
      keys: {} as never,
    });
    server = await serveAdmin(scene.home, operations, systemClock);
    expect(await linesOf(killSettings(parts))).toContain("--config '/srv/ann'\\''s bots/keyward.yaml'");
    expect(await checkSettingsThere(parts)).toBeUndefined();
  });

  it('are those of the file where there is one', async () => {
    const path = join(parts.folder, 'keyward.yaml');
    writeFileSync(path, 'version: 1\nkeys: {}\n');
    expect(await killSettings(parts)).toMatchObject({ path });
    expect(await checkSettingsThere(parts)).toBeUndefined();
  });
});
