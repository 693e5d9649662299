services:
  hummingbot:
    image: hummingbot/hummingbot:latest
    volumes:
      - ./conf:/home/hummingbot/conf
      - ./conf/connectors:/home/hummingbot/conf/connectors
    tty: true
    network_mode: host
    environment:
      - CONFIG_PASSWORD=<<password>>
      - CONFIG_FILE_NAME=conf_pure_mm_1.yml
  gateway:
    image: hummingbot/gateway:latest
    environment:
      - GATEWAY_PASSPHRASE=<<password#2>>
