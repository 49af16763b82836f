"""The tables and every change of a state: one module an aggregate."""
