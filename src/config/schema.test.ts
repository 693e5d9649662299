import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingsJsonSchema } from './schema.ts';

const path = '../../schema/keyward.schema.json';

describe('schema/keyward.schema.json', () => {
  it('is the schema of the settings; `npm test -- src/config/schema.test.ts -u` writes it anew', async () => {
    await expect(`${JSON.stringify(settingsJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(path);
  });

  it('has no word for withdrawals, and a description for each setting of a bot', () => {
    const text = readFileSync(new URL(path, import.meta.url), 'utf8');
    const { properties } = JSON.parse(text);
    expect(JSON.stringify([properties.bots, properties.scopes])).not.toMatch(/withdraw|transfer/i);
    const limits = properties.bots.additionalProperties.properties.limits.properties;
    for (const [name, limit] of Object.entries<{ description?: string }>(limits)) {
      expect([name, typeof limit.description]).toEqual([name, 'string']);
    }
  });
});
