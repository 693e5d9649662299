GATE_KEY ?= <<key>>
GATE_SECRET ?= <<secret>>

.PHONY: run test
run:
	GATE_KEY=$(GATE_KEY) GATE_SECRET=$(GATE_SECRET) go run ./cmd/bot

test:
	go test ./...
