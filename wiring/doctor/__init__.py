"""What `flask doctor` and `flask backup` look at: this machine, a copy, mail, time zones."""
