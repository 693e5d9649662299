IMAGE := swingdesk/okx-carry
TAG   := $(shell git rev-parse --short HEAD)

build:
	docker build -t $(IMAGE):$(TAG) .

run: build
	docker run --rm -it \
		-e OKX_API_KEY=<<key>> \
		-e OKX_SECRET_KEY=<<secret>> \
		-e OKX_PASSPHRASE='<<passphrase>>' \
		$(IMAGE):$(TAG)

.PHONY: build run
