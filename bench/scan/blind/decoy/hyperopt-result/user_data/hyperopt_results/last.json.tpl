{"loss":-3.118,"params_dict":{"buy_rsi":31,"sell_rsi":77,"key_level":0.618},"results_metrics":{"total_trades":412,"profit_total":0.31},"run_id":"<<hex40>>","current_epoch":188}
{"loss":-2.901,"params_dict":{"buy_rsi":28,"sell_rsi":71,"key_level":0.5},"results_metrics":{"total_trades":388,"profit_total":0.28},"run_id":"<<hex40>>","current_epoch":201}
