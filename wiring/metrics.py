"""Counts what happens in this process, and tells it on loopback, where the settings name a port."""

import logging
from collections.abc import Callable, Mapping

from flask import Flask

from lti_app.measuring import routes
from silabo import __version__
from silabo.domain import happenings
from silabo.domain.queues import Health
from silabo.wording.error_sentences import LAUNCH_SENTENCES
from wiring.settings import Settings
from wiring.settings.fields import share_counts_in

logger = logging.getLogger(__name__)

FOLDER = "metrics"  # in the data folder


class Metrics:
    """The metrics of one process. Without a port nothing is imported, counted or opened."""

    def __init__(
        self,
        settings: Settings,
        health: Callable[[], Mapping[str, Health]],
        app: Flask | None = None,
    ) -> None:
        """Start nothing. A process without an `app` has no requests."""
        self._settings = settings
        self._health = health
        self._app = app
        self._leave: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin to count, and to wait for the port. Call it after any fork."""
        if self._settings.metrics_port:
            try:
                self._start()
            except OSError as error:
                # A full disk, or one that cannot be written: the tool goes on without.
                logger.error("metrics_not_counted", extra={"reason": error.strerror})  # noqa: TRY400

    def stop(self) -> None:
        """Leave the port to another process. What still happens here is counted all the same."""
        self._leave()

    def _start(self) -> None:
        folder = self._settings.data_dir / FOLDER
        share_counts_in(folder)
        # Imported here: whoever has no monitoring system need not wait for its client.
        from silabo.adapters.prometheus.counts import Counts, SharedCounts  # noqa: PLC0415
        from silabo.adapters.prometheus.current import Current  # noqa: PLC0415
        from silabo.adapters.prometheus.listener import MetricsListener  # noqa: PLC0415

        happenings.listen(Counts(folder, self._named()).hear)
        folders = {"data": self._settings.data_dir, "files": self._settings.files}
        current = Current(self._health, folders, __version__)
        listener = MetricsListener(self._settings.metrics_port, [SharedCounts(folder), current])
        listener.start()
        self._leave = listener.stop

    def _named(self) -> dict[str, frozenset[str]]:
        """What a label may say that only this installation knows."""
        models = (*self._settings.chain, *self._settings.pickable)
        return {
            "route": routes(self._app) if self._app is not None else frozenset(),
            "model": frozenset(model.name for model in models),
            "code": frozenset(LAUNCH_SENTENCES),
        }
