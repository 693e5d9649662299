import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileDurably } from '../core/index.ts';
import type { SavedAccountWatch } from './account-watch.ts';
import type { SavedHabit } from './habits.ts';

/** What is remembered between runs: how far each list was read, the last closing of the books, what was there. */
export interface Saved {
  readonly version: 1;
  readonly accounts: Readonly<Record<string, SavedAccountWatch>>;
  readonly habits: Readonly<Record<string, SavedHabit>>;
  /** From where requests left. */
  readonly addresses?: readonly string[];
  /** How far the journal reached. */
  readonly journal?: { readonly seq: number; readonly prev: string };
}

/** The file of the monitor in the state folder. A file that cannot be read counts as none: the watch begins anew, and says so. */
export class Memory {
  readonly #path: string;
  #written = '';

  constructor(home: string) {
    const folder = join(home, 'monitor');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#path = join(folder, 'memory.json');
  }

  /** `broken` when there is one that cannot be read. */
  read(): Saved | 'broken' | undefined {
    if (!existsSync(this.#path)) return undefined;
    try {
      const saved = JSON.parse(readFileSync(this.#path, 'utf8')) as Saved;
      return isSaved(saved) ? saved : 'broken';
    } catch {
      return 'broken';
    }
  }

  /** Durable before it returns; nothing is written when nothing has changed. */
  write(saved: Saved): void {
    const text = `${JSON.stringify(saved)}\n`;
    if (text === this.#written) return;
    writeFileDurably(this.#path, text);
    this.#written = text;
  }
}

function isSaved(saved: Saved): boolean {
  return (
    isMap(saved) &&
    saved.version === 1 &&
    isMap(saved.habits) &&
    isMap(saved.accounts) &&
    isListOr(saved.addresses, 'string') &&
    (saved.journal === undefined ||
      (isMap(saved.journal) && isNumber(saved.journal.seq) && isText(saved.journal, 'prev'))) &&
    Object.values(saved.habits).every(
      (one) => isMap(one) && isNumber(one.sinceMs) && isNumber(one.busiest) && isList(one.calls, 'string'),
    ) &&
    Object.values(saved.accounts).every(isAccount)
  );
}

function isAccount(saved: SavedAccountWatch): boolean {
  if (!isMap(saved) || !isNumber(saved.beganMs) || !isMap(saved.observer)) return false;
  const { equity, report, observer } = saved;
  const { completeMs, books, positions, inventory, oldestOpenMs, open, told } = observer;
  return (
    isMapOf(completeMs, isNumber) &&
    isMapOf(books, isBook) &&
    (positions === undefined || isMapOf(positions, isBook)) &&
    isMap(inventory) &&
    [inventory.positions, inventory.named, inventory.moves].every((list) => isList(list, 'string')) &&
    isListOr(inventory.read, 'string') &&
    (inventory.leaving === undefined || isMapOf(inventory.leaving, isNumber)) &&
    (inventory.shown === undefined || isMapOf(inventory.shown, (list) => isList(list, 'string'))) &&
    (inventory.told === undefined || isMapOf(inventory.told, (about) => typeof about === 'string')) &&
    (oldestOpenMs === undefined || isNumber(oldestOpenMs)) &&
    (open === undefined || (isMap(open) && isNumber(open.atMs) && isMapOf(open.lists, isOpenList))) &&
    isListOr(told, 'string') &&
    (equity === undefined ||
      (isMap(equity) && isNumber(equity.day) && isText(equity, 'currency', 'opening', 'highest'))) &&
    (report === undefined || isMapOf(report, (word) => typeof word === 'string'))
  );
}

function isBook(book: unknown): boolean {
  if (!isMap(book) || !isText(book, 'total') || !isNumber(book['atMs'])) return false;
  const { floorMs, counted } = book;
  if (floorMs !== undefined && !isNumber(floorMs)) return false;
  return (
    Array.isArray(counted) &&
    counted.every((one: unknown) => Array.isArray(one) && typeof one[0] === 'string' && isNumber(one[1]))
  );
}

function isOpenList(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    list.every((one: unknown) => isMap(one) && isText(one, 'symbol', 'kind', 'side') && isNumber(one['seenMs'])) &&
    list.every((one: Record<string, unknown>) =>
      ['orderId', 'clientOrderId', 'market', 'quantity', 'price', 'trigger'].every(
        (name) => one[name] === undefined || typeof one[name] === 'string',
      ),
    )
  );
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMapOf(value: unknown, is: (one: unknown) => boolean): boolean {
  return isMap(value) && Object.values(value).every(is);
}

function isList(value: unknown, of: 'string'): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === of);
}

function isListOr(value: unknown, of: 'string'): boolean {
  return value === undefined || isList(value, of);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function isText(value: object, ...names: readonly string[]): boolean {
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === 'string');
}
