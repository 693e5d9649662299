import { z } from 'zod';
import { settingsSchema } from './settings.ts';

/** The JSON Schema of keyward.yaml as it is written, for editors. What spans several settings is checked by `keyward policy check` alone. */
export function settingsJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(settingsSchema, { io: 'input' });
  return { $schema, title: 'keyward.yaml', description: 'The settings of Keyward.', ...schema };
}
