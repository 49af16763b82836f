"""The nouns, the ports and the errors. Standard library only."""
