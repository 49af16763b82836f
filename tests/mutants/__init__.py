"""Wrong lines put into modules one at a time: which of them no test notices (`make mutants`)."""
