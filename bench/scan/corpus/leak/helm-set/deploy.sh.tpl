helm upgrade --install bbgo-grid ./charts/bbgo \
  --set env.BYBIT_API_KEY=<<key>> \
  --set-string env.BYBIT_API_SECRET=<<secret>>
kubectl create secret generic bbgo-grid --from-literal=BYBIT_API_KEY=<<key>> --from-literal=BYBIT_API_SECRET=<<secret>>
