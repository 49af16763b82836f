"""The university server's playbook, run on a fresh Debian machine with the real programs."""
