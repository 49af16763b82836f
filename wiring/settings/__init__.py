"""Every setting, read from the environment: what there is, how it must look, what is wrong."""

from wiring.settings.fields import PREFIX, Settings, load, tracking_uri

__all__ = ["PREFIX", "Settings", "load", "tracking_uri"]
