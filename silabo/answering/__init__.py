"""From a question to an outcome: search, choose, prove, or say that it is not stated. No I/O."""
