"""Has untrusted files read in confined processes, and trusts nothing that those answer."""
