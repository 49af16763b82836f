"""What a monitoring system reads of a running house."""

import requests
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample


def scrape(port: int) -> str:
    """The metrics as they are told; "" while nobody tells them."""
    try:
        return requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
    except requests.RequestException:
        return ""


def samples(text: str) -> list[Sample]:
    """Each series of a scrape."""
    return [each for family in text_string_to_metric_families(text) for each in family.samples]


def total(text: str, name: str, **labels: str) -> float:
    """The sum of the series of this name that have these labels."""
    return sum(
        each.value
        for each in samples(text)
        if each.name == name and labels.items() <= each.labels.items()
    )
