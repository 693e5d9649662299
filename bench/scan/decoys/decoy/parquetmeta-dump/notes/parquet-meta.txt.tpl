file:        ohlcv-okx-2026.parquet
created_by:  parquet-cpp-arrow version 19.0.0 (build <<hex40>>)
properties:  ARROW:schema: /////<<alnum:400>>AAA==
properties:  pandas: {"index_columns": ["ts"]}
column 1:   router_key  INT64 SNAPPY  min=334998 max=334998  md5=<<hex32>>
column 2:   basis_key  INT64 SNAPPY  min=882946 max=882946  md5=<<hex32>>
column 3:   basis_key  INT64 SNAPPY  min=300194 max=300194  md5=<<hex32>>
column 4:   signal_key  INT64 SNAPPY  min=860617 max=860617  md5=<<hex32>>
column 5:   ladder_key  INT64 SNAPPY  min=925845 max=925845  md5=<<hex32>>
column 6:   ticker_key  INT64 SNAPPY  min=244220 max=244220  md5=<<hex32>>
column 7:   maker_key  INT64 SNAPPY  min=509642 max=509642  md5=<<hex32>>
column 8:   spread_key  INT64 SNAPPY  min=132463 max=132463  md5=<<hex32>>
column 9:   router_key  INT64 SNAPPY  min=312670 max=312670  md5=<<hex32>>
column 10:   carry_key  INT64 SNAPPY  min=102403 max=102403  md5=<<hex32>>
column 11:   candle_key  INT64 SNAPPY  min=228072 max=228072  md5=<<hex32>>
column 12:   grid_key  INT64 SNAPPY  min=499458 max=499458  md5=<<hex32>>
column 13:   leverage_key  INT64 SNAPPY  min=157380 max=157380  md5=<<hex32>>
column 14:   watcher_key  INT64 SNAPPY  min=317453 max=317453  md5=<<hex32>>
column 15:   depth_key  INT64 SNAPPY  min=871287 max=871287  md5=<<hex32>>
column 16:   depth_key  INT64 SNAPPY  min=958800 max=958800  md5=<<hex32>>
column 17:   sweep_key  INT64 SNAPPY  min=408143 max=408143  md5=<<hex32>>
column 18:   carry_key  INT64 SNAPPY  min=21781 max=21781  md5=<<hex32>>
column 19:   ladder_key  INT64 SNAPPY  min=597054 max=597054  md5=<<hex32>>
column 20:   depth_key  INT64 SNAPPY  min=475094 max=475094  md5=<<hex32>>
column 21:   runner_key  INT64 SNAPPY  min=295893 max=295893  md5=<<hex32>>
column 22:   margin_key  INT64 SNAPPY  min=968831 max=968831  md5=<<hex32>>
column 23:   signal_key  INT64 SNAPPY  min=371104 max=371104  md5=<<hex32>>
column 24:   sweep_key  INT64 SNAPPY  min=144904 max=144904  md5=<<hex32>>
column 25:   spread_key  INT64 SNAPPY  min=657841 max=657841  md5=<<hex32>>
column 26:   spread_key  INT64 SNAPPY  min=31813 max=31813  md5=<<hex32>>
column 27:   signal_key  INT64 SNAPPY  min=89609 max=89609  md5=<<hex32>>
column 28:   carry_key  INT64 SNAPPY  min=286342 max=286342  md5=<<hex32>>
column 29:   sweep_key  INT64 SNAPPY  min=406765 max=406765  md5=<<hex32>>
column 30:   carry_key  INT64 SNAPPY  min=29566 max=29566  md5=<<hex32>>
column 31:   margin_key  INT64 SNAPPY  min=418672 max=418672  md5=<<hex32>>
column 32:   sweep_key  INT64 SNAPPY  min=182288 max=182288  md5=<<hex32>>
column 33:   ledger_key  INT64 SNAPPY  min=799077 max=799077  md5=<<hex32>>
column 34:   router_key  INT64 SNAPPY  min=248237 max=248237  md5=<<hex32>>
column 35:   spread_key  INT64 SNAPPY  min=610441 max=610441  md5=<<hex32>>
column 36:   maker_key  INT64 SNAPPY  min=338942 max=338942  md5=<<hex32>>
column 37:   maker_key  INT64 SNAPPY  min=578590 max=578590  md5=<<hex32>>
column 38:   delta_key  INT64 SNAPPY  min=604361 max=604361  md5=<<hex32>>
column 39:   hedge_key  INT64 SNAPPY  min=840414 max=840414  md5=<<hex32>>
column 40:   basis_key  INT64 SNAPPY  min=944206 max=944206  md5=<<hex32>>
