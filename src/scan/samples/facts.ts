/** Values that are published as samples, and why nobody need revoke them. */
export interface SampleSet {
  readonly why: string;
  readonly source: string;
  /** The first 16 bytes of the SHA-256 of each, as `digestOfSample` makes it: the values stand nowhere here. */
  readonly digests: string;
}

/** Read 2026-11-22. */
export const SAMPLES: readonly SampleSet[] = [
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/binance/binance-spot-api-docs',
    digests: `
      5ba1ed8425baaa72d558afddb8aaacdf 23e9efa3ced6e70c7f2dbe0d08295f18 3b76d52c452446111712fa1a02da33ed
      88a07940499df805e429410fb07b2340 0c1cc8ea05afd55a92ed4f3ca2269ee3 3dc1adcf0fa055b2b2d0cbf5faba2bb2
      9cd8af77c9ba453389dec726d31425ea 163479d8466a420a6e9b343c136cc139 dda7ecd568b230e7ac4fe9f94195cd20
      09e59e63ee59f4f16875000cd3c33690 3ace0da1f0e32affb8240a438f06964a 6fd2063f1cd370c21f4d8e65c50d84c9
      6a2f10e571ba3c7fcb0253911d1a3a40 8988c60ac0be43a2adee594559e75784 d996d642dd7d8ff19759fd9ccf1037d9
    `,
  },
  {
    why: 'published in the official documentation; never a live key of a user ("provided solely for illustrative purposes")',
    source: 'https://github.com/binance/binance-spot-api-docs',
    digests: '5053ebf5ac726b85783e41f802c78d01',
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/rosssaunders/coincise',
    digests: `
      1fbf6d20358e3554bec0ce4baf6ddd16 c2cdb5350be92a49d4d191ad931ad580 e6332270b07efd912aa582c5229da1da
      46c9ac9ccf18521f1422d1d198e2dcb3 39ff0e019884d7e62dfe1adeb9093bd0 6ea05159099a1f9784b9a678a9f54ad2
      21d8d2fdabde4f4660d9df86e9649931 9f0dc1b42ab9b205f6ad180516bd7398 f360078ecac0f19e486b5c8c5a3514a8
      e393f774256d2763cf6bebd663e370e8 9e132ebcc5cde85b51a5595e201c727d 60ee5312691e8510350678dd190ed6ac
      19d2e8fc073a0489fcdde9f0f969258b 906792c43d6bd0638c045e58edf7c6ea f38106b832ec2841893c777e74cac750
      4a897f5d8d7d8e5ca3bd13cce80ff369 b6eb7851ba9af0961e252efc6b701964 4d0691dc93ef5e36baecec396930a563
      44e6ca1469f0d1380f131a582a59991b 13d8e37fcfa9fc176676ebdd573d3fe7 8c5fe9d09e8fad70aa203e2e7e1fc849
      1c7356e80acc649c371ac48db5fe1d43 d84ea4515046d3ace0471727057edf1c
    `,
  },
  {
    why: "value of the official SDK's unit tests / docs response sample",
    source: 'https://github.com/binance/binance-connector-js',
    digests: `
      fc5a6c54a2079828a413a5700719d35e c2242140f15ceee1aebda3f3c2030e8e e031e4ca7b8238b83840b909ed23c76f
    `,
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/binance/binance-connector-js',
    digests: '657f0dfc876ce54ab0143e1ecf39c702',
  },
  {
    why: 'not a credential of the account owner and a sample',
    source: 'https://github.com/binance/binance-connector-js',
    digests: `
      d220e908b229c75ec9dc9d8a156b4e93 386028c139110266dcb868be85e40880
    `,
  },
  {
    why: 'published in the official documentation; never a live key of a user (it reproduces the documented signature)',
    source: 'https://docs.kraken.com/api/docs/guides/spot-rest-auth',
    digests: '98c0adc16caa135bf2c8732f2558ae4e',
  },
  {
    why: "a signature with a secret's shape (88 base64)",
    source: 'https://docs.kraken.com/api/docs/guides/spot-rest-auth',
    digests: '5d44734f24440a6d9bff1ec174eff68e',
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/bybit-exchange/docs',
    digests: 'f26dfa5af18827f0d0d6b3a969adb493',
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/bybit-exchange/pybit',
    digests: '757bf379218d78e64ce588c513e6ad31',
  },
  {
    why: 'public search-only key of a documentation site',
    source: 'https://github.com/bybit-exchange/docs',
    digests: 'f39c1811d95ee838c3315bda3918a932',
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/rektibus/exchange-docs',
    digests: `
      477a08c0eb19eedcfbcaaf28687d05fd 2a5a1c12119e25c6e009707b68c60097 229bffb83670c7dfef0c883dc0d18ca2
      a1c5f2b1157f1946e6315c4ae8725a2a ce93dfaaa78576ca5341a58eb9695ebd 7fc08132e0084ed4d39ac9012a752b4c
      67675f1fc952bba0203bfddfda2fee3a 1c624186b0a09d58549ef9343b99356f 84a1be12e6f88702356f08ec718fe691
      448985b6f50fcb7d802b34ae0f1b2f71
    `,
  },
  {
    why: 'a value of the official documentation, by memory: not found there again on 2026-11-22',
    source: 'https://www.okx.com/docs-v5/en/',
    digests: '1a37968c2c4a51ca080b7b6de16b59bf',
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/rektibus/exchange-docs',
    digests: 'ec11591eafd9f5b2a3d8335399141f1a',
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/rektibus/exchange-docs',
    digests: '12a0a8b3150e58e7314463245c2eb704',
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/rektibus/exchange-docs',
    digests: '43e5fa06a6081c6e3f65f33722bba17b',
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/Kucoin/kucoin-universal-sdk',
    digests: `
      530922db01b369040a54006514540bbd 5745164654df8f46ce58131ca71f5e12 db747d82efb304e2938b93bfc5e2b852
      b25168d1ed1ddf437eb599c385866558 060795bde179f0425d2618ecaa1d4c25 0d82e10e93953d8317f86cc92bd5c71e
    `,
  },
  {
    why: 'public test fixture, copied into every ccxt checkout; id only',
    source: 'https://github.com/ccxt/ccxt',
    digests: '4657f7b338d7b6ffb574c9644eec90a0',
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/rektibus/exchange-docs',
    digests: `
      667c1819536d9c4d3feddf73571b1e0d 4ed6d025a9022af7e9dc3c266825c177
    `,
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://www.bitmex.com/app/apiKeysUsage',
    digests: '70a60ac1776fdc4af8cf2d4cac2fcc94',
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/api-evangelist/deribit',
    digests: `
      3b86a0c9508a2de58cc9405a6bbb8b81 1aed1a7644c0a8d966adc3ef8ee47111 9f4ae5f451f370ada7eed1c488ff9e92
      e72fa4fee3edce42ab0d3014cc27c03d 9ed7c5888d6cb052ef9ca551b2d3bde8
    `,
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://www.bitmex.com/app/apiKeysUsage',
    digests: '548a18e84bbd5a42a7582a83a24e1707',
  },
  {
    why: 'published in the official documentation; never a live key of a user',
    source: 'https://github.com/api-evangelist/deribit',
    digests: `
      4604edee7c9ac20bfe8182e9de1038a2 96a73d7a6aa0bd55eb2f48d1f59ce341 f13acfb038353858be8c10479323adc1
      7e1a8b2788db2f16dc31609675fb1455 59e422a530a1e490ffdf39edca664ec8 8c16821e507476119e1321808a54e117
    `,
  },
  {
    why: 'public test fixture (id only)',
    source: 'https://github.com/ccxt/ccxt',
    digests: `
      ed0528c1e24f1b93018cf0f73642a089 d5025d5faf7cf957492518896a7a4e01 05e6dee8106e4ecdcc063cb93bd605cd
    `,
  },
  {
    why: 'value of the official SDK tests',
    source: 'https://github.com/coinbase/coinbase-advanced-py',
    digests: `
      25beffe7546e27ccd008ae3e341df736 d6a3a518fbf98dc6975a3818d881bec8 ba1dd2bb20c60cce92adf531543c39a7
      a9762849fee831862bd97587031cbe33 712d7811c8727440a5f2375fb28b4350
    `,
  },
  {
    why: 'freqtrade documentation, dry-run example; in every fork',
    source: 'https://github.com/freqtrade/freqtrade',
    digests: '2ccf25dc599a933004267957fd062a54',
  },
  {
    why: 'freqtrade documentation, dry-run example; in every fork',
    source: 'https://github.com/freqtrade/freqtrade',
    digests: 'b3478c3aeedd5ae73eb752ae79d7ee68',
  },
  {
    why: 'placeholder of the config examples',
    source: 'https://github.com/freqtrade/freqtrade',
    digests: `
      12c291a68a7b276929e0541ddc1c2e6c 0ae9b16a7114f8d8ce4b117d0e3d550e 7633e9411507939f566be7145adfc81b
      f7fccc565793d832c10acd1289d9f485 48043e898c96f194b9b8dafc99abb367 09f05726e83ab0bcb807d7dc9942d8b9
      4139d9d3988149fbf8df567bae2b31b8
    `,
  },
  {
    why: 'documentation / SDK example placeholder',
    source: 'tiagosiebler SDKs, ccxt examples, official docs',
    digests: `
      f078256209b78255a12b74e90694c347 15ec78b439b0700b933574dbcd4731ad 0268995cbd2721ac6d65f9e1e983ae9d
      0d12d089a8f1a6e0b47b0767cb84901e 8b6ca2a7da89fd3db6a76e73233897de 358b5f6606b3fb8e6aaed3d7b3cda482
      c66dc3312779fefa5b277d8ef44d2b5f e7fd128c8be60e7dc1aafc9a85870b35 059911af0740ac63fd06688b02d86086
      21a21ec13dd18f5c3b0635eeb9f230f2 730d7ccacc0854e2c819a17be3755a17 a9e47039323a3f2c26170d045e7eec78
      ccae6d912a41bfefd569a77b5cd86603 0d66f4f97239b4530a5ab226eede7666 58f9a08826b739026846492575c4f29e
      0133e44494934383a7f2c0006be87e0f 005ffd75c2faf18a9a2c8ec654c99e1d 4c806362b613f7496abf284146efd31d
      c3161367cf434a0d41581bf19ab1b00e f8ff5bf16de64a4095061002d3375db8 057ba03d6c44104863dc7361fe457896
      1df4b07d05b9b3b1115b4b6b22af319a
    `,
  },
  {
    why: 'made-up value of our fact files',
    source: 'facts of the exchanges in Keyward',
    digests: 'd79a134e830cca9feba8d8769d611a15',
  },
  {
    why: 'made-up value',
    source: 'facts of the exchanges in Keyward',
    digests: `
      dea1ba7afc37cc33f23f91b7c828fc19 10a0ca6944df2003d275bbac62ea6f2d 82502980fb21cf618f88f886aee6c8f9
    `,
  },
  {
    why: 'official SDK tests',
    source: 'https://github.com/hyperliquid-dex/hyperliquid-python-sdk',
    digests: '9674d9e078535b7cec43284387a6ee39',
  },
  {
    why: 'invalid key',
    source: 'hyperliquid-python-sdk examples/config.json.example',
    digests: '60e05bd1b195af2f94112fa7197a5c88',
  },
  {
    why: 'known-trivial key',
    source: 'general knowledge',
    digests: 'c386d8e8d07342f2e39e189c8e6c57bb',
  },
  {
    why: 'public development mnemonic',
    source: 'facts of the exchanges in Keyward',
    digests: 'f79cd64f9cea237897b8133e4b905b36',
  },
  {
    why: 'derived from a public development mnemonic; derivation redone for this file on 2026-11-22',
    source: 'facts of the exchanges in Keyward',
    digests: `
      bc1a50966c9e6486bc4ebf880b51611a 8335c55334821eefd4334369ff9c04a8 b26ab6529d20ebebb4192256f2029847
      64034b44c579b335ab5e85debbfe7278 4d3e46eec8244d1d106f866ee48994f6 0aedba9d586f34f95cf1f0d54926f62e
      28e543d3753fc9d14c658ebef20b76a3 f070994a8599478580678f2b9482c5f0 38e69fdd19aefeb4adf56312f10e62c3
      967f21586cdf1248a862f2cfb3300997 0b33e0132123e78d42dd12a0fbbbacd1 84bc109b3d59b0173a76fc3d831360a6
      85bde548053aab4b5a6c78473d5eb2ad f1513114f60e5e95732b840669fe8395 5330d388af894c9e1a181a06a3ce44d6
      a2e06155cb1a424f972c3abfaddc9cea 4a67d7a0d8a16d6d954cef19eb5afdbd b08bdfde9930d9202809530dcbe193c5
      cf1fc66f853151a4c6666909c8f1f80e 100546a8b020a55aa09b2d34b50de9a3
    `,
  },
  {
    why: 'public development mnemonic',
    source: 'https://github.com/trezor/python-mnemonic/blob/master/vectors.json',
    digests: 'c557eec878dfd852ba3f88087c4f350f',
  },
  {
    why: 'derived from a public development mnemonic; derivation redone for this file on 2026-11-22',
    source: 'https://github.com/trezor/python-mnemonic/blob/master/vectors.json',
    digests: `
      162ab0f6e4b17c7135d6e4495dc61b3c 5fa9469abc579914471bcd3ff81f6ca6 62fb4c08966a598479ae8283a6850b28
      d3a9805e7724349b2e73ecd15c812fe2 e1d581d430f343b3f1dd3a3b67f38a67
    `,
  },
  {
    why: 'public development mnemonic',
    source: 'https://github.com/trufflesuite/ganache',
    digests: '9c5d0a6656e5d3f36601d0bf98762be0',
  },
  {
    why: 'derived from a public development mnemonic; derivation redone for this file on 2026-11-22',
    source: 'https://github.com/trufflesuite/ganache',
    digests: `
      578592185588730b9d10b87e2274706a 30e55f5463e22af009a1b785a4d72319 70b801afae94d2e653c9612d0ebbba1f
      0bc9fde2b028e3b067e45059c84dbcf4 f51c2c795f782308c7dcfa92a59cf89c 6dea34b661141091338390067dc6fe04
      faeb1dab5a326eef752d42930ec4bf53 196fbadca8b7eea62510a490b7e8131e ecd5e9d0b08a8a9fd1c35bcd303b3cce
      3fd5610ee03a3503edceff018e3fb550
    `,
  },
  {
    why: 'public development mnemonic',
    source: 'https://github.com/trufflesuite/truffle',
    digests: 'b83e96417f61cb148d0dc8a89b839ee4',
  },
  {
    why: 'derived from a public development mnemonic; derivation redone for this file on 2026-11-22',
    source: 'https://github.com/trufflesuite/truffle',
    digests: `
      f24167accb5d690f3426da43061b7028 07f935b61d37e0e50369eb1f6767a9d2 e4f1734df0250d547add02b71d673170
      7d1b5fc238610328f01371ec9c078deb 33f532fd39fa0d77b2255c300529a2c8 728383dec632311291f24ce02a3688cd
      664b73b16aa577481e905f3f2fd5bdd3 e4639de7f01667f6bb13a507e02446c8 98a38f6dad3f47affd7110b65b627ac6
      c15f3d9dfdc983890ac1b6f44e06f6ed
    `,
  },
  {
    why: 'published test vector',
    source: 'https://github.com/trezor/python-mnemonic/blob/master/vectors.json',
    digests: `
      ecb0e7ba498c5920991f0b3483e91f7a 3a64bcd9cea43c0aba67ba0bf2ddff81 3c0949435a7e4277fac2fbe27975cdd9
      29aedb051d65bcc80e3379acb13afb2a e770e8aa42a869cf269a5bda331f706a 15f41342748aa6c0718a6f4fa4e153ac
      c1db187b992c8ddddbe9dfab0e88542e 69be79ef3c28f55d7cb84db2dd3c18df 3b1c5e02107409ea60548d8d8f686fd8
      a5fe1cb4158ffd2a27ae93b5ac617903 e96bfc1d78867126dadff72e64807301 9b41a2565767eced41e35ec80b8f8f1c
      88f2ee81ba729de8fa44381eb943e7d6 16df24f26063525efd17fce108d9b2db 1b7e12a5fbbb126faeb72f3025e1f8f8
      3b9b8ee74bf1320a9563080b780caf01 90efef5d3a739e5f6b3278a13fce003e 24ab07afdcda42ea3fb754a873ee5a4c
      f25d5976c4e2372f2697aec8f1c37aaa 6f9def463cd4ff6431e6ce8ae7a284d2 7c808e8e7dd2ae0f6c6c3227abdda4cc
      31cfc32f8b1a414ed44fd2b0fda55776 2a3caffdead1e45dc9a25018ac0dc0e5
    `,
  },
  {
    why: 'published test vector',
    source: 'https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki',
    digests: `
      2243ae4c730144699810edff877f309b c3e981f8e1c6a20142aac2ca0c23af92 38f45b57d43a7400a44a426bf98d8718
      04a564938fd41d291aa042c0bcfd9867 75754388723db8eccc4b581f484b5585 ac17da3e11432de904272c5859b35477
      fa146b83df550394a57ed8f051862268 bebe65f0e0569d6283a7b3677aa69e90 c14aca8e6d6b82d19f4330f9d64ed5ef
      ed7bfe0ceae813bcc585635656507759 00860ac6121289549cc36c62bb823c2b 9d61c593824c392ca2b757ac4c9e1d1a
    `,
  },
  {
    why: 'published test vector',
    source: 'https://github.com/bitcoin/bips/blob/master/bip-0084.mediawiki',
    digests: `
      14c426fa75e9b33bf0aab45b33e9b955 56ce7a6c5c2bdd685c6ed1ea62953553 5320b105d52fc6190adc13f15b9bffb1
      bfe3c267d5dc1dce9754acdb92c33a90 c0c2e735180e47752b4912e481b0fa0d
    `,
  },
  {
    why: 'published test vector',
    source: 'https://github.com/bitcoin/bips/blob/master/bip-0049.mediawiki',
    digests: `
      20e20cedb55f755ce0b9f8cd509e92a4 3b05a1e8fa82b3984196930aae5c583a a4948445405c02cb8432f74d2291b0e7
    `,
  },
  {
    why: 'published test vector',
    source: 'https://github.com/satoshilabs/slips/blob/master/slip-0132.md',
    digests: `
      251295c45bf4c308c754303df2bee149 62c1b46e043814cd47fd521e3dede0b4
    `,
  },
  {
    why: 'published test vector',
    source: 'https://github.com/bitcoin/bips/blob/master/bip-0049.mediawiki',
    digests: '99365ea41a3098c69b2b4fd1c8b80fc4',
  },
  {
    why: 'textbook value, copied in many tests',
    source: 'https://en.bitcoin.it/wiki/Wallet_import_format',
    digests: `
      9d6a2b9d1f01d4577cbdce4de6f0834a cdfce49713b0b84831a622c934cd6c6b 39cdd1e0a0bc94e9e8af13a370a7def3
      f8c04888a483afe05d5d6cdb75bdfce4
    `,
  },
  {
    why: 'no valid keypair',
    source: 'https://lib.rs/crates/solana-base58-json-converter',
    digests: 'ca0101ae4bf3b31bd300f93f576d862c',
  },
  {
    why: 'no valid keypair',
    source: 'https://lib.rs/crates/solana-base58-json-converter',
    digests: '3138bb9bc78df27c473ecfd1410f7bd4',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/',
    digests: `
      1a5d44a2dca19669d72edf4c4f1c27c4 78314b11be2e581549ac1c4f616563fa
    `,
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'AWS CLI user guide',
    digests: `
      c6ea27c534f993d31f0aef882e3d200e e21b597ba6b9cafa59d9ebc4d65c0385
    `,
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'AWS SigV4 test suite',
    digests: '7a898e50dbd5b8305149c34046d159f7',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'AWS SigV4 test suite (general knowledge)',
    digests: 'e8a0614b6747a06ff9a2728dd2250bf1',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'AWS docs (general knowledge)',
    digests: 'cb20d34a7adda2f5d2043836051e242f',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://core.telegram.org/bots/api',
    digests: '731fa294d036e54f19df879bfcd4fe72',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://core.telegram.org/bots/features',
    digests: '0b5dd075ccdd03c42f4edda8e299e683',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://github.com/praetorian-inc/titus',
    digests: '25363da9095a57866c893c7d515ba1b1',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://github.com/praetorian-inc/titus',
    digests: '0685f2022f2144d6bbcb09cbc2d9f621',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://api.slack.com/messaging/webhooks',
    digests: 'f5c388734d28087b33b453e43c438371',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'titus slack.yml',
    digests: '01059345ce6de2d87c1658ac42e78472',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://docs.sensu.io/sensu-enterprise/2.7/integrations/pagerduty',
    digests: '695fed7fc8d9437eaabbaa3993be0ba0',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://docs.ntfy.sh',
    digests: 'de572777ba4ad2a0e9666b3e188edd54',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://healthchecks.io/docs/slug_urls',
    digests: '35aad64c5c097369523700bfd5652d92',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://packagist.org/packages/lasselehtinen/healthchecks-helper',
    digests: '1882866bb8c0489ebd5632239ef264e4',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://developer.oanda.com/rest-live-v20/authentication',
    digests: '3d34716b828ca41341dccfe4e59ff632',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://docs.coinapi.io',
    digests: `
      22cfb5b933a80b94d1c93fc9da8ae581 28d1aeaf028e40cf7ae3961de76f7ad3
    `,
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'public code index',
    digests: '00266dbe9a239659b13a24fb3441984e',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://coinmarketcap.com/api/documentation/v1/',
    digests: 'b48f77ee9a006b06e18a64156ba63755',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: "vendors' docs",
    digests: '2a97516c354b68848cdbd8f54a226a0a',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://www.alchemy.com/docs',
    digests: 'cf34b30282ef96090186b534ae9bbd74',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://docs.polymarket.com/developers/CLOB/authentication',
    digests: 'a3a9e1ed9732cab28868127be00f1ce9',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://developer.hashicorp.com/vault',
    digests: '8b6b6a5226c96d1dbcd6720bdfe7452a',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://ibm.github.io/japan-technology/onboarding-docs/vault/03_authentication/tokens',
    digests: 'e5ddbf5761b866d8117612eb07293e72',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'titus doppler.yml',
    digests: `
      8ac8a3706abe2cb2e44ab004d311a717 d2b8c529258c39495e2fd50b21260663
    `,
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'titus onepassword.yml',
    digests: 'a7b2c5ded1e6d5da8e4f36a5e30d7b11',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'https://learn.microsoft.com/en-ie/purview/sit-defn-github-personal-access-token',
    digests: 'abf3abc839018cebeb40e1eaa0484c44',
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'titus infura.yml',
    digests: `
      866d79ca9b2f512314f4b23800928b20 1dfa976cd3199b9b0b299db64b3dc0db
    `,
  },
  {
    why: "public sample of the documentation or of a scanner's own rule tests",
    source: 'titus alchemy.yml',
    digests: '0a6a15e58c78894b90e54badec02d004',
  },
  {
    why: 'sample answers in the tests of the official SDK; never a live key of a user',
    source: 'https://github.com/Kucoin/kucoin-universal-sdk',
    digests: `
      ae00e9c8099c716c70ca57ae3d91ed47 060795bde179f0425d2618ecaa1d4c25
    `,
  },
  {
    why: 'the beginning of every Ed25519 private key in PKCS#8, which says only what follows',
    source: 'RFC 8410, section 7',
    digests: '595428b29b6c8ce1b3a76bb7080875a5',
  },
  {
    why: 'the SHA-256 of the word test, whole and cut',
    source: 'computed',
    digests: `
      7b3d979ca8330a94fa7e9e1b466d8b99 67212462231402852f818d095bb0c2bf
    `,
  },
  {
    why: 'published with the specification of Standard Webhooks and the packages made for it',
    source: 'https://github.com/standard-webhooks/standard-webhooks',
    digests: `
      96ad2ccd81462a766178ae09a71df55f 2dd745ff991276aed56826de4e41d9d8
    `,
  },
];
