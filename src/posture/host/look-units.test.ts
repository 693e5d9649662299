import { describe, expect, it } from 'vitest';
import { lookUnits } from './look-units.ts';
import { scene } from './scene.contract.ts';
import { bots, host, run } from './sound.contract.ts';
import { unitExposure } from './unit-exposure/check.ts';

const unit = '/etc/systemd/system/grid.service';
const own = { [unit]: '[Service]\nUser=grid\n' };
const overall = (value: string): string => `\n→ Overall exposure level for grid.service: ${value} OK\n`;
const online = 'systemd-analyze security --no-pager';
const offline = 'systemd-analyze security --offline=true';

async function told(
  files: Readonly<Record<string, string>>,
  programs: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const running = [run()];
  const units = await lookUnits(scene(files, programs), running, []);
  return unitExposure.judge(host({ units, bots: bots(running) })).map(({ result, about }) => `${result} ${about}`);
}

describe('how exposed a unit is', () => {
  it('is asked of a running systemd first', async () => {
    expect(await told(own, { [online]: overall('9.6'), [offline]: overall('2.0') })).toEqual([
      'fail unit grid.service',
    ]);
    expect(await told(own, { [online]: overall('2.0'), [offline]: overall('9.6') })).toEqual([
      'pass unit grid.service',
    ]);
  });

  it.each([
    ['its files, where systemd does not run', own, overall('2.0'), 'pass'],
    ['its files, which leave it open', own, overall('9.6'), 'fail'],
    [
      'no files, where a drop-in may not be read',
      { ...own, [`${unit}.d/a.conf`]: '!denied' },
      overall('2.0'),
      'unknown',
    ],
    ['no files, where nothing starts it', { [unit]: '-> /dev/null' }, overall('2.0'), 'unknown'],
    ['no files, where there are none', {}, overall('2.0'), 'unknown'],
    ['no rubbish', own, 'Overall exposure level for x: many', 'unknown'],
    ['no number beyond the scale', own, overall('99.9'), 'unknown'],
  ])('is weighed by %s', async (_title, files, out, result) => {
    expect(await told(files, { [offline]: out })).toEqual([`${result} unit grid.service`]);
  });

  it('is not known of units beyond the most that are weighed', async () => {
    const running = Array.from({ length: 23 }, (_, at) => run({ about: `bot ${at}`, unit: `bot-${at}.service` }));
    const units = await lookUnits(scene({}, { [online]: overall('2.0') }), running, []);
    const found = unitExposure.judge(host({ units, bots: bots(running) }));
    expect(found.filter(({ result }) => result === 'unknown')).toMatchObject([
      { about: 'more units', says: '3 more units were not weighed' },
    ]);
  });
});
