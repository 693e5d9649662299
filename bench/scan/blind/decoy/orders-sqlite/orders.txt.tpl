sqlite> select ft_pair, order_id, status from orders limit 3;
BTC/USDT:USDT|<<uuid>>|closed
SOL/USDT:USDT|<<uuid>>|closed
ETH/USDT:USDT|dry_run_buy_ETH/USDT:USDT_1736000000.1234|closed
