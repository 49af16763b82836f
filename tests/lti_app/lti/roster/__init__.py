"""What a launch finds in the roster of a course."""
