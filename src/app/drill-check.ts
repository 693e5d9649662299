import { resolve } from 'node:path';
import type { Settings } from '../config/index.ts';
import { DrillRecords } from './drill-records.ts';
import type { Examined } from './examined.ts';
import { killable } from './kill-targets.ts';

const what = 'kill switch';

/** When the kill switch was last tried, on the practice exchange and on each account; nothing where no bot trades. */
export function examineDrills(home: string, settings: Settings): Examined[] {
  const keys = killable(settings);
  if (keys.length === 0) return [];
  const { practice, live } = new DrillRecords(resolve(home)).read();
  const last = practice.at(-1);
  const tried = keys.flatMap((key) => live.findLast((drill) => drill.key === key) ?? []);
  const failed = tried.filter(({ isPassed }) => isPassed !== true);
  const says = [
    last === undefined ? 'never drilled' : `drilled ${dayOf(last.at)}${last.isPassed ? '' : ', and it failed'}`,
    ...tried.map(({ key, startedAt, isPassed }) => {
      const became = isPassed === true ? 'passed' : isPassed === false ? 'failed' : 'did not come to its end';
      return `live drill of ${key} ${dayOf(startedAt)} ${became}`;
    }),
  ].join('; ');
  if (failed.length > 0) {
    const scope = failed.map(({ key }) => key).join(',');
    return [{ what, outcome: 'warning', says, fix: `keyward kill --drill --live --scope ${scope}` }];
  }
  const isReal = keys.some((key) => settings.keys[key]!.environment !== 'practice');
  if (last?.isPassed === false || (last === undefined && isReal))
    return [{ what, outcome: 'warning', says, fix: 'keyward kill --drill' }];
  return [{ what, outcome: 'fine', says }];
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}
