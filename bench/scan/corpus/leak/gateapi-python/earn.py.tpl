import gate_api
configuration = gate_api.Configuration(
    host="https://api.gateio.ws/api/v4",
    key="<<key>>",
    secret="<<secret>>",
)
