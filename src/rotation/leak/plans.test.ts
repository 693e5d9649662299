import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundPlace } from './places.ts';
import { begunPlan } from './plan.contract.ts';
import type { LeakPlan } from './plan.ts';
import { LeakPlans } from './plans.ts';

/** With all that a place may have. */
const place: Required<FoundPlace> = {
  in: 'history',
  root: '/a',
  path: 'b.env',
  also: ['c.env'],
  line: 1,
  part: 'secret',
  form: 'hex',
  offset: 0,
  length: 64,
  value: 0,
  why: 'a backup',
  isUtf16: true,
  isWrapped: true,
  isWhole: true,
  isIgnored: true,
  blob: '1',
  commit: '2',
  author: 'ann',
  at: '2026-11-22T10:00:00.000Z',
};
const withPlace = (change: object): string =>
  JSON.stringify({ ...whole, places: { ...whole.places, places: [{ ...place, ...change }] } });

const whole: LeakPlan = {
  ...begunPlan,
  old: { fingerprint: 'ab', begins: 'ab' },
  notes: [{ step: 'halt', state: 'done', says: 'halted', at: '2026-11-22T10:00:00.000Z', tookMs: 3 }],
  folders: ['/a'],
  closing: { stops: [], stopsUnread: [], open: [], held: [], openUnread: [], residue: [] },
  places: {
    searchedAt: '2026-11-22T10:01:00.000Z',
    places: [place],
    more: 0,
    repositories: [],
    searched: 1,
    unsearched: [],
  },
};

let home = '';
let plans: LeakPlans;
const pathOf = (key: string): string => join(home, 'leaks', `${key}.json`);
const put = (key: string, text: string): void => writeFileSync(pathOf(key), text);

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'keyward-plan-'));
  mkdirSync(join(home, 'leaks'));
  plans = new LeakPlans(home);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('the file of a leak', () => {
  it('is read as it was written, with what a later Keyward has added', () => {
    put('main', JSON.stringify({ ...whole, later: 1 }));
    expect(plans.read('main')).toEqual({ ...whole, later: 1 });
    expect(plans.damaged()).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['cut off', JSON.stringify(whole).slice(0, 200)],
    ['an empty object', '{}'],
    ['null', 'null'],
    ['a list', '[]'],
    ['of another key', JSON.stringify({ ...whole, key: 'other' })],
    ['without its notes', JSON.stringify({ ...whole, notes: undefined })],
    ['with a note that is null', JSON.stringify({ ...whole, notes: [null] })],
    ['with a step that is none', JSON.stringify({ ...whole, notes: [{ ...whole.notes[0], step: 'rest' }] })],
    ['with a place whose other paths are none', withPlace({ also: [1] })],
    ['with a place that is whole in another word', withPlace({ isWhole: 'yes' })],
    ['with a place that is wrapped in another word', withPlace({ isWrapped: 1 })],
    ['with a time that is none', JSON.stringify({ ...whole, startedAt: 'soon' })],
    ['with a list that is none', JSON.stringify({ ...whole, closing: { ...whole.closing, stops: 'none' } })],
    ['with an amount of another kind', JSON.stringify({ ...whole, places: { places: [] } })],
  ])('is damaged when it is %s', (_title, text) => {
    put('main', text);
    put('other', JSON.stringify({ ...whole, key: 'other' }));
    expect(plans.read('main')).toBe('damaged');
    expect(plans.list().map(({ key }) => key)).toEqual(['other']);
    expect(plans.damaged()).toEqual([{ key: 'main', path: pathOf('main') }]);
  });

  it('is kept under another name, under which it is no leak', () => {
    put('main', '{');
    const aside = plans.setAside('main', Date.parse('2026-11-22T10:00:00Z'));
    expect(readFileSync(aside, 'utf8')).toBe('{');
    expect([existsSync(pathOf('main')), plans.read('main'), plans.damaged()]).toEqual([false, undefined, []]);
  });

  it('is in the folder of leaks, whatever its key is called', () => {
    writeFileSync(join(home, 'halt.json'), '{}');
    expect(plans.read('../halt')).toBeUndefined();
  });
});

describe('the folder of leaks', () => {
  it('is damaged itself when it is none', () => {
    rmSync(join(home, 'leaks'), { recursive: true });
    expect([plans.list(), plans.damaged()]).toEqual([[], []]);
    writeFileSync(join(home, 'leaks'), '');
    expect([plans.list(), plans.damaged()]).toEqual([[], [{ path: join(home, 'leaks') }]]);
  });
});
