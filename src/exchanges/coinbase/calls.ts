import type { Intent, JsonObject } from '../../core/index.ts';
import { getOf, sureCallTo } from '../endpoints.ts';
import type { Call, Environment, Param } from '../exchange.ts';
import { facts } from './facts.ts';

export const readCall = (template: string, path: string, query: readonly Param[], environment: Environment): Call =>
  getOf(facts, path, query, environment, template);

export const tradeCall = (path: string, json: JsonObject, intents: readonly Intent[], environment: Environment): Call =>
  sureCallTo(facts, 'POST', path, { json, intents }, environment);
