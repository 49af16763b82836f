"""A language model and an embedding model on a server that speaks OpenAI's API: llama.cpp's, vLLM,
LM Studio, Ollama's /v1, a hosted one.
"""
