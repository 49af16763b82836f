"""The shell of the workers: actors, doorbell, slots, leases and the sweep."""
