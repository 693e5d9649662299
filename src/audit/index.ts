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
  RotationDays,
  Severity,
  Snapshot,
  Told,
  Use,
  Written,
} from './audited-key.ts';
export { rotationDaysOf } from './calendar.ts';
export { isWorthBinding } from './findings.ts';
export { type Vendor, vendorOf, vendors } from './vendors.ts';
