"""The tables and every change of a state: one module an aggregate."""

# First of all, so that whatever imports peewee here finds it without drivers.
from silabo.storage import drivers as drivers
