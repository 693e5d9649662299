import type { LeakPlan } from './plan.ts';

/** A leak that has just begun. */
export const begunPlan: LeakPlan = {
  id: '01M82BCXW16QSNEYH7CYCX8RNJ',
  key: 'main',
  exchange: 'binance',
  exchangeName: 'Binance',
  environment: 'live',
  startedAt: '2026-11-22T10:00:00.000Z',
  since: '2026-11-15T10:00:00.000Z',
  sinceBy: 'nobody',
  why: '',
  by: 'cli a',
  way: 'guided',
  url: 'https://example.com/keys',
  depth: 'cancel',
  old: {},
  death: 'unasked',
  notes: [],
  journaled: 0,
  folders: [],
  folder: '/nowhere',
};
