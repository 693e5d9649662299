import { holdFamily } from '../family.contract.ts';
import { secretsCases } from './cases.contract.ts';
import { secretsFamily } from './family.ts';

holdFamily(secretsFamily, secretsCases);
