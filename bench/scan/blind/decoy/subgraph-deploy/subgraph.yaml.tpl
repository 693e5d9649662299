specVersion: 0.0.5
schema: {file: ./schema.graphql}
dataSources:
  - kind: ethereum
    name: Pool
    network: arbitrum-one
    source: {address: "<<address:eth>>", abi: Pool, startBlock: 161881234}
# deployed as Qm<<base58:44>>
