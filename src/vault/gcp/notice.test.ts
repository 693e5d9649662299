import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeywardError } from '../../core/index.ts';
import { isSameSecret, secretsToRotate } from './notice.ts';

const secretId = 'projects/123456789012/secrets/kucoin-main';

/** As "Set up notifications on a secret" describes it. */
function message(eventType: string, more: object = {}): object {
  return {
    attributes: {
      dataFormat: 'JSON_API_V1',
      eventType,
      secretId,
      timestamp: '2026-11-22T03:00:00.000000-08:00',
      ...more,
    },
    data: Buffer.from(JSON.stringify({ name: secretId })).toString('base64'),
    messageId: '8301234567890123',
    publishTime: '2026-11-22T11:00:00.123Z',
  };
}

describe('a notice of Secret Manager', () => {
  it.each([
    ['that gcloud pulled', [{ ackId: 'abc', message: message('SECRET_ROTATE') }]],
    ['that the REST call pulled', { receivedMessages: [{ ackId: 'abc', message: message('SECRET_ROTATE') }] }],
    ['that was pushed', { message: message('SECRET_ROTATE'), subscription: 'projects/p/subscriptions/s' }],
    ['as the message alone', message('SECRET_ROTATE')],
    ['that came twice', [{ message: message('SECRET_ROTATE') }, { message: message('SECRET_ROTATE') }]],
  ])('%s names the secret', (_title, notice) => {
    expect(secretsToRotate(JSON.stringify(notice))).toEqual([secretId]);
  });

  it.each([
    ['a new version', [{ message: message('SECRET_VERSION_ADD', { versionId: `${secretId}/versions/2` }) }]],
    ['a topic that was just set', { message: { attributes: { eventType: 'TOPIC_CONFIGURED' }, messageId: '1' } }],
    ['an empty pull', []],
    ['an empty pull of the REST call', {}],
  ])('about %s names none', (_title, notice) => {
    expect(secretsToRotate(JSON.stringify(notice))).toEqual([]);
  });

  it.each([
    ['text', 'rotate it'],
    ['a number', '7'],
    ['another document', '{"keys":[]}'],
    ['a rotation of nothing', JSON.stringify(message('SECRET_ROTATE', { secretId: '../x' }))],
  ])('is refused as %s', (_title, text) => {
    expect(() => secretsToRotate(text)).toThrow(KeywardError);
  });

  it('of any shape is read or refused', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        try {
          expect(secretsToRotate(text)).toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(KeywardError);
        }
      }),
    );
  });
});

describe('a secret', () => {
  it.each([
    ['projects/desk-1/secrets/a', 'projects/desk-1/secrets/a', true],
    ['projects/desk-1/secrets/a', 'projects/123/secrets/a', true],
    ['projects/desk-1/secrets/a', 'projects/desk-2/secrets/a', false],
    ['projects/124/secrets/a', 'projects/123/secrets/a', false],
    ['projects/desk-1/secrets/a', 'projects/desk-1/secrets/b', false],
    ['projects/desk-1/locations/europe-west3/secrets/a', 'projects/desk-1/secrets/a', false],
    ['a', 'a', false],
  ])('%s is %s: %s', (one, other, isSame) => {
    expect([isSameSecret(one, other), isSameSecret(other, one)]).toEqual([isSame, isSame]);
  });
});
