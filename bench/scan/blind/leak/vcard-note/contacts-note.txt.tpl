@kas_alerts_bot   <<token>>
@btc_dca_log_bot  <<token#2>>
chat id 70119283
