{
    "webhook": {
        "enabled": true,
        "url": "<<webhook@ifttt>>",
        "entry": { "value1": "Buying {pair}", "value2": "limit {limit:8f}" }
    },
    "discord": {
        "enabled": true,
        "webhook_url": "<<webhook@discord>>"
    }
}
