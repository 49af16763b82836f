"""All flask commands; what they need of other rooms is handed to them by wiring."""
