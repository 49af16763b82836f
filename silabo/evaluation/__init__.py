"""A data set and a configuration become scores, so that a change of answering is measured."""
