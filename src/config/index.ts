export { practiceSettings } from './practice.ts';
export { type FromSettings, type KeySettings, type Settings, settingsSchema } from './settings.ts';
