"""How letters leave: a folder, or SMTP with a look into what a local Postfix remembers."""
