Name:             grid-7c9d6b5f4-x2kqn
Namespace:        bots
Priority:         0
Node:             ip-10-20-3-44/10.20.3.44
Status:           Running
Containers:
  grid:
    Container ID:  containerd://<<hex64>>
    Image:         ghcr.io/swingdesk/grid:1.14.2
    Image ID:      ghcr.io/swingdesk/grid@sha256:<<hex64>>
    State:          Running
      Started:      Tue, 14 May 2024 07:12:09 +0000
    Ready:          True
    Environment:
      BYBIT_API_KEY:     <<key>>
      BYBIT_API_SECRET:  <<secret>>
      SYMBOL:            ETHUSDT
    Mounts:
      /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-7k9zt (ro)
Events:                      <none>
