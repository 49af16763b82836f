import pytest

from silabo.adapters.model_servers.hosts import ModelHosts
from silabo.domain.errors import ModelUnreachableError

MODEL = "qwen2.5:7b"


def test_who_finds_every_host_busy_is_told_when_the_first_is_free_again() -> None:
    hosts = ModelHosts(["http://one:11434", "http://two:11434"], now=lambda: 100.0)
    for url, pause_s in zip(hosts.urls, (60.0, 5.0), strict=True):
        with pytest.raises(ModelUnreachableError), hosts.using(url, MODEL):
            raise ModelUnreachableError("too much to do", pause_s)

    with pytest.raises(ModelUnreachableError) as raised:
        hosts.choose(MODEL)

    assert raised.value.retry_after_s == 5.0
