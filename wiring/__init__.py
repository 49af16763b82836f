"""Chooses the parts from the settings and puts them together: web, worker and commands.

One subject: what knows the settings. They are read here, parts are made of them, and the doctor's
examinations look at what was chosen.
"""
