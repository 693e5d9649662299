[
  {
    "Id": "<<hex64>>",
    "Created": "2026-04-01T08:00:00.120Z",
    "Image": "sha256:<<hex64>>",
    "ResolvConfPath": "/var/lib/docker/containers/<<hex64>>/resolv.conf",
    "Name": "/bybit-bot",
    "GraphDriver": {"Data": {"MergedDir": "/var/lib/docker/overlay2/<<hex64>>/merged"}, "Name": "overlay2"},
    "Mounts": [{"Type": "volume", "Name": "<<hex64>>", "Destination": "/run/secrets"}],
    "Config": {
      "Hostname": "<<hex12>>",
      "Env": ["EXCHANGE=bybit", "BYBIT_API_KEY_FILE=/run/secrets/bybit_key", "BYBIT_API_SECRET_FILE=/run/secrets/bybit_secret", "GPG_KEY=<<HEX40>>", "PYTHON_SHA256=<<hex64>>"],
      "Labels": {"com.docker.compose.config-hash": "<<hex64>>"}
    },
    "NetworkSettings": {"SandboxID": "<<hex64>>", "Networks": {"bots": {"NetworkID": "<<hex64>>", "EndpointID": "<<hex64>>", "MacAddress": "02:42:ac:12:00:03"}}}
  }
]
