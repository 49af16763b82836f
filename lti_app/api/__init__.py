"""The API under /api: sessions, questions, documents and status, as JSON."""
