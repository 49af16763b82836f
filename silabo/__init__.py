"""The core of Sílabo: from a question and a course's documents to an answer with its sources."""
