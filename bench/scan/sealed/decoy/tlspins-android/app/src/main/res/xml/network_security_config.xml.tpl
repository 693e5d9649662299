<?xml version="1.0" encoding="utf-8"?>
<network-security-config>
    <domain-config>
        <domain includeSubdomains="true">api.binance.com</domain>
        <pin-set expiration="2027-01-01">
            <pin digest="SHA-256"><<base64:44>></pin>
            <pin digest="SHA-256"><<base64:44>></pin>
        </pin-set>
    </domain-config>
    <domain-config>
        <domain includeSubdomains="true">api.coinbase.com</domain>
        <pin-set>
            <pin digest="SHA-256"><<base64:44>></pin>
        </pin-set>
    </domain-config>
</network-security-config>
