models--ProsusAI--finbert/snapshots/<<hex40>>/model.safetensors
models--ProsusAI--finbert/blobs/<<hex64>>
