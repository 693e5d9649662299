package accounts

type Account struct {
	Name, Key, Secret string
	Leverage          int
}

var All = []Account{
	{Name: "main", Key: "<<key>>", Secret: "<<secret>>", Leverage: 5},
	{Name: "hedge", Key: "<<key#2>>", Secret: "<<secret#2>>", Leverage: 2},
}
