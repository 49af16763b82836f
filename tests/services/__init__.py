"""Real servers for tests: free ports of loopback, own folders, ended by their process ids."""
