{
  "secret": "<<token:jwt@3commas>>",
  "max_lag": "300",
  "timestamp": "{{timenow}}",
  "trigger_price": "{{close}}",
  "tv_exchange": "{{exchange}}",
  "tv_instrument": "{{ticker}}",
  "action": "{{strategy.order.action}}",
  "bot_uuid": "<<uuid>>",
  "order": { "amount": "{{strategy.order.contracts}}", "currency_type": "base" }
}
