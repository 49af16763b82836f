"""What a model server and an index read of whoever asks them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import grpc
import pytest

from silabo import __version__
from silabo.adapters.model_servers.timed_transport import Deadline
from silabo.adapters.ollama.call import calling
from silabo.adapters.weaviate import library
from silabo.adapters.weaviate.options import WeaviateOptions
from tests.lti_app.lti.served import Answer, Asked, serving

OURS = f"Silabo/{__version__}"


class Recorder(grpc.GenericRpcHandler):
    """Refuses every call, and remembers who made it."""

    def __init__(self) -> None:
        self.agents: list[str] = []

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> None:
        metadata = dict(handler_call_details.invocation_metadata)
        self.agents.append(metadata["user-agent"])


@contextmanager
def recording() -> Iterator[tuple[int, Recorder]]:
    recorder = Recorder()
    server = grpc.server(ThreadPoolExecutor(1), handlers=[recorder])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield port, recorder
    finally:
        server.stop(None).wait()


def agent_of(asked: Asked) -> str:
    """Whoever asked; the name of a header may be written in any case."""
    return {name.lower(): value for name, value in asked.headers.items()}["user-agent"]


def test_a_model_server_reads_which_tool_and_version_asks() -> None:
    with serving() as site, calling(site.address, Deadline(5)) as client:
        site.answers["/api/tags"] = Answer({"models": []})
        client.list()

        assert agent_of(site.asked[0]) == OURS


def test_an_index_reads_which_tool_and_version_asks_on_both_of_its_ports() -> None:
    with serving() as site, recording() as (port, recorder):
        site.answers["/v1/meta"] = Answer({"version": "1.35.2"})
        client = library.connected(WeaviateOptions(url=site.address, grpc_port=port))
        with client, pytest.raises(library.FAILURES):
            client.collections.use("Silabo").query.fetch_objects()

        assert {agent_of(each) for each in site.asked} == {OURS}
        assert all(agent.startswith(OURS) for agent in recorder.agents)
        assert recorder.agents
