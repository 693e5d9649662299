connector: gate_io
gate_io_api_key: <<key>>
gate_io_secret_key: <<secret>>
