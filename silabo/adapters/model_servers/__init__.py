"""What every model server has, whatever it speaks: deadlines, hosts, prefixes, counts of tokens."""
