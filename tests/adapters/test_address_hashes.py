"""An address becomes a hash that only its own key makes."""

from pathlib import Path

import pytest

from silabo.adapters.address_hashes import AddressHashes


def test_the_same_address_has_the_same_hash_also_in_another_process(tmp_path: Path) -> None:
    key = tmp_path / "data" / "address-key"
    one = AddressHashes(key).of("192.0.2.7")

    assert AddressHashes(key).of("192.0.2.7") == one
    assert AddressHashes(key).of("192.0.2.8") != one
    assert AddressHashes(tmp_path / "another").of("192.0.2.7") != one
    assert len(one) == 16


def test_addresses_of_one_ipv6_network_are_one_place(tmp_path: Path) -> None:
    hashes = AddressHashes(tmp_path / "address-key")

    assert hashes.of("2001:db8::1") == hashes.of("2001:db8::ffff:2")
    assert hashes.of("2001:db8::1") != hashes.of("2001:db8:0:1::1")


def test_an_ipv4_address_is_the_same_place_however_its_socket_names_it(tmp_path: Path) -> None:
    hashes = AddressHashes(tmp_path / "address-key")

    assert hashes.of("::ffff:192.0.2.7") == hashes.of("192.0.2.7")
    assert hashes.of("::ffff:192.0.2.7") != hashes.of("::ffff:192.0.2.8")


def test_the_key_is_read_by_its_owner_alone_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    AddressHashes(tmp_path / "address-key").of("192.0.2.7")
    (kept,) = tmp_path.iterdir()

    assert kept.name == "address-key"
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("address", ["", "unix:", "lms.example"])
def test_what_is_no_address_has_no_hash(tmp_path: Path, address: str) -> None:
    assert AddressHashes(tmp_path / "address-key").of(address) == ""


def test_where_no_key_can_be_kept_nothing_breaks_and_the_log_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    hashes = AddressHashes(tmp_path / "file" / "address-key")
    found = [hashes.of("192.0.2.7") for _ in range(3)]

    assert found == ["", "", ""]
    assert [each.getMessage() for each in caplog.records] == ["address_key_not_kept"]
