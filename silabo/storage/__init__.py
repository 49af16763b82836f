"""The tables and every change of a state: one module an aggregate.

One subject: a state changes here and nowhere else, in one transaction. Of an aggregate one module
changes rows and another, where there is one, reads them for a page; the rest is how databases
differ and how they are brought up to date.
"""

# First of all, so that whatever imports peewee here finds it without drivers.
from silabo.storage import drivers as drivers
