import { describe, expect, it } from 'vitest';
import { acknowledgeCommand, staysKnown } from './acknowledging.ts';

describe('what the owner knows of', () => {
  it.each([
    'foreign-order main 123',
    'foreign-amend main 123 0.001 at 70000',
    'key-changed main IP list: a -> b 2026-11-22T10:00:00.000Z',
    'habit main grid GET /api/v3/order',
    'record-lost main clock ',
  ])('counts in the next run too where it is told once: %s', (about) => {
    expect(staysKnown(about)).toBe(true);
  });

  it.each([
    'key-errors main',
    'bot-stopped main grid',
    'bot-stopped main grid halted',
    'clock main',
    'deny-burst main grid',
    'habit main grid rate',
  ])('says nothing of the next run where each tells of it under one name: %s', (about) => {
    expect(staysKnown(about)).toBe(false);
  });

  it('is acknowledged by a command where it is a finding', () => {
    expect(acknowledgeCommand('clock main')).toBe("keyward watch ack 'clock main' --why TEXT");
    expect(acknowledgeCommand('kill-unfinished')).toBeUndefined();
  });
});
