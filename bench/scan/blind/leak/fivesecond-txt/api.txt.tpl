gateio
Key: <<key>>
Secret: <<secret>>
