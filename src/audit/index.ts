export { auditKey, reachOf, snapshotOf } from './audit.ts';
export type {
  Attestation,
  AuditedKey,
  AuditedReach,
  AuditedRight,
  AuditInput,
  Due,
  Finding,
  KeyEvent,
  Listed,
  Replacing,
  RotationDays,
  Severity,
  Snapshot,
  Told,
  Use,
  Written,
} from './audited-key.ts';
export { eventsSince, rotationDaysOf } from './calendar.ts';
export { isWorthBinding, replacingText } from './findings.ts';
export { ATTEST_DAYS } from './owner-words.ts';
export { isMasked, isWide, isWithin } from './ranges.ts';
export { type Vendor, vendorOf, vendors } from './vendors.ts';
