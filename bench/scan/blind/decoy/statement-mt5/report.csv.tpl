Ticket,OpenTime,Type,Size,Symbol,Magic,Comment
<<digits:9>>,2025.03.04 10:00:01,buy,0.10,EURUSD,20250304,"ema_cross_tokyo"
<<digits:9>>,2025.03.04 12:41:19,sell,0.10,XAUUSD,20250304,"breakout_secret_sauce"
