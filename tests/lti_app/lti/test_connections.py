"""Connections are cut off in time, whenever they were made."""

import socket
import time

import pytest

from lti_app.lti.connections import CutOff


def test_a_connection_is_cut_off_when_the_time_is_over() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, CutOff(0.05) as cut_off:
        cut_off.watch(ours)
        ours.settimeout(20)

        assert ours.recv(1) == b""
        assert cut_off.over


def test_a_connection_that_was_made_too_late_is_cut_off_at_once() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, CutOff(0.01) as cut_off:
        time.sleep(0.05)
        cut_off.watch(ours)
        ours.settimeout(20)

        assert ours.recv(1) == b""


def test_a_connection_that_is_gone_already_is_no_trouble() -> None:
    with CutOff(0.01) as cut_off, socket.socket() as unconnected:
        cut_off.watch(unconnected)
        time.sleep(0.05)

        assert cut_off.over


def test_after_the_block_the_connection_is_left_alone() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        with CutOff(0.3) as cut_off:
            cut_off.watch(ours)
        time.sleep(0.4)
        theirs.sendall(b"x")

        assert ours.recv(1) == b"x"


def test_there_is_always_a_little_time_left_since_none_would_mean_forever() -> None:
    with CutOff(0.01) as cut_off:
        time.sleep(0.02)

        assert cut_off.left_s == pytest.approx(0.001)
