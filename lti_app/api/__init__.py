"""The API under /api: sessions, questions, documents and status, as JSON.

One subject: what a bearer may read and do, each noun a module of views, and the shapes of what is
sent.
"""
