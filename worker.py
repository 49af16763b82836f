"""The entrance of the workers: `dramatiq worker:broker`, with `-Q answers` or the other queues."""

from wiring.worker import create

broker = create()
