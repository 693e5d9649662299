package notify

import "github.com/slack-go/slack"

var api = slack.New("<<token>>")

func Fill(text string) error {
	_, _, err := api.PostMessage("C<<upper:10>>", slack.MsgOptionText(text, false))
	return err
}
