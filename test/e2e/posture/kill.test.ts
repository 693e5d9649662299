import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookKill } from '../../../src/app/check-kill.ts';
import { killFamily } from '../../../src/posture/index.ts';
import { AccountsScene } from '../../cli/accounts-scene.ts';
import { findingsOf, namesIn, partsAt, saidOf, until } from './look-scene.ts';

const { checks } = killFamily;
const DEAD_MAN = 'kill: { deadMan: { main: { seconds: 30 } } }\n';

let scene: AccountsScene;
const look = () => lookKill(partsAt(scene.terminal.folder, scene.terminal.home));
const said = async () => saidOf(checks, await look());

describe('the checks of the kill switch', { timeout: 90_000 }, () => {
  beforeEach(async () => {
    scene = await AccountsScene.open();
  });
  afterEach(() => scene.close());

  it('see a running Keyward whose lists are read, and a drill that passed', async () => {
    const there = namesIn(scene.terminal.home);
    const before = await said();
    expect(before).toMatchObject({
      'KILL-01': ['key main: unknown'],
      'KILL-02': ['key main: warn'],
      'KILL-05': ['key main: unknown'],
    });
    expect(namesIn(scene.terminal.home)).toEqual(there);
    await scene.up();
    expect((await scene.terminal.run(['kill', '--drill'])).exit).toBe(0);
    const after = await until(said, (one) => one['KILL-01']![0] === 'key main: pass');
    expect(after).toMatchObject({
      'KILL-02': ['key main: pass'],
      'KILL-04': ['keyward up: pass', 'orders while halted: pass'],
      'KILL-05': ['key main: pass'],
    });
  });

  it('see a dead-man timer that is set, and one that nobody asks for', async () => {
    const path = join(scene.terminal.folder, 'keyward.yaml');
    const okx = readFileSync(path, 'utf8').replace('exchange: binance', 'exchange: okx');
    scene.terminal.write('keyward.yaml', okx);
    expect((await said())['KILL-03']).toEqual(['key main: warn']);
    scene.terminal.write('keyward.yaml', `${okx}${DEAD_MAN}`);
    expect((await said())['KILL-03']).toEqual(['key main: unknown']);
    await scene.up();
    await until(said, (one) => one['KILL-03']![0] === 'key main: pass');
  });

  it('see a halt that a running Keyward follows, and a use that was not resumed', async () => {
    await scene.up();
    await scene.terminal.run(['halt', 'seal', '--reason', 'a test']);
    const halted = findingsOf(checks, await look(), 'KILL-04');
    expect(halted[0]).toMatchObject({
      result: 'pass',
      says: 'the level is seal, in the file and in the running Keyward',
    });
    const { exit } = await scene.terminal.run(['kill', '--yes', '--reason', 'a test']);
    expect([0, 1]).toContain(exit);
    const uses = (await look()).uses;
    expect('seen' in uses && uses.seen.real).toMatchObject([{ key: 'main', isResumed: false }]);
  });

  it('take a file that nobody understands for a halt, as the running Keyward does', async () => {
    await scene.up();
    writeFileSync(join(scene.terminal.home, 'halt.json'), '{');
    const [first] = findingsOf(checks, await look(), 'KILL-04');
    expect(first).toMatchObject({ result: 'pass', says: expect.stringContaining('the level is halt') });
  });
});
