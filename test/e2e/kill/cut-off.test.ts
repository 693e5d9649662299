import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closings } from '../../../src/exchanges/index.ts';
import { KillRecords, type TargetReport } from '../../../src/killswitch/index.ts';
import { compileRooms } from '../../compiled-rooms.ts';
import { KillScene } from './kill-scene.ts';
import { fill, heldPositions, holdings, untold, wideMarkets } from './kill-world.ts';

const all = Object.keys(closings);
const rooms =
  'core halt exchanges vault policy journal network audit alerts gateway rotation monitor killswitch practice config app';
const CUTS = 7;
/** Started ahead of their turn: to start one takes longer than to kill it. */
const AHEAD = 2;

let scene: KillScene;
let folder: string;
let script: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-cut-'));
  compileRooms(join(folder, 'src'), rooms.split(' '));
  const here = join(folder, 'test', 'e2e', 'kill');
  mkdirSync(here, { recursive: true });
  script = join(here, 'kill-process.js');
  const { outputText } = ts.transpileModule(readFileSync(join(import.meta.dirname, 'kill-process.ts'), 'utf8'), {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2023,
      rewriteRelativeImportExtensions: true,
      verbatimModuleSyntax: true,
    },
  });
  writeFileSync(script, outputText);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  scene = await KillScene.open(all, wideMarkets);
});
afterAll(async () => {
  for (const child of waiting) child.kill('SIGKILL');
  await scene.close();
  rmSync(folder, { recursive: true, force: true });
});

const waiting: ChildProcess[] = [];

/** One that has begun its work; it does nothing before it is told what. */
async function start(): Promise<{ child: ChildProcess; exit: Promise<unknown[]>; lines: AsyncIterator<string> }> {
  while (waiting.length <= AHEAD)
    waiting.push(spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] }));
  const child = waiting.shift()!;
  const exit = once(child, 'exit');
  const { settings, home, keys } = scene;
  child.stdin!.end(JSON.stringify({ settings, home, keys: Object.fromEntries(keys) }));
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  await lines.next();
  return { child, exit, lines };
}

describe('a kill switch that is itself killed', () => {
  it('is taken up again until all accounts are flat, and sells nothing twice', { timeout: 120_000 }, async () => {
    for (const exchange of all) fill(scene, exchange, { orders: 60, positions: 6, hedged: exchange === 'okx' });
    const before = new Map(all.map((exchange) => [exchange, holdings(scene.account(exchange))]));
    scene.practice.faults.set({ kind: 'latency', delayMs: 15 });
    const records = new KillRecords(scene.home);
    let done: string | undefined;
    const ids = new Set<string>();
    for (let cut = 0; cut < CUTS && done === undefined; cut++) {
      const { child, exit, lines } = await start();
      // Each time a little later, so that the cuts are spread over the whole way.
      await Promise.race([sleep(30 + cut * 65 + Math.random() * 60), exit]);
      child.kill('SIGKILL');
      await exit;
      const [cutOff] = records.cutOff();
      if (cutOff) ids.add(cutOff.id);
      else done = (await lines.next()).value;
    }
    if (done === undefined) {
      const { exit, lines } = await start();
      done = (await lines.next()).value as string;
      expect(await exit).toEqual([0, null]);
    }
    // All of them were one use of the switch.
    expect(ids.size).toBe(1);
    expect(records.cutOff()).toEqual([]);
    const reports = JSON.parse(done!) as TargetReport[];
    for (const exchange of all) {
      const account = scene.account(exchange);
      const report = reports.find(({ key }) => key === exchange)!;
      expect(report).toMatchObject({ state: 'flat', residue: [] });
      expect([account.open.size, heldPositions(account)]).toEqual([0, []]);
      expect(untold(scene, exchange, report, 'USDT')).toEqual([]);
      const sent = [...account.orders.values()].filter(({ clientOrderId }) => clientOrderId.startsWith('kwkill'));
      for (const { market, reduceOnly, leg } of sent)
        expect(reduceOnly || leg !== undefined).toBe(market.kind === 'linear');
      const sold = new Map<string, bigint>();
      for (const { market, side, quantity } of account.trades)
        if (market.kind === 'spot' && side === 'sell') sold.set(market.base, (sold.get(market.base) ?? 0n) + quantity);
      for (const asset of ['BTC', 'ETH', 'SOL', 'ADA', 'XRP'])
        expect(sold.get(asset) ?? 0n).toBeLessThanOrEqual(before.get(exchange)!.get(asset)!);
    }
  });
});
