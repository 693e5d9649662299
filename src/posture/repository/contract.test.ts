import { holdFamily } from '../family.contract.ts';
import { repositoryCases } from './cases.contract.ts';
import { repositoryFamily } from './family.ts';

holdFamily(repositoryFamily, repositoryCases);
