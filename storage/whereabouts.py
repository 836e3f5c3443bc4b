"""Where a book lies: on a network drive locks don't hold, and a cloud folder copies a file while it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_CLOUDS: Final = (
    "dropbox", "onedrive", "google drive", "googledrive", "icloud drive", "icloud~", "mobile documents", "nextcloud",
    "owncloud", "syncthing", "pcloud", "pclouddrive", "box sync", "creative cloud files", "synologydrive",
    "proton drive", "mega", "megasync", "seafile", "yandex.disk",
)  # fmt: skip
_NETWORKS: Final = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "ncpfs", "davfs", "ceph", "glusterfs", "fuse.sshfs",
        "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.gcsfuse", "vboxsf",
    }
)  # fmt: skip
_MOUNTS: Final = Path("/proc/self/mounts")


def uneasy(book: Path, mounts: Path = _MOUNTS) -> str:
    """Return why a book should not lie where it does, empty where nothing speaks against it."""
    cloud = next((part for part in book.parent.parts if _is_cloud(part)), "")
    if cloud:
        return (
            f"The planner lies in the folder {cloud}, which looks as if a cloud service copied it. A file that is"
            " copied while it is written can be damaged: keep it elsewhere and carry it by `notyet journal save`."
        )
    kind = _file_system(book, mounts)
    if kind in _NETWORKS:
        return (
            f"The planner lies on a network drive ({kind}), where locks do not always hold. Keep it on this machine's"
            " own disk and carry it by `notyet journal save`."
        )
    return ""


def _is_cloud(part: str) -> bool:
    plain = part.casefold()
    return any(plain == name or plain.startswith((f"{name} ", f"{name}-", "icloud~")) for name in _CLOUDS)


def _file_system(book: Path, mounts: Path) -> str:
    """Return the kind of file system that a file lies on, empty where the system doesn't tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found, kind = "", ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) > 2:  # noqa: PLR2004  (device, place, kind, …)
            place = parts[1].replace("\\040", " ")
            if book.is_relative_to(place) and len(place) >= len(found):
                found, kind = place, parts[2]
    return kind
