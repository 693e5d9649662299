2025-06-01T08:00:00Z app_start device_id=<<uuid>> install_id=<<uuid>> os=android14
2025-06-01T08:00:02Z screen=api_keys action=view correlation_id=<<uuid>>
2025-06-01T08:00:09Z screen=portfolio trace_id=<<hex32>> span_id=<<hex16>>
