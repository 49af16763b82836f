"""Files that were made to do harm, each by one trick, and what has to become of them.

A module for each family of formats; importing it adds its tricks to `FILES`.
"""
