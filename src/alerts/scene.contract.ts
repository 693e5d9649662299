import { basename } from 'node:path';
import { recordOutput } from '../../test/canary.ts';
import type { Clock } from '../core/index.ts';
import type { Sent } from './channel.ts';
import { Dispatch, type DispatchParts } from './dispatch.ts';
import type { Delivery, Route } from './lane.ts';
import { type Message, textOf } from './message.ts';
import type { OutboxFiles } from './outbox.ts';
import type { SinceBoot } from './steady.ts';

/** Both clocks of a process, moved by hand. */
export class HandClock implements Clock {
  wall: number;
  monotonic = 0;

  constructor(wall = Date.UTC(2026, 10, 22, 12, 0, 0)) {
    this.wall = wall;
  }

  nowMs(): number {
    return this.wall;
  }

  monotonicMs(): number {
    return this.monotonic;
  }

  pass(ms: number): void {
    this.wall += ms;
    this.monotonic += ms;
  }
}

/** A folder in memory; `isFull`: it takes no writes. */
export class MemoryFiles implements OutboxFiles {
  readonly files = new Map<string, string>();
  isFull = false;
  /** The code with which the disk gives no file. */
  unreadable: string | undefined;
  boot: SinceBoot | undefined;
  writes = 0;

  makeFolder(): void {}
  list(): readonly string[] {
    return [...this.files.keys()];
  }
  read(path: string): string {
    if (this.unreadable !== undefined) throw Object.assign(new Error(), { code: this.unreadable });
    const text = this.files.get(basename(path));
    if (text === undefined) throw Object.assign(new Error(), { code: 'ENOENT' });
    return text;
  }
  write(path: string, text: string): void {
    this.writes++;
    if (this.isFull) throw Object.assign(new Error(), { code: 'ENOSPC' });
    this.files.set(basename(path), text);
  }
  remove(path: string): void {
    if (!this.files.delete(basename(path))) throw Object.assign(new Error(), { code: 'ENOENT' });
  }
  sinceBoot(): SinceBoot | undefined {
    return this.boot;
  }
}

export interface Arrived {
  readonly channel: string;
  readonly message: Message;
  readonly atMs: number;
  readonly monotonicMs: number;
}

export interface Box {
  readonly clock: HandClock;
  readonly files: MemoryFiles;
  readonly arrived: Arrived[];
  readonly deliveries: Delivery[];
  readonly health: [channel: string, says: string | undefined][];
  readonly disk: boolean[];
  /** How the next sends of a channel end; absent: they arrive. */
  readonly answers: Map<string, Sent | 'never' | ((message: Message) => Sent | undefined)>;
  /** As after a restart: everything in memory is lost. */
  restart(more?: Partial<DispatchParts>): void;
  dispatch: Dispatch;
  /** Lets time pass in steps, sending what is due. */
  pass(ms: number, stepMs?: number): Promise<void>;
  step(): Promise<void>;
  /** `channel kind what`, of all that has arrived. */
  told(): string[];
}

export type WishedRoute = Partial<Omit<Route, 'channel'>> & { readonly name: string };

const fast = { gapMs: 0, most: 1_000, withinMs: 1_000, source: 'a test' };

/** A dispatch whose channels keep what they are sent. */
export function openBox(
  wished: readonly WishedRoute[],
  more: Partial<DispatchParts> = {},
  clock = new HandClock(),
): Box {
  const files = (more.files as MemoryFiles | undefined) ?? new MemoryFiles();
  const box = { clock, files, arrived: [], deliveries: [], health: [], disk: [], answers: new Map() } as unknown as Box;
  const take = async (name: string, message: Message): Promise<Sent> => {
    recordOutput(`alert over ${name}`, textOf(message));
    const told = box.answers.get(name);
    const answer = typeof told === 'function' ? told(message) : told;
    if (answer === 'never') return new Promise(() => undefined);
    if (answer) return answer;
    box.arrived.push({ channel: name, message, atMs: clock.nowMs(), monotonicMs: clock.monotonicMs() });
    return { kind: 'sent' };
  };
  const routes = wished.map(
    (each): Route => ({
      kind: 'test',
      atLeast: 'info',
      isForMachines: false,
      limits: fast,
      failsWith: each.name,
      refresh: () => undefined,
      takesCommands: false,
      ...each,
      channel: { send: (message) => take(each.name, message), check: (message) => take(each.name, message) },
    }),
  );
  let seed = 1;
  const make = (again: Partial<DispatchParts> = {}): Dispatch =>
    new Dispatch({
      clock,
      random: (size) => Uint8Array.from({ length: size }, () => (seed = (seed * 48_271) % 2_147_483_647) & 255),
      files,
      folder: 'alerts',
      source: 'keyward',
      routes,
      quiet: undefined,
      zone: 'UTC',
      checkAt: undefined,
      head: () => '7 abcdef012345',
      onDelivery: (delivery) => box.deliveries.push(delivery),
      onHealth: (route, says) => box.health.push([route.name, says]),
      onDisk: (isGood) => box.disk.push(isGood),
      ...more,
      ...again,
    });
  const step = async (): Promise<void> => {
    box.dispatch.step();
    const never = [...box.answers.values()].includes('never');
    await (never ? new Promise((done) => setImmediate(done)) : box.dispatch.settled());
  };
  return Object.assign(box, {
    dispatch: make(),
    restart: (again: Partial<DispatchParts> = {}) => {
      box.dispatch = make(again);
    },
    step,
    pass: async (ms: number, stepMs = 60_000) => {
      await step();
      for (let left = ms; left > 0; left -= stepMs) {
        clock.pass(Math.min(stepMs, left));
        await step();
      }
    },
    told: () => box.arrived.map(({ channel, message }) => `${channel} ${message.kind} ${message.what}`),
  });
}
