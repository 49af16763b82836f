"""What people are told, in their language: sentences of codes, catalogues, dates. No I/O."""
