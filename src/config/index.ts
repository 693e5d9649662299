export { checkEnvironment, type ProcessEnvironment, readEnvironment } from './environment.ts';
export { practiceSettings } from './practice.ts';
export {
  type CheckedSettings,
  checkSettingsFile,
  findSettings,
  parseSettings,
  problemText,
  readSettings,
  SETTINGS_FILE,
  type SettingsProblem,
} from './read.ts';
export { settingsJsonSchema } from './schema.ts';
export { type KeySettings, type Settings, settingsSchema } from './settings.ts';
