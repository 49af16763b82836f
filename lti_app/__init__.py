"""The shell that a browser or an LMS talks to: launch, panel, desk, API and commands."""
