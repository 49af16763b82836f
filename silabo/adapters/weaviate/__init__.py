"""The passage index on a Weaviate server, whose library is imported at the first use."""
