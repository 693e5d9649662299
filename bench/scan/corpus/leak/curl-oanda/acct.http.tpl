GET https://api-fxtrade.oanda.com/v3/accounts
Authorization: Bearer <<token>>
