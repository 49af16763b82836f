"""A small LTI 1.3 platform with two demo courses: to try Sílabo without Moodle, and for tests."""
