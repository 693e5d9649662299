instance_id: 7f31
log_level: INFO
kill_switch_mode: {}
autofill_import: disabled
telegram_mode:
  telegram_token: <<token>>
  telegram_chat_id: '401928837'
mqtt_bridge:
  mqtt_host: localhost
  mqtt_port: 1883
send_error_logs: false
gateway:
  gateway_api_host: localhost
  gateway_api_port: '15888'
