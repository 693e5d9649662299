specVersion: 1.0.0
schema:
  file: ./schema.graphql
# deployed as Qm<<base58:44>>
dataSources:
  - kind: ethereum/contract
    name: PerpVault
    network: arbitrum-one
    source: {address: "<<address:eth>>", abi: PerpVault, startBlock: 211044120}
    mapping:
      kind: ethereum/events
      file: ./src/vault.ts
      eventHandlers:
        - {event: "Deposit(indexed address,uint256)", topic0: "0x<<hex64>>", handler: onDeposit}
