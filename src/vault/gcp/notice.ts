import {
  isJsonFault,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  KeywardError,
  parseJson,
} from '../../core/index.ts';
import { SECRET_NAME } from './settings.ts';

/**
 * The secrets that Secret Manager of Google Cloud says are to be rotated (`eventType: SECRET_ROTATE`), in the messages of Pub/Sub: as
 * `gcloud pubsub subscriptions pull --format=json` prints them, as the REST call `pull` gives them, or one as Pub/Sub pushes it. Messages about
 * other events are passed over. From "Set up notifications on a secret" and the references of Pub/Sub; seen in no real message.
 */
export function secretsToRotate(text: string): string[] {
  const json = parseJson(text);
  if (isJsonFault(json)) throw new KeywardError('usage', 'the notice is not JSON');
  const names = messagesIn(json).flatMap(({ attributes }) => {
    if (!isJsonObject(attributes) || attributes['eventType'] !== 'SECRET_ROTATE') return [];
    const { secretId } = attributes;
    if (typeof secretId !== 'string' || !SECRET_NAME.test(secretId))
      throw new KeywardError('usage', 'the notice says SECRET_ROTATE, and names no secret');
    return [secretId];
  });
  return [...new Set(names)];
}

function messagesIn(json: JsonValue): JsonObject[] {
  const received = isJsonObject(json) ? (json['receivedMessages'] ?? json) : json;
  return (Array.isArray(received) ? received : [received]).flatMap((each) => {
    if (!isJsonObject(each)) throw new KeywardError('usage', 'the notice is no message of Pub/Sub');
    // An empty pull of the REST call.
    if (Object.keys(each).length === 0) return [];
    const message = each['message'] ?? each;
    if (!isJsonObject(message) || !('attributes' in message || 'data' in message || 'messageId' in message))
      throw new KeywardError('usage', 'the notice is no message of Pub/Sub');
    return [message];
  });
}

/** Whether both name one secret. A project has a name and a number, and which of them is meant by the other is not known here. */
export function isSameSecret(one: string, other: string): boolean {
  const [first, second] = [SECRET_NAME.exec(one), SECRET_NAME.exec(other)];
  if (!first || !second) return false;
  const isNumber = (project = ''): boolean => /^\d+$/.test(project);
  const isSameProject = first[1] === second[1] || isNumber(first[1]) !== isNumber(second[1]);
  return isSameProject && first[2] === second[2] && lastStep(one) === lastStep(other);
}

function lastStep(name: string): string | undefined {
  return name.split('/').at(-1);
}
