package main

import (
	"fmt"

	"github.com/slack-go/slack"
)

func main() {
	api := slack.New("<<token>>")
	msg := fmt.Sprintf("daily pnl: %.2f USDT", dailyPnl())
	if _, _, err := api.PostMessage("#desk", slack.MsgOptionText(msg, false)); err != nil {
		panic(err)
	}
}
