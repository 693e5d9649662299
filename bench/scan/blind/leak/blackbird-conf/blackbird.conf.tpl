# Program parameters
DemoMode=false
Leg1=BTC
Leg2=USD
MaxExposure=2500.00

# Email settings
SendEmail=true
SenderAddress=spread@lindqvist.example
SenderUsername=spread
SenderPassword=<<password@smtp>>
SmtpServerAddress=smtp.lindqvist.example:587

# Bitfinex
BitfinexApiKey=<<key>>
BitfinexSecretKey=<<secret>>
BitfinexFees=0.0020
BitfinexEnable=true

# Gemini
GeminiApiKey=<<key@gemini>>
GeminiSecretKey=<<secret@gemini>>
GeminiFees=0.0025
GeminiEnable=true
