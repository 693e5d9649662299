## This file must *NOT* be checked into Version Control Systems,
# as it contains information specific to your local configuration.
sdk.dir=/Users/mia/Library/Android/sdk
binanceus.apiKey=<<key>>
binanceus.secretKey=<<secret>>
