"""A small LTI 1.3 platform with two demo courses: to try Sílabo without Moodle, and for tests.

One subject: a program of its own, which knows Sílabo only by HTTP and the mail folder. Its modules
are the steps of LTI as a platform takes them, each beside its pages.
"""
