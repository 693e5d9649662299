/** Every REST endpoint by what it can do. `docs`: the exchange's own documents or SDK; `ccxt`: only in ccxt's table. */

export const publicEndpoints = `
GET /api/v3/brokerage/market/product_book ccxt
GET /api/v3/brokerage/market/products ccxt
GET /api/v3/brokerage/market/products/{product_id} ccxt
GET /api/v3/brokerage/market/products/{product_id}/candles ccxt
GET /api/v3/brokerage/market/products/{product_id}/ticker ccxt
GET /api/v3/brokerage/time ccxt
GET /v2/currencies ccxt
GET /v2/currencies/crypto ccxt
GET /v2/exchange-rates ccxt
GET /v2/prices/{symbol}/buy ccxt
GET /v2/prices/{symbol}/sell ccxt
GET /v2/prices/{symbol}/spot ccxt
GET /v2/time ccxt
GET /v2/users/{user_id} ccxt
`;

export const readEndpoints = `
GET /api/v3/brokerage/accounts docs
GET /api/v3/brokerage/accounts/{account_uuid} docs
GET /api/v3/brokerage/best_bid_ask docs
GET /api/v3/brokerage/cfm/balance_summary docs
GET /api/v3/brokerage/cfm/intraday/current_margin_window docs
GET /api/v3/brokerage/cfm/intraday/margin_setting docs
GET /api/v3/brokerage/cfm/positions docs
GET /api/v3/brokerage/cfm/positions/{product_id} docs
GET /api/v3/brokerage/cfm/sweeps docs
GET /api/v3/brokerage/convert/trade/{trade_id} docs
GET /api/v3/brokerage/intx/balances/{portfolio_uuid} docs
GET /api/v3/brokerage/intx/portfolio/{portfolio_uuid} docs
GET /api/v3/brokerage/intx/positions/{portfolio_uuid} docs
GET /api/v3/brokerage/intx/positions/{portfolio_uuid}/{symbol} docs
GET /api/v3/brokerage/key_permissions docs
POST /api/v3/brokerage/orders/edit_preview docs
GET /api/v3/brokerage/orders/historical/batch docs
GET /api/v3/brokerage/orders/historical/fills docs
GET /api/v3/brokerage/orders/historical/{order_id} docs
POST /api/v3/brokerage/orders/preview docs
GET /api/v3/brokerage/payment_methods docs
GET /api/v3/brokerage/payment_methods/{payment_method_id} docs
GET /api/v3/brokerage/portfolios docs
GET /api/v3/brokerage/portfolios/{portfolio_uuid} docs
GET /api/v3/brokerage/product_book docs
GET /api/v3/brokerage/products docs
GET /api/v3/brokerage/products/{product_id} docs
GET /api/v3/brokerage/products/{product_id}/candles docs
GET /api/v3/brokerage/products/{product_id}/ticker docs
GET /api/v3/brokerage/transaction_summary docs
GET /v2/accounts ccxt
GET /v2/accounts/{account_id} ccxt
GET /v2/accounts/{account_id}/addresses ccxt
GET /v2/accounts/{account_id}/addresses/{address_id} ccxt
GET /v2/accounts/{account_id}/addresses/{address_id}/transactions ccxt
GET /v2/accounts/{account_id}/buys ccxt
GET /v2/accounts/{account_id}/buys/{buy_id} ccxt
GET /v2/accounts/{account_id}/deposits ccxt
GET /v2/accounts/{account_id}/deposits/{deposit_id} ccxt
GET /v2/accounts/{account_id}/sells ccxt
GET /v2/accounts/{account_id}/sells/{sell_id} ccxt
GET /v2/accounts/{account_id}/transactions ccxt
GET /v2/accounts/{account_id}/transactions/{transaction_id} ccxt
GET /v2/accounts/{account_id}/withdrawals ccxt
GET /v2/accounts/{account_id}/withdrawals/{withdrawal_id} ccxt
GET /v2/payment-methods ccxt
GET /v2/payment-methods/{payment_method_id} ccxt
GET /v2/subscriptions/coinbase-one ccxt
GET /v2/user ccxt
GET /v2/user/auth ccxt
`;

export const tradeEndpoints = `
POST /api/v3/brokerage/orders docs
POST /api/v3/brokerage/orders/batch_cancel docs
POST /api/v3/brokerage/orders/close_position docs
POST /api/v3/brokerage/orders/edit docs
`;

export const settingsEndpoints = `
POST /api/v3/brokerage/cfm/intraday/margin_setting docs
POST /api/v3/brokerage/intx/multi_asset_collateral docs
`;

export const transferEndpoints = `
DELETE /api/v3/brokerage/cfm/sweeps docs
POST /api/v3/brokerage/cfm/sweeps/schedule docs
POST /api/v3/brokerage/intx/allocate docs
POST /api/v3/brokerage/portfolios/move_funds docs
POST /v2/accounts/{account_id}/deposits ccxt
POST /v2/accounts/{account_id}/deposits/{deposit_id}/commit ccxt
`;

export const withdrawEndpoints = `
POST /v2/accounts/{account_id}/transactions ccxt
DELETE /v2/accounts/{account_id}/transactions/{transaction_id} ccxt
POST /v2/accounts/{account_id}/transactions/{transaction_id}/complete ccxt
POST /v2/accounts/{account_id}/transactions/{transaction_id}/resend ccxt
POST /v2/accounts/{account_id}/withdrawals ccxt
POST /v2/accounts/{account_id}/withdrawals/{withdrawal_id}/commit ccxt
`;

export const financeEndpoints = `
POST /api/v3/brokerage/convert/quote docs
POST /api/v3/brokerage/convert/trade/{trade_id} docs
POST /v2/accounts/{account_id}/buys ccxt
POST /v2/accounts/{account_id}/buys/{buy_id}/commit ccxt
POST /v2/accounts/{account_id}/sells ccxt
POST /v2/accounts/{account_id}/sells/{sell_id}/commit ccxt
`;

export const adminEndpoints = `
POST /api/v3/brokerage/portfolios docs
DELETE /api/v3/brokerage/portfolios/{portfolio_uuid} docs
PUT /api/v3/brokerage/portfolios/{portfolio_uuid} docs
POST /v2/accounts ccxt
PUT /v2/accounts/{account_id} ccxt
POST /v2/accounts/{account_id}/addresses ccxt
POST /v2/accounts/{account_id}/primary ccxt
DELETE /v2/accounts/{id} ccxt
PUT /v2/user ccxt
`;
