package okx_test

import "testing"

func newTestClient(t *testing.T) *Client {
	t.Helper()
	return NewClient("<<key>>", "<<secret>>", "<<passphrase>>")
}

func TestBalance(t *testing.T) {
	c := newTestClient(t)
	if _, err := c.Balance("USDT"); err != nil {
		t.Fatal(err)
	}
}
