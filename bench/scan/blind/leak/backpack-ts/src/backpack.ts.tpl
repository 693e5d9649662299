import { BackpackClient } from './client';

const API_KEY = '<<key>>';
const API_SECRET = '<<secret>>';

export const bp = new BackpackClient(API_SECRET, API_KEY);
