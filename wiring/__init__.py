"""Chooses the parts from the settings and puts them together: web, worker and commands."""
