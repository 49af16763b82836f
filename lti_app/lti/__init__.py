"""LTI 1.3: login, launch, browser binding, keys and the platform's claims."""
