"""The shell of the workers: actors, doorbell, slots, leases and the sweep.

One subject: how work is found, done once and given back. One module a kind of work (answers,
documents, letters, index, upkeep); the others are what wakes, bounds and watches it.
"""
