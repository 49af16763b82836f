"""What a written sentence claims, and whether passages state it: its words, what its figures belong
to, what it affirms, and for whom. Each module checks one of these; `standing` asks them all.
"""
