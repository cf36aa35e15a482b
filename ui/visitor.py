"""Where a visitor comes from, for counting failed sign-ins. Never logged and never shown."""

from ipaddress import IPv6Address, ip_address, ip_network

import streamlit as st

HERE = "localhost"
UNKNOWN = "unknown"
_OWNED_TOGETHER = 64  # bits: whoever has one IPv6 address has all that begin with these


def client_address() -> str:
    """The address that this session's browser comes from, as far as it can be believed.

    What a proxy says of its client is believed of the proxies in PROGRAMME_TRUSTED_PROXIES only;
    from any other the address is the connection's own. IPv6 is cut to the network that one
    customer has. `HERE` without a proxy on this machine, `UNKNOWN` when it is no address.
    """
    told = st.context.ip_address
    return HERE if told is None else _counted_as(told)


def _counted_as(told: str) -> str:
    try:
        address = ip_address(told)
    except ValueError:
        return UNKNOWN
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address, _OWNED_TOGETHER), strict=False))
