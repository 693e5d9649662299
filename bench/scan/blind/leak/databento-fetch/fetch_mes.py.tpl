import databento as db

client = db.Historical(key="<<token>>")
data = client.timeseries.get_range(dataset="GLBX.MDP3", symbols=["MESZ5"], schema="trades", start="2025-10-01")
data.to_df().to_parquet("mes.parquet")
