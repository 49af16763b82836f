import threading

import pytest

from silabo.adapters.circuit import Circuit


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def circuit(clock: Clock) -> Circuit:
    return Circuit(failures=3, pause_s=10, now=clock)


def fail(circuit: Circuit, times: int) -> None:
    for _ in range(times):
        circuit.failed()


def test_a_few_failures_are_forgiven(circuit: Circuit) -> None:
    fail(circuit, 2)

    assert circuit.allows()
    assert circuit.doubtful


def test_a_success_forgets_the_failures_before_it(circuit: Circuit) -> None:
    fail(circuit, 2)
    circuit.succeeded()
    fail(circuit, 2)

    assert circuit.allows()


def test_a_service_that_fails_again_and_again_is_left_alone(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, 3)
    clock.seconds = 9.9

    assert not circuit.allows()


def test_after_the_pause_one_caller_tries_for_all(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, 3)
    clock.seconds = 10

    assert [circuit.allows() for _ in range(3)] == [True, False, False]
    clock.seconds = 20
    assert [circuit.allows() for _ in range(3)] == [True, False, False]


def test_when_the_one_succeeds_all_may_ask(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, 3)
    clock.seconds = 10
    circuit.allows()
    circuit.succeeded()

    assert [circuit.allows() for _ in range(3)] == [True, True, True]
    assert not circuit.doubtful


def test_when_the_one_fails_all_wait_again(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, 3)
    clock.seconds = 15
    circuit.allows()
    circuit.failed()
    clock.seconds = 24.9

    assert not circuit.allows()
    clock.seconds = 25
    assert circuit.allows()


def test_of_many_threads_one_tries(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, 3)
    clock.seconds = 10
    allowed: list[bool] = []
    threads = [threading.Thread(target=lambda: allowed.append(circuit.allows())) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(allowed) == [False] * 19 + [True]
