import { afterEach, describe, expect, it } from 'vitest';
import { practiceSettings, Terminal } from './terminal.ts';

interface Report {
  readonly checks: readonly { readonly id: string; readonly state: string }[];
}

const places: Terminal[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await place.close();
});

/** A key of a real exchange, which is not reached from here. */
const live = (level: string) => `version: 1
keys: { main: { exchange: gemini, purpose: audit } }
clock: { ntp: [] }
monitor: { enabled: false }
check: { refuseStart: ${level} }
gateway: { port: 0 }
`;

function terminal(settings: string): Terminal {
  const place = new Terminal(settings);
  places.push(place);
  return place;
}

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

describe('keyward up with a key of a real exchange', () => {
  it('does not start while a check fails at the level of the settings, until each is waived in writing', async () => {
    const place = terminal(live('low'));
    const failing = async () =>
      (await place.json<Report>(['check'])).checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
    const ids = await failing();
    expect(ids.length).toBeGreaterThan(0);
    const { exit, stderr } = await place.run(['--json', 'up']);
    expect(exit).toBe(1);
    expect(stderr).toContain('check-failed');
    expect(stderr).toContain(ids[0]);
    expect(stderr).toContain(`keyward waive ${ids[0]} --why`);
    for (const id of ids) await place.run(['waive', id, '--why', 'a test', '--until', TOMORROW]);
    expect(await failing()).toEqual([]);
    const up = await place.up();
    expect(up.ready).toMatchObject({ ready: true });
    expect(await up.end()).toBe(0);
  }, 180_000);

  it('starts whatever fails where the settings say never', async () => {
    const up = await terminal(live('never')).up();
    expect(up.ready).toMatchObject({ ready: true });
    await up.end();
  });
});

describe('keyward up on the practice exchange', () => {
  it('starts whatever fails', async () => {
    const up = await terminal(`${practiceSettings}check: { refuseStart: low }\n`).up();
    expect(up.ready).toMatchObject({ ready: true });
    await up.end();
  });
});
