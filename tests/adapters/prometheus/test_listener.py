"""Metrics are told on loopback alone, by one process at a time."""

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily

from silabo.adapters.prometheus.listener import MetricsListener
from tests import ports
from tests.tasks.work import eventually


class Named:
    """Tells who is asked."""

    def __init__(self, name: str) -> None:
        self._name = name

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield GaugeMetricFamily(f"asked_{self._name}", "Who is asked", value=1)


def read(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError):
        return ""


@pytest.fixture
def listeners() -> Iterator[list[MetricsListener]]:
    """Two on one port, as two processes have them."""
    port = ports.free_port()
    made = [MetricsListener(port, [Named(name)]) for name in ("first", "second")]
    yield made
    for each in made:
        each.stop()


def test_another_process_tells_when_the_one_that_did_has_ended(
    listeners: list[MetricsListener],
) -> None:
    first, second = listeners
    first.start()
    told_first = eventually(lambda: "asked_first" in read(first.port))
    second.start()
    still = "asked_first" in read(first.port)
    first.stop()

    assert told_first
    assert still
    assert eventually(lambda: "asked_second" in read(first.port))


@pytest.mark.row("attack-48")
def test_nobody_else_than_this_machine_can_ask(listeners: list[MetricsListener]) -> None:
    first, _ = listeners
    first.start()
    told = eventually(lambda: "asked_first" in read(first.port))
    outside = socket.gethostbyname(socket.gethostname())

    assert told
    if not outside.startswith("127."):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((outside, first.port), timeout=5)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", first.port), timeout=5)


def test_one_that_never_started_can_be_stopped() -> None:
    MetricsListener(ports.free_port(), [CollectorRegistry()]).stop()
