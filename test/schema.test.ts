import { describe, expect, it } from 'vitest';
import { settingsJsonSchema } from '../src/config/index.ts';

describe('schema/keyward.schema.json', () => {
  it('is the JSON Schema of the settings', async () => {
    await expect(`${JSON.stringify(settingsJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../schema/keyward.schema.json',
    );
  });
});
