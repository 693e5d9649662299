import type { Cases } from '../../check.ts';
import type { BotFacts, Mode } from '../facts.ts';
import { facts, place } from '../scene.contract.ts';

const mode: Mode = { trading: 'live', isBoth: false, holdsKeys: true, place };
const dry: Mode = { ...mode, trading: 'dry', holdsKeys: false, place: { file: '/srv/grid/user_data/config-dry.json' } };

export const modesApartCases: Cases<BotFacts> = {
  good: {
    'real trading with its key': facts({ modes: [mode] }),
    'a dry run without a key': facts({ modes: [dry] }),
    'both, with a database each': facts({
      modes: [
        { ...mode, database: 'sqlite:///live.sqlite' },
        { ...dry, database: 'sqlite:///dry.sqlite' },
      ],
    }),
    'both, with the database that freqtrade chooses': facts({ modes: [mode, dry] }),
  },
  bad: {
    'a dry run with a key': facts({ modes: [{ ...dry, holdsKeys: true }] }),
    'one database for both': facts({
      modes: [
        { ...mode, database: 'sqlite:///a.sqlite' },
        { ...dry, database: 'sqlite:///a.sqlite' },
      ],
    }),
    'OctoBot with both traders on': facts({ modes: [{ ...mode, isBoth: true }] }, { kind: 'octobot' }),
  },
  near: {
    'OctoBot with the simulated trader and its keys': facts(
      { modes: [{ ...dry, holdsKeys: true }] },
      { kind: 'octobot' },
    ),
    'settings that do not say': facts({ modes: [{ ...mode, trading: 'unknown' }] }),
    'a bot without such settings': facts({}, { kind: 'ccxt' }),
  },
};
