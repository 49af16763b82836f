"""Tells metrics on loopback: one process of the machine at a time, for all of them."""

import errno
import logging
import threading
from collections.abc import Sequence
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.registry import Collector

logger = logging.getLogger(__name__)

ADDRESS = "127.0.0.1"
TRIES_EVERY_S = 2.0


class MetricsListener:
    """Listens as soon as no other process of the machine does: whoever has the port reads what all
    have counted, and another one takes it over when that process ends.
    """

    def __init__(self, port: int, collectors: Sequence[Collector]) -> None:
        """Open nothing yet."""
        self.port = port
        self._registry = CollectorRegistry()
        for collector in collectors:
            self._registry.register(collector)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="metrics", daemon=True)

    def start(self) -> None:
        """Wait for the port in a thread, and listen there until stopped."""
        self._thread.start()

    def stop(self) -> None:
        """Leave the port to another process; a listener that never started is no error."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        told = False
        while not self._stopped.is_set():
            try:
                server, _ = start_http_server(self.port, ADDRESS, self._registry)
            except OSError as error:
                if error.errno != errno.EADDRINUSE and not told:
                    logger.error("metrics_not_told", extra={"reason": error.strerror})  # noqa: TRY400
                    told = True
                self._stopped.wait(TRIES_EVERY_S)
                continue
            self._serve(server)

    def _serve(self, server: WSGIServer) -> None:
        logger.info("metrics_told", extra={"port": self.port})
        self._stopped.wait()
        server.shutdown()
        server.server_close()
