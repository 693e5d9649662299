import databento as db

client = db.Historical("<<token>>")

data = client.timeseries.get_range(
    dataset="GLBX.MDP3",
    schema="mbp-1",
    symbols=["ES.c.0"],
    stype_in="continuous",
    start="2026-01-05",
    end="2026-01-06",
)
data.to_df().to_parquet("es_mbp1.parquet")
