"""What a written sentence claims, and whether passages state it: its words, what its figures belong
to, what it affirms, and for whom.

One subject: one sentence against its sources. Each module checks one thing of it; `standing` asks
them all.
"""
