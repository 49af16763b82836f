"""The nouns, the ports and the errors. Standard library only.

One subject: the words that all other rooms share, a module for each noun and what belongs to it.
Nothing here does anything.
"""
