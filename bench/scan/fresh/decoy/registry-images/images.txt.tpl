REPOSITORY                     TAG       DIGEST                                                                    IMAGE ID
freqtradeorg/freqtrade         stable    sha256:<<hex64>>   <<hex12>>
hummingbot/hummingbot          latest    sha256:<<hex64>>   <<hex12>>
openbao/openbao                2.0.0     sha256:<<hex64>>   <<hex12>>
