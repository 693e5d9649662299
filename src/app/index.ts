export type { AuditedKey, AuditedReach, Due, Finding } from '../audit/index.ts';
export { checkEnvironment, type ProcessEnvironment, readEnvironment, settingsJsonSchema } from '../config/index.ts';
export type { Entry, EntryOf, Stats, Verification } from '../journal/index.ts';
export {
  type CheckedBox,
  checkedBoxes,
  endText,
  failsAt,
  families as checkFamilies,
  movedText,
  type Report as CheckReport,
  type ReportedCheck,
  type ReportedFinding,
  type Severity,
  type State as CheckState,
  severities,
} from '../posture/index.ts';
export {
  type LeakPlan,
  type LeakProgress,
  leakSteps,
  lossText,
  type Need,
  nextLeakStep,
  othersText,
  type Progress,
} from '../rotation/index.ts';
export {
  type AddedKey,
  type AddKeyRequest,
  addKey,
  exchangeName,
  readCredential,
  servesBots,
  wantsPassphrase,
} from './add-key.ts';
export { connectAdmin } from './admin.ts';
export { ALARM, ALARM_OVER, shortTimes } from './alarms.ts';
export type { AlertList, AlertTest } from './alert-report.ts';
export { type BackupReport, type BackupRequest, makeBackup, planBackup } from './backup.ts';
export {
  type ExplainedDecision,
  findDecision,
  isDecisionId,
  journalStats,
  tailJournal,
  verifyJournal,
} from './book.ts';
export type { Budget, Budgets, OpenOrder, PrintedAmounts } from './budgets.ts';
export { type CheckFormat, checkFormats, reportIn } from './check-formats.ts';
export { checkSettings, type SettingsCheck, type SettingsFinding } from './check-settings.ts';
export { endWord, knownCheck, sayWord, type WordRequest } from './check-words.ts';
export { type CheckRequest, runChecks } from './checking.ts';
export { clientNames } from './clients.ts';
export type { WatchStatus } from './declaring.ts';
export { type DemoFacts, type DemoScene, type DemoStep, runDemo } from './demo.ts';
export { type DescribedBot, type DescribedScope, describeBot, type Rule } from './describe-bot.ts';
export { type DialectSample, dialectsOf } from './dialects.ts';
export { examine } from './doctor.ts';
export { acceptClock, type ClockReport, doctorClock } from './doctor-clock.ts';
export { doctorIp, type IpReport } from './doctor-ip.ts';
export { drillOnPractice, type PracticeDrill, type PracticeDrills } from './drill.ts';
export type { Examined } from './examined.ts';
export { type ErrorReading, type ErrorReport, readErrorText } from './exchange-error.ts';
export { timeOf } from './expiry.ts';
export { knownFault } from './faults.ts';
export {
  checkRaise,
  type HaltNow,
  type HaltReport,
  hasState,
  type Running as HaltRunning,
  readHalt,
  setHalt,
} from './halting.ts';
export { type HardenReport, type HardenWishes, harden, hardenFile } from './harden.ts';
export { writeForReview } from './harden-write.ts';
export { applyInit, type InitChange, type InitPlan, planInit } from './init.ts';
export {
  type AttestRequest,
  encodeCredential,
  type KeyEventRequest,
  keyEvents,
  type ListedKey,
  type Override,
  type RecordRequest,
  type RotateRequest,
} from './key-operations.ts';
export { type HeldKey, heldKey, type KeyPageReport, keyPage } from './key-page.ts';
export { type Addresses, Keyward, type KeywardParts } from './keyward.ts';
export { type CardExchange, type KillCard, killCard } from './kill-card.ts';
export { residueText, unfinishedText } from './kill-notes.ts';
export type { KillPlan } from './kill-plan.ts';
export {
  type KillReport,
  type KillRequest,
  type KillScope,
  killScope,
  planKill,
  unfinishedKills,
  useKill,
} from './killing.ts';
export { checkSettingsThere, killSettings, ON_PRACTICE } from './killing-settings.ts';
export {
  damagedLeaks,
  damagedLeakText,
  type LeakOutline,
  type LeakRequest,
  type LeakRun,
  leakAnew,
  leaksUnderWay,
  leakUnderWayText,
  listLeaks,
  openLeak,
  outlineLeak,
} from './leak.ts';
export { leakOfFinding } from './leak-finding.ts';
export type { LeakWish } from './leak-replace.ts';
export { type DrillPlan, type LiveDrillReport, LiveDrills } from './live-drills.ts';
export type { ListedBot, Operations, ShownBotKey } from './operations.ts';
export { wordList } from './owner-word.ts';
export { type PracticeAccess, type PracticeServing, servePractice } from './practice.ts';
export {
  type MintedPracticeKey,
  type MintKeyRequest,
  mintPracticeKey,
  revokePracticeKey,
} from './practice-mint.ts';
export { type RedactRequest, redact } from './redacting.ts';
export { type OpenedBackup, openBackup, type RestoreReport, type RestoreRequest } from './restore.ts';
export { type ResumePlan, type ResumeReport, resumeKills, resumePlan } from './resuming.ts';
export { type HaltAction, haltActions, type RunReport, runBot } from './run-bot.ts';
export { planVerify, verifyLeaks } from './scan-verify.ts';
export {
  type FoundSettings,
  loadSettings,
  type Running,
  type SessionParts,
  withOperations,
} from './session.ts';
export { start } from './starting.ts';
export { openState, type State } from './state.ts';
export type { StopReport } from './stop-bots.ts';
export { stopBotsHere } from './stop-bots-here.ts';
export { counted } from './tell-others.ts';
export { type ClientReport, type ClientRequest, tryClient } from './try-client.ts';
export { type TriedDecision, type TriedOrder, type TriedWorld, tryOrder } from './try-order.ts';
export { keysUnderWay } from './under-way.ts';
export { watchdog } from './watchdog.ts';
export { type Found, type LookReport, startWatch, watchOnce } from './watching.ts';
