"""`make run` and `make reset`: the tool beside a practice LMS, on this machine."""
