export { type ProcessEnvironment, readEnvironment } from './environment.ts';
export { practiceSettings } from './practice.ts';
export { findSettings, parseSettings, readSettings, SETTINGS_FILE } from './read.ts';
export { type FromSettings, type KeySettings, type Settings, settingsSchema } from './settings.ts';
