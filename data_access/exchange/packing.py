"""Workbooks without the time of their making: the same content gives the same bytes."""

import io
import re
import shutil
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_PROPERTIES = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NO_TIME = rb"\g<1>2000-01-01T00:00:00Z"


def packed_alike(workbook: io.BytesIO) -> bytes:
    """The workbook packed anew, with one time on everything."""
    file = io.BytesIO()
    with ZipFile(workbook) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            part = ZipInfo(name)  # with the first day that a ZIP can tell
            part.compress_type = ZIP_DEFLATED
            with old.open(name) as source, new.open(part, "w") as target:
                if name == _PROPERTIES:
                    target.write(_TIMES.sub(_NO_TIME, source.read()))
                else:
                    shutil.copyfileobj(source, target)
    return file.getvalue()
