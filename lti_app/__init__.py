"""The shell that a browser or an LMS talks to: launch, panel, desk, API and commands.

One subject: what all of these share lies beside them, each a module (bearer, errors, limits,
language, what the application is made of).
"""
