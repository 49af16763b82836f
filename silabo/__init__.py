"""The core of Sílabo: from a question and a course's documents to an answer with its sources."""

__version__ = "0.1.0"

USER_AGENT = f"Silabo/{__version__}"  # of every request to an LMS, a model server or an index
