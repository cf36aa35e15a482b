"""nginx with the configuration of docs/nginx.conf in front of running apps."""

import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.running import ROOT, free_port

CONFIGURATION = ROOT / "docs" / "nginx.conf"
NAME = "localhost"
PATIENCE = 20  # seconds
MAIN = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
events {{ worker_connections 512; }}
http {{
    types {{ text/html html; text/javascript js; }}
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """nginx at work: its two addresses, and what its certificate can be checked with."""

    address: str
    plain_address: str
    certificate: Path

    def trust(self) -> ssl.SSLContext:
        """A TLS context that believes this certificate only."""
        return ssl.create_default_context(cafile=str(self.certificate))


def nginx() -> str | None:
    """The nginx to use: the first one on the PATH or where servers have theirs."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def proxying(folder: Path, *apps: str) -> Iterator[Proxy]:
    """Run nginx in front of the apps at these two addresses until the block ends."""
    tls, plain = free_port(), free_port()
    certificate, key = self_signed(folder)
    site = _site({
        r"listen 80\b": f"listen 127.0.0.1:{plain}",
        r"listen 443\b": f"listen 127.0.0.1:{tls}",
        r"return 308 https://tilannehuone\.example": f"return 308 https://{NAME}:{tls}",
        r"server_name tilannehuone\.example": f"server_name {NAME}",
        r"/etc/ssl/certs/tilannehuone\.pem": str(certificate),
        r"/etc/ssl/private/tilannehuone\.key": str(key),
        r"/var/log/nginx/tilannehuone\.log": f"{folder}/site.log",
        r"/var/cache/nginx/tilannehuone": f"{folder}/cache",
        r"127\.0\.0\.1:8501": f"127.0.0.1:{urlsplit(apps[0]).port}",
        r"127\.0\.0\.1:8502": f"127.0.0.1:{urlsplit(apps[1]).port}",
    })  # fmt: skip
    (folder / "site.conf").write_text(site, encoding="utf-8")
    main = folder / "main.conf"
    # The test's folder belongs to whoever runs the test, and nobody else may enter it.
    user = "user root;" if os.geteuid() == 0 else ""
    main.write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    command = [str(nginx()), "-p", str(folder), "-e", str(folder / "nginx.log"), "-c", str(main)]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    process = subprocess.Popen(command)
    try:
        _listening(process, tls)
        yield Proxy(f"https://{NAME}:{tls}", f"http://{NAME}:{plain}", certificate)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _listening(process: subprocess.Popen[bytes], port: int) -> None:
    """Return once nginx takes connections; AssertionError when it ends or does not come."""
    deadline = monotonic() + PATIENCE
    while True:
        assert process.poll() is None, "nginx ended"
        assert monotonic() < deadline, "nginx does not listen"
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return


def _site(replacements: dict[str, str]) -> str:
    """The documented configuration, with the places of this test for those of an office."""
    site = CONFIGURATION.read_text(encoding="utf-8")
    for place, ours in replacements.items():
        site, found = re.subn(place, ours, site)
        assert found, f"docs/nginx.conf says nothing of {place}"
    return site


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate for NAME and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files
