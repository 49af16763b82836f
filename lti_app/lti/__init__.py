"""LTI 1.3: login, launch, browser binding, keys and the platform's claims.

One subject: what is said between a platform and this tool. The modules are the steps (login,
launch, opening, registration, deep linking, roster), the keys of both sides, the rules for what a
platform sends, and what is known of one platform alone.
"""
