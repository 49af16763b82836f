"""Web pages (.html): what a browser would paint of them, without scripts and without fetching."""
