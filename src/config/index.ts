export { type ChannelSettings, channelOf } from './alert-settings.ts';
export type { BotStopSettings } from './bot-stop-settings.ts';
export { checkEnvironment, type ProcessEnvironment, readEnvironment } from './environment.ts';
export { practiceSettings } from './practice.ts';
export {
  type CheckedSettings,
  checkSettingsFile,
  findSettings,
  parseSettings,
  SETTINGS_FILE,
  type SettingsProblem,
  settingsFault,
} from './read.ts';
export { settingsJsonSchema } from './schema.ts';
export { type KeySettings, keySchema, type Settings, settingsSchema } from './settings.ts';
