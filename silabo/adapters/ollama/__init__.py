"""The language model and the embedding model on Ollama, over any number of hosts."""
