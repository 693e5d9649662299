import { downloadDatasets } from 'tardis-dev';

await downloadDatasets({
  exchange: 'deribit',
  dataTypes: ['options_chain'],
  from: '2025-02-01',
  to: '2025-02-02',
  symbols: ['OPTIONS'],
  apiKey: '<<token>>',
});
