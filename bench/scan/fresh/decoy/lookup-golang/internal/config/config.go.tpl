package config

import "os"

type Config struct {
	APIKey    string `yaml:"api_key" env:"GATE_API_KEY"`
	APISecret string `yaml:"api_secret" env:"GATE_API_SECRET"`
	Token     string `json:"token,omitempty"`
}

func Load() Config {
	return Config{
		APIKey:    os.Getenv("GATE_API_KEY"),
		APISecret: os.Getenv("GATE_API_SECRET"),
	}
}
