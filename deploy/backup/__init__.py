"""The programs that a server's timers run on its backups. Python alone, no part of Sílabo."""
