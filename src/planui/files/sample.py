"""A copy of the sample plan, to try everything on."""

from __future__ import annotations

import os
import shutil

from planui import resources
from planui.model.words import PlanuiError, Words

_SAMPLE = "lingnan"
_NO_PLACE = Words("无法在 {0} 里放示例的副本：{1}", "cannot put a copy of the sample in {0}: {1}")


def copy_sample() -> str:
    """Copies the sample into a folder of its own below the current one, else a temporary one; gives the plan's path.

    Raises `PlanuiError` where there is no room for it.
    """
    source = os.path.join(resources.data_folder("samples"), _SAMPLE)
    folder = _free_folder()
    try:
        shutil.copytree(source, folder, dirs_exist_ok=True)
    except OSError as error:
        raise PlanuiError(_NO_PLACE.format(folder, error.strerror or error)) from None
    return os.path.join(folder, "plan.toml")


def _free_folder() -> str:
    from tempfile import mkdtemp

    for number in range(1, 100):
        name = "planui-demo" if number == 1 else f"planui-demo-{number}"
        try:
            os.mkdir(name)
        except FileExistsError:
            continue
        except OSError:
            break
        return name
    return mkdtemp(prefix="planui-demo-")
