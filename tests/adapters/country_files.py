"""Writes small country files in MaxMind's format (https://maxmind.github.io/MaxMind-DB/)."""

from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, NamedTuple

MARKER = b"\xab\xcd\xefMaxMind.com"
IPV4_IN_IPV6_BITS = 96


class Number(NamedTuple):
    """An unsigned number as the format has them: what stands before it, and its bytes."""

    head: bytes
    size: int
    value: int


def write_country_file(path: Path, records: Mapping[str, dict[str, Any]], version: int = 6) -> Path:
    """Write records by network; an IPv4 network stands at ::/96 as the format wants it."""
    nodes: list[list[int | bytes]] = [[0, 0]]
    for name, record in records.items():
        _insert(nodes, _bits(ip_network(name), version), _encode(record))
    data = bytearray()
    tree = bytearray()
    for node in nodes:
        for child in node:
            if isinstance(child, bytes):
                value = len(nodes) + 16 + len(data)
                data += child
            else:
                value = child or len(nodes)
            tree += value.to_bytes(3)
    metadata: dict[str, Any] = {
        "binary_format_major_version": Number(b"\xa2", 2, 2),
        "binary_format_minor_version": Number(b"\xa2", 2, 0),
        "build_epoch": Number(b"\x08\x02", 8, 1_700_000_000),
        "database_type": "Test-Country",
        "description": {"en": "for tests"},
        "ip_version": Number(b"\xa2", 2, version),
        "languages": [],
        "node_count": Number(b"\xc4", 4, len(nodes)),
        "record_size": Number(b"\xa2", 2, 24),
    }
    path.write_bytes(bytes(tree) + bytes(16) + bytes(data) + MARKER + _encode(metadata))
    return path


def _bits(network: IPv4Network | IPv6Network, version: int) -> str:
    bits = f"{int(network.network_address):0{network.max_prefixlen}b}"[: network.prefixlen]
    is_inside = version == 6 and isinstance(network, IPv4Network)
    return "0" * IPV4_IN_IPV6_BITS + bits if is_inside else bits


def _insert(nodes: list[list[int | bytes]], bits: str, leaf: bytes) -> None:
    place = 0
    for bit in bits[:-1]:
        below = nodes[place][int(bit)]
        assert isinstance(below, int), "networks may not overlap"
        if below == 0:
            nodes.append([0, 0])
            below = nodes[place][int(bit)] = len(nodes) - 1
        place = below
    nodes[place][int(bits[-1])] = leaf


def _encode(value: Any) -> bytes:
    if isinstance(value, str):
        raw = value.encode()
        return bytes([0x40 | len(raw)]) + raw
    if isinstance(value, Number):
        return value.head + value.value.to_bytes(value.size)
    if isinstance(value, dict):
        body = b"".join(_encode(key) + _encode(each) for key, each in value.items())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        return bytes([0xE0 | len(value)]) + body  # pyright: ignore[reportUnknownArgumentType]
    assert isinstance(value, list)
    return bytes([0, 4])  # an empty list
