##[group]Run docker/build-push-action@<<hex40>>
env:
  BINANCE_API_KEY: ***
  BINANCE_API_SECRET: ***
##[endgroup]
#1 [internal] load build definition from Dockerfile
#1 sha256:<<hex64>> 246170.0kB / 246170.0kB done
#2 sha256:<<hex64>> 532083.0kB / 532083.0kB done
#3 sha256:<<hex64>> 802644.0kB / 802644.0kB done
#4 sha256:<<hex64>> 690749.0kB / 690749.0kB done
#5 sha256:<<hex64>> 280599.0kB / 280599.0kB done
#6 sha256:<<hex64>> 118846.0kB / 118846.0kB done
#7 sha256:<<hex64>> 119441.0kB / 119441.0kB done
#8 sha256:<<hex64>> 692344.0kB / 692344.0kB done
#9 sha256:<<hex64>> 978313.0kB / 978313.0kB done
#10 sha256:<<hex64>> 671333.0kB / 671333.0kB done
#11 sha256:<<hex64>> 711659.0kB / 711659.0kB done
#12 sha256:<<hex64>> 703851.0kB / 703851.0kB done
#13 sha256:<<hex64>> 53541.0kB / 53541.0kB done
#14 sha256:<<hex64>> 648148.0kB / 648148.0kB done
#15 sha256:<<hex64>> 312661.0kB / 312661.0kB done
#16 sha256:<<hex64>> 882454.0kB / 882454.0kB done
#17 sha256:<<hex64>> 185613.0kB / 185613.0kB done
#18 sha256:<<hex64>> 230079.0kB / 230079.0kB done
#19 sha256:<<hex64>> 50445.0kB / 50445.0kB done
#20 sha256:<<hex64>> 731053.0kB / 731053.0kB done
#21 sha256:<<hex64>> 844768.0kB / 844768.0kB done
#22 sha256:<<hex64>> 42952.0kB / 42952.0kB done
#23 sha256:<<hex64>> 996081.0kB / 996081.0kB done
#24 sha256:<<hex64>> 957049.0kB / 957049.0kB done
#25 sha256:<<hex64>> 201642.0kB / 201642.0kB done
#26 sha256:<<hex64>> 596563.0kB / 596563.0kB done
#27 sha256:<<hex64>> 994739.0kB / 994739.0kB done
#28 sha256:<<hex64>> 729034.0kB / 729034.0kB done
#29 sha256:<<hex64>> 844978.0kB / 844978.0kB done
#30 sha256:<<hex64>> 99775.0kB / 99775.0kB done
#31 sha256:<<hex64>> 817810.0kB / 817810.0kB done
#32 sha256:<<hex64>> 361307.0kB / 361307.0kB done
#33 sha256:<<hex64>> 357551.0kB / 357551.0kB done
#34 sha256:<<hex64>> 929220.0kB / 929220.0kB done
#35 sha256:<<hex64>> 613956.0kB / 613956.0kB done
#36 sha256:<<hex64>> 293405.0kB / 293405.0kB done
#37 sha256:<<hex64>> 147529.0kB / 147529.0kB done
#38 sha256:<<hex64>> 335551.0kB / 335551.0kB done
#41 exporting manifest sha256:<<hex64>>
#42 pushing manifest for ghcr.io/acme/bot:main@sha256:<<hex64>>
Cache key: setup-python-Linux-x64-python-3.12-pip-<<hex64>>
Runner token permissions: contents=read
