/**
 * Every REST endpoint by what it can do. `docs`: the exchange's own documents (docs.kraken.com, its copy of August 2026), read 2026-11-22;
 * `ccxt`: only in ccxt's table. All private ones are POST, reads too: the method says nothing here.
 */

export const publicEndpoints = `
GET /0/public/AssetPairs docs
GET /0/public/Assets docs
GET /0/public/Depth docs
GET /0/public/GroupedBook docs
GET /0/public/MaintenanceSchedule ccxt
GET /0/public/OHLC docs
GET /0/public/PostTrade docs
GET /0/public/PreTrade docs
GET /0/public/Spread docs
GET /0/public/SystemStatus docs
GET /0/public/Ticker docs
GET /0/public/Time docs
GET /0/public/Trades docs
`;

export const readEndpoints = `
POST /0/private/Balance docs
POST /0/private/BalanceEx docs
POST /0/private/ClosedOrders docs
POST /0/private/CreditLines docs
# reads the addresses there are; its parameter "new" makes one and is refused
POST /0/private/DepositAddresses docs
POST /0/private/DepositMethods docs
POST /0/private/DepositStatus docs
POST /0/private/Earn/AllocateStatus docs
POST /0/private/Earn/Allocations docs
POST /0/private/Earn/DeallocateStatus docs
POST /0/private/Earn/Strategies docs
POST /0/private/GetApiKeyInfo docs
POST /0/private/Ledgers docs
POST /0/private/Level3 docs
POST /0/private/ListWalletAccounts ccxt
POST /0/private/OpenOrders docs
POST /0/private/OpenPositions docs
POST /0/private/OrderAmends docs
POST /0/private/QueryLedgers docs
POST /0/private/QueryOrders docs
POST /0/private/QueryTrades docs
POST /0/private/TradeBalance docs
POST /0/private/TradeVolume docs
POST /0/private/TradesHistory docs
POST /0/private/WithdrawAddresses docs
POST /0/private/WithdrawInfo docs
POST /0/private/WithdrawMethods docs
POST /0/private/WithdrawStatus docs
`;

export const tradeEndpoints = `
POST /0/private/AddOrder docs
POST /0/private/AddOrderBatch docs
POST /0/private/AmendOrder docs
POST /0/private/CancelAll docs
# a timer that cancels every order of the account
POST /0/private/CancelAllOrdersAfter docs
POST /0/private/CancelOrder docs
POST /0/private/CancelOrderBatch docs
# cancels and places anew under another id; knows no client order ids; not modelled, AmendOrder is
POST /0/private/EditOrder docs
`;

export const streamEndpoints = `
# the token is a bearer secret: 15 min until used, then the connection lives on
POST /0/private/GetWebSocketsToken docs
`;

export const transferEndpoints = `
# master and sub-accounts, institutional
POST /0/private/AccountTransfer docs
# spot wallet to futures wallet
POST /0/private/WalletTransfer docs
`;

export const withdrawEndpoints = `
POST /0/private/Withdraw docs
# stops a pending withdrawal; also cancels a wallet transfer, for which the documents ask no permission
POST /0/private/WithdrawCancel docs
POST /funding/v1/withdrawals docs
# a link that pays whoever holds it
POST /0/private/Pay/paylink/create docs
POST /0/private/Pay/paylink/get docs
# pays another Kraken user
POST /0/private/Pay/transfer/create docs
POST /0/private/Pay/transfer/cancel docs
`;

export const financeEndpoints = `
POST /0/private/Earn/Allocate docs
POST /0/private/Earn/Deallocate docs
# whole-history reports: made, deleted and fetched as files; a bot reads Ledgers and TradesHistory
POST /0/private/AddExport docs
POST /0/private/ExportStatus docs
POST /0/private/RemoveExport docs
POST /0/private/RetrieveExport docs
# payment requests
POST /0/private/Pay/paylink/config docs
POST /0/private/Pay/request/cancel docs
POST /0/private/Pay/request/create docs
# over the counter
POST /0/private/CheckOtcClient docs
POST /0/private/CreateOtcQuoteRequest docs
POST /0/private/GetOtcActiveQuotes docs
POST /0/private/GetOtcExposures docs
POST /0/private/GetOtcHistoricalQuotes docs
POST /0/private/GetOtcPairs docs
POST /0/private/UpdateOtcQuote docs
# Kraken Prime settlement
POST /0/private/CreatePrimeSettlementBatch docs
POST /0/private/GetPrimeSettlementBatch docs
POST /0/private/ListPrimeSettlementBatches docs
POST /0/private/SettlePrimeSettlementBatchAsset docs
# the new funding interface signs in another way (nonce in a header); a bot reads DepositStatus and WithdrawStatus
GET /funding/v1/addresses docs
GET /funding/v1/assets/{direction} docs
GET /funding/v1/deposits docs
GET /funding/v1/fees/{method_id} docs
GET /funding/v1/limits/deposit/{asset_class}/{asset} docs
GET /funding/v1/limits/withdrawal/{asset_class}/{asset} docs
GET /funding/v1/methods/{direction} docs
GET /funding/v1/networks docs
GET /funding/v1/withdrawals docs
GET /funding/v2/deposit/addresses docs
`;

export const adminEndpoints = `
POST /0/private/CreateSubaccount docs
# Kraken Prime only
POST /0/private/CreatePrimeApiUser docs
POST /0/private/CreatePrimeApiUserKey docs
POST /0/private/DeletePrimeApiUserKey docs
POST /0/private/GetPrimeApiUser docs
POST /0/private/ListPrimeApiUserKeys docs
POST /0/private/ListPrimeApiUsers docs
POST /0/private/UpdatePrimeApiUser docs
POST /0/private/UpdatePrimeApiUserKey docs
POST /0/private/UpdatePrimeApiUserRoles docs
# the withdrawal address book
POST /funding/v1/addresses docs
PUT /funding/v1/addresses docs
DELETE /funding/v1/addresses docs
PUT /funding/v1/addresses/{id} docs
DELETE /funding/v1/addresses/{id} docs
PUT /funding/v1/deposit/address docs
`;
