"""Static files go out compressed, once, and only those that were there at the start."""

import gzip
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from server.compression import (
    YEAR,
    Asset,
    AssetRoot,
    CompressedAssets,
    compress_all,
    find_assets,
)

SCRIPT = "let x = 1;\n" * 500


@pytest.fixture
def assets(tmp_path: Path) -> dict[str, Asset]:
    folder = tmp_path / "static"
    (folder / "js").mkdir(parents=True)
    (folder / "js" / "index.js").write_text(SCRIPT)
    (folder / "js" / "tiny.js").write_text("1")
    (folder / "font.woff2").write_bytes(b"0" * 5000)
    (tmp_path / "secret.js").write_text(SCRIPT)
    return find_assets([AssetRoot("/static/", folder, YEAR)])


@pytest.fixture
def client(assets: dict[str, Asset]) -> TestClient:
    return TestClient(CompressedAssets(PlainTextResponse("from the app"), assets))


def test_only_files_worth_compressing_are_found(assets: dict[str, Asset]) -> None:
    assert set(assets) == {"/static/js/index.js"}


def test_a_known_file_comes_compressed_and_may_be_kept(client: TestClient) -> None:
    answer = client.get("/static/js/index.js")
    assert answer.text == SCRIPT
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == YEAR
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) < len(SCRIPT) / 10


@pytest.mark.parametrize(
    "path", ["/static/js/tiny.js", "/static/font.woff2", "/static/../secret.js", "/secret.js", "/"]
)
def test_all_else_is_left_to_the_app(client: TestClient, path: str) -> None:
    assert client.get(path).text == "from the app"


@pytest.mark.parametrize("accepted", ["", "identity", "br"])
def test_who_cannot_read_gzip_gets_the_file_from_the_app(client: TestClient, accepted: str) -> None:
    answer = client.get("/static/js/index.js", headers={"Accept-Encoding": accepted})
    assert answer.text == "from the app"


def test_each_file_is_compressed_once(assets: dict[str, Asset], client: TestClient) -> None:
    asset = assets["/static/js/index.js"]
    assert not asset.is_ready
    compress_all(assets.values())
    first = asset.body
    client.get("/static/js/index.js")
    assert asset.body is first
    assert gzip.decompress(first).decode() == SCRIPT
