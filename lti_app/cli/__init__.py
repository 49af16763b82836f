"""All flask commands; what they need of other rooms is handed to them by wiring. One subject: a
module a group of commands, as `flask --help` lists them.
"""
