2025-02-02 11:11:11.111 ERROR [http-3] c.b.OkxClient - requestId=<<uuid>> code=50111 msg=Invalid OK-ACCESS-KEY
org.knowm.xchange.exceptions.ExchangeSecurityException: Invalid OK-ACCESS-KEY
	at org.knowm.xchange.okex.OkexBaseService.handleError(OkexBaseService.java:88)
	at com.bot.OkxClient.apiKeyCheck(OkxClient.java:41)
